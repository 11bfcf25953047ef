import { html, type Html } from "../html.ts";
import { requirementsOf, type Control, type Library } from "../library.ts";
import type { Page } from "../layout.ts";
import { mappingsOf } from "./attributes.ts";
import { badge, controlPath } from "./control.ts";
import { sourceName } from "./sources.ts";

/** All controls in one table that can be searched. */
export function indexPage(library: Library): Page {
  const rows = library.controls.map((control) => row(control, library));
  const body = html`<p>
      ${library.controls.length} controls, each one policy for every provider and format that it can be told from.
    </p>
    <p class="search">
      <label for="filter">Find a control</label>
      <input
        id="filter"
        type="search"
        autocomplete="off"
        placeholder="a word, an id, a provider or a requirement"
        aria-describedby="found"
      />
      <span class="quiet">press <kbd>/</kbd></span> <span id="found" role="status"></span>
    </p>
    <table id="controls">
      <thead>
        <tr>
          <th scope="col">Id</th>
          <th scope="col">Control</th>
          <th scope="col">Severity</th>
          <th scope="col">Told from</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    <script src="assets/filter.js" defer></script>`;
  return { path: "index.html", title: "Controls", body };
}

function row(control: Control, library: Library): Html {
  const { id, policy } = control;
  const sources = sourcesOf(control, library);
  const requirements = requirementsOf(id, library).flatMap((link) => link.requirements);
  return html`<tr data-words="${[policy.metadata.name, ...requirements].join(" ").toLowerCase()}">
    <td>${id}</td>
    <td><a href="${controlPath(policy.metadata.name)}">${policy.metadata.title ?? policy.metadata.name}</a></td>
    <td>${badge(policy.spec.severity)}</td>
    <td class="quiet">${sources.join("; ")}</td>
  </tr>`;
}

function sourcesOf(control: Control, library: Library): readonly string[] {
  const sources = mappingsOf(control, library).map(({ source }) => sourceName(source));
  return [...new Set(sources)].toSorted();
}
