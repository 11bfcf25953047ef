import type { PropertySchema, ResourceKindDocument } from "#core/documents";
import { html, table, inline, prose, type Html } from "../html.ts";
import type { Library } from "../library.ts";
import type { Page } from "../layout.ts";
import { sourceName } from "./sources.ts";

/** The list of kinds, and a page for each. */
export function kindPages(library: Library): readonly Page[] {
  const rows = library.kinds.map(({ metadata, spec }) => {
    const types = new Set(
      library.mappings.filter(({ kind }) => kind === metadata.name).flatMap(({ mapping }) => mapping.types),
    );
    return html`<tr>
      <td><a href="${metadata.name}.html">${metadata.name}</a></td>
      <td>${inline(spec.description ?? "")}</td>
      <td>${types.size}</td>
    </tr>`;
  });
  const body = html`<p>What resources become, wherever they come from. Policies speak of these.</p>
    ${table(["Kind", "What it is", "Native types"], rows)}`;
  return [{ path: "kinds/index.html", title: "Kinds", body }, ...library.kinds.map((kind) => kindPage(kind, library))];
}

function kindPage({ metadata, spec }: ResourceKindDocument, library: Library): Page {
  const mappings = library.mappings.filter(({ kind }) => kind === metadata.name);
  const bySource = [...Map.groupBy(mappings, ({ source }) => source)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const types = bySource.map(([source, own]) => {
    const names = [...new Set(own.flatMap(({ mapping }) => mapping.types))].toSorted();
    return html`<tr>
      <td>${sourceName(source)}</td>
      <td>${names.map((name, at) => html`${at === 0 ? null : ", "}<code>${name}</code>`)}</td>
    </tr>`;
  });
  const body = html`${prose(spec.description)}
    <h2>Properties</h2>
    ${table(["Property", "Type", "Meaning"], propertyRows(spec.properties, ""))}
    <h2>Native types</h2>
    ${table(["Source", "Types"], types)}`;
  return { path: `kinds/${metadata.name}.html`, title: metadata.name, body };
}

function propertyRows(properties: Readonly<Record<string, PropertySchema>>, prefix: string): readonly Html[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const inner = schema.properties ?? schema.items?.properties ?? {};
    return [
      html`<tr>
        <td><code>${path}</code></td>
        <td>${typeText(schema)}</td>
        <td>${inline(schema.description ?? "")}</td>
      </tr>`,
      ...propertyRows(inner, `${path}${schema.type === "list" ? "[]" : ""}.`),
    ];
  });
}

function typeText({ type, unit, items, values, enum: words }: PropertySchema): string {
  const element = items ?? values;
  const of = element === null || element === undefined ? "" : ` of ${typeText(element)}`;
  return `${type}${of}${unit === null ? "" : ` (${unit})`}${words === null ? "" : `: ${words.join(", ")}`}`;
}
