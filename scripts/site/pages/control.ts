import { ANY_KIND } from "#core/documents";
import { html, table, inline, prose, type Html } from "../html.ts";
import { requirementsOf, type Control, type Library, type PolicyCase } from "../library.ts";
import type { Page } from "../layout.ts";
import { attributesSection } from "./attributes.ts";

/** Where the page of a policy lies. */
export function controlPath(policy: string): string {
  return `controls/${policy}.html`;
}

/** What a control wants and why, where it looks, what it serves, how to repair, and what is tested. */
export function controlPage(control: Control, library: Library): Page {
  const { policy, id } = control;
  const { spec, metadata } = policy;
  const title = metadata.title ?? metadata.name;
  const body = html`<p class="facts">
      <strong>${id}</strong> ${badge(spec.severity)} <span>mode ${spec.mode}</span>
      <span><code>${metadata.name}</code></span>
    </p>
    <h2>Why</h2>
    ${prose(spec.description)}
    <h2>What must hold</h2>
    ${appliesTo(control)}${validations(control)}${parameters(control)}
    <h2>Where it looks</h2>
    ${attributesSection(control, library)}
    <h2>How to repair</h2>
    ${prose(spec.remediation)}
    <h2>Frameworks</h2>
    ${requirementsTable(id, library)}
    <h2>Cases</h2>
    ${cases(control.cases)}`;
  return { path: controlPath(metadata.name), title, body };
}

/** A severity with its colour. */
export function badge(severity: string): Html {
  return html`<span class="badge ${severity}">${severity}</span>`;
}

function appliesTo({ policy }: Control): Html {
  const { kinds, types, verbs } = policy.spec.match;
  const what = [
    ...kinds.map((kind) => (kind === ANY_KIND ? html`every kind` : html`<a href="../kinds/${kind}.html">${kind}</a>`)),
    ...types.map((type) => html`<code>${type}</code>`),
  ];
  const when = verbs.length === 0 ? "whatever is done" : verbs.join(", ");
  return html`<p>Asked of ${what.map((item, at) => (at === 0 ? item : html`, ${item}`))} (${when}).</p>`;
}

function validations({ policy }: Control): Html {
  const { variables, validations: all } = policy.spec;
  return html`<dl class="validations">
      ${all.map(
        ({ id, expression, message, evidence }) =>
          html`<dt id="${id}">
              <code>${id}</code>${evidence === "runtime" ? html` <span class="badge">needs an inventory</span>` : null}
            </dt>
            <dd>
              ${message === null ? null : html`<p>When it fails: ${inline(message)}</p>`}
              <pre tabindex="0"><code>${expression.text.trim()}</code></pre>
            </dd>`,
      )}
    </dl>
    ${
      variables.length === 0
        ? null
        : html`<details>
            <summary>Variables</summary>
            <dl>
              ${variables.map(
                ({ name, expression }) =>
                  html`<dt><code>variables.${name}</code></dt>
                    <dd>
                      <pre tabindex="0"><code>${expression.text.trim()}</code></pre>
                    </dd>`,
              )}
            </dl>
          </details>`
    }`;
}

function parameters({ policy }: Control): Html | null {
  const entries = Object.entries(policy.spec.parameters);
  if (entries.length === 0) return null;
  const rows = entries.map(
    ([name, { schema, default: value }]) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td>${schema.type}${schema.unit === null ? null : ` (${schema.unit})`}</td>
        <td><code>${JSON.stringify(value)}</code></td>
        <td>${inline(schema.description ?? "")}</td>
      </tr>`,
  );
  return html`<h3>Settings</h3>
    ${table(["Parameter", "Type", "Default", "Meaning"], rows)}`;
}

function requirementsTable(id: string, library: Library): Html {
  const rows = requirementsOf(id, library).map(
    ({ framework, requirements, relationship, coverage, rationale }) =>
      html`<tr>
        <td><a href="../frameworks/${framework.name}.html">${framework.title ?? framework.name}</a></td>
        <td>${requirements.join(", ")}</td>
        <td>${relationship}, ${coverage}</td>
        <td>${rationale}</td>
      </tr>`,
  );
  if (rows.length === 0) return html`<p>None.</p>`;
  return table(["Framework", "Requirements", "Relationship, coverage", "Why"], rows);
}

function cases(all: readonly PolicyCase[]): Html {
  return table(["Case", "Resource", "Verdicts"], all.flatMap(caseRows));
}

function caseRows({ name, expectation }: PolicyCase): readonly Html[] {
  const entries = Object.entries(expectation.verdicts);
  if (entries.length === 0)
    return [
      html`<tr>
        <td>${name}</td>
        <td></td>
        <td class="quiet">not applicable</td>
      </tr>`,
    ];
  return entries.map(
    ([resource, verdicts]) =>
      html`<tr>
        <td>${name}</td>
        <td><code>${resource}</code></td>
        <td>
          ${Object.entries(verdicts).map(
            ([validation, outcome]) => html`<span class="verdict ${outcome}">${validation}: ${outcome}</span> `,
          )}
        </td>
      </tr>`,
  );
}
