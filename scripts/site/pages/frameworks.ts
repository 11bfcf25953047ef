import type { FrameworkDocument } from "#core/documents";
import { html, table, type Html } from "../html.ts";
import type { Library } from "../library.ts";
import type { Page } from "../layout.ts";
import { controlPath } from "./control.ts";

/** The list of frameworks, and a page for each. */
export function frameworkPages(library: Library): readonly Page[] {
  const rows = library.frameworks.map(({ metadata, spec }) => {
    const controls = new Set(spec.crosswalk.flatMap((link) => link.controls));
    return html`<tr>
      <td><a href="${metadata.name}.html">${metadata.title ?? metadata.name}</a></td>
      <td>${spec.version}</td>
      <td>${spec.requirements.length}</td>
      <td>${controls.size}</td>
    </tr>`;
  });
  const body = html`<p>
      Which controls give evidence for which requirements. Nothing here says that a requirement is met: a control gives
      part of the evidence, and a person judges.
    </p>
    ${table(["Framework", "Version", "Requirements", "Controls"], rows)}`;
  return [
    { path: "frameworks/index.html", title: "Frameworks", body },
    ...library.frameworks.map((framework) => frameworkPage(framework, library)),
  ];
}

function frameworkPage({ metadata, spec }: FrameworkDocument, library: Library): Page {
  const names = new Map(library.controls.map(({ id, policy }) => [id, policy.metadata.name]));
  const rows = spec.requirements.map(({ id, title }) => {
    const links = spec.crosswalk.filter(({ requirements }) => requirements.includes(id));
    return html`<tr>
      <td>${id}${title === null ? null : html`<br /><span class="quiet">${title}</span>`}</td>
      <td>${links.flatMap((link) => link.controls.map((control) => controlLink(control, names)))}</td>
    </tr>`;
  });
  const body = html`<p>
      Version ${spec.version}. ${spec.source}.${spec.textPolicy === "ids" ? " Identifiers only." : null}
    </p>
    ${table(["Requirement", "Controls"], rows)}`;
  return { path: `frameworks/${metadata.name}.html`, title: metadata.title ?? metadata.name, body };
}

function controlLink(control: string, names: ReadonlyMap<string, string>): Html {
  const name = names.get(control);
  return name === undefined ? html`${control} ` : html`<a href="../${controlPath(name)}">${control}</a> `;
}
