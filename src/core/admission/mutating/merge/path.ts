import { Unknown, type Value, type ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { plainText } from "./go-text.ts";
import type { ListKey, ListType } from "../schema/type.ts";

/** How a path goes on to a field. */
export function toField(field: string): string {
  return `.${field}`;
}

/** What tells an element of a list from the others, as paths write it; a problem where nothing does, unknown where nobody can tell. */
export type ElementKey =
  | { readonly kind: "key"; readonly text: string }
  | { readonly kind: "problem"; readonly message: string }
  | { readonly kind: "unknown"; readonly unknown: Unknown };

/** The key of an element of a list that is no atomic one (sigs.k8s.io/structured-merge-diff, `listItemToPathElement`). */
export function keyOf(element: Value, entries: Exclude<ListType["entries"], "atomic">): ElementKey {
  if (element instanceof Unknown) return { kind: "unknown", unknown: element };
  return entries === "set" ? setKey(element) : fieldsKey(element, entries);
}

function setKey(element: Value): ElementKey {
  if (isObject(element)) return problem("associative list without keys has an element that's a map type");
  if (Array.isArray(element)) return problem("not supported: associative list with lists as elements");
  if (element === null) return problem("associative list without keys has an element that's an explicit null");
  return { kind: "key", text: `[=${shown(element)}]` };
}

function fieldsKey(element: Value, keys: readonly ListKey[]): ElementKey {
  if (element === null) return problem("associative list with keys may not have a null element");
  if (!isObject(element)) return problem("associative list with keys may not have non-map elements");
  const parts: string[] = [];
  for (const key of keys.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const value = keyValue(element, key);
    if (value instanceof Unknown) return { kind: "unknown", unknown: value };
    if (value !== undefined) parts.push(`${key.name}=${shown(value)}`);
  }
  if (parts.length > 0) return { kind: "key", text: `[${parts.join(",")}]` };
  const names = `[${keys.map(({ name }) => JSON.stringify(name)).join(" ")}]`;
  return problem(
    `associative list with keys has an element that omits all key fields ${names} (and doesn't have default values for any key fields)`,
  );
}

function keyValue(element: ValueObject, { name, otherwise }: ListKey): Value | undefined {
  return Object.hasOwn(element, name) ? element[name] : otherwise;
}

function problem(message: string): ElementKey {
  return { kind: "problem", message };
}

/** Only what no type allows as a key is more than a scalar. */
function shown(value: Value): string {
  return typeof value === "string" ? JSON.stringify(value) : plainText(value);
}
