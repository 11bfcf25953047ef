import { ANY_KIND } from "#core/documents";
import { placesOfProperties, propertiesRead } from "#core/analysis";
import { html, table, type Html } from "../html.ts";
import type { Control, Library, SourcedMapping } from "../library.ts";
import { sourceName } from "./sources.ts";

/** The mappings that a control can be told from: those to its kinds that compute something that its policy reads. */
export function mappingsOf({ policy }: Control, { mappings }: Library): readonly SourcedMapping[] {
  const { kinds, types } = policy.spec.match;
  const names = new Set(propertiesRead(policy));
  const isAny = kinds.includes(ANY_KIND);
  return mappings.filter(({ kind, mapping }) => {
    if (!isAny && !kinds.includes(kind) && !mapping.types.some((type) => types.includes(type))) return false;
    return (
      (names.size === 0 && !isAny) ||
      Object.keys(mapping.properties).some((path) => names.has(path.split(".")[0] ?? ""))
    );
  });
}

/** Which native attributes decide on a control, for each source: those behind the properties that its policy reads. */
export function attributesSection(control: Control, library: Library): Html {
  const names = new Set(propertiesRead(control.policy));
  const bySource = Map.groupBy(mappingsOf(control, library), ({ source }) => source);
  const groups = [...bySource].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return html`${groups.map(([source, own]) => sourceTable(source, own, names))}`;
}

function sourceTable(source: string, own: readonly SourcedMapping[], names: ReadonlySet<string>): Html {
  const attributes = new Map<string, Set<string>>();
  for (const { mapping } of own) {
    for (const type of mapping.types) attributes.set(type, attributes.get(type) ?? new Set());
    for (const { types, path } of placesOfProperties(mapping, names)) {
      for (const type of types) attributes.set(type, (attributes.get(type) ?? new Set()).add(path));
    }
  }
  const rows = [...attributes].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return html`<h3>${sourceName(source)}</h3>
    ${table(
      ["Type", "Attributes"],
      rows.map(
        ([type, paths]) =>
          html`<tr>
            <td><code>${type}</code></td>
            <td>${listOf(paths)}</td>
          </tr>`,
      ),
    )}`;
}

function listOf(paths: ReadonlySet<string>): Html {
  if (paths.size === 0) return html`<span class="quiet">its existence</span>`;
  const codes = [...paths].toSorted().map((path) => html`<code>${path}</code>`);
  return html`${codes.map((code, at) => (at === 0 ? code : html`, ${code}`))}`;
}
