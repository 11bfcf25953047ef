import { Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";

/** A map or a list of a document that is being patched; nothing else shares it. */
export type Container = Record<string, Value> | Value[];

/** Where a pointer leads: the container and the key in it. */
export type Place =
  | { readonly kind: "place"; readonly container: Container; readonly key: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unknown"; readonly unknown: Unknown };

const MISSING: Place = { kind: "missing" };

/** Follows a JSON pointer (RFC 6901) to the container of what it names; own keys only, whatever their names. */
export function placeOf(document: Value, pointer: string): Place {
  const [root, ...parts] = pointer.split("/");
  const key = parts.pop();
  if (root === undefined || key === undefined) return MISSING;
  let at: Value | undefined = document;
  for (const part of parts) {
    at = at === undefined ? undefined : childOf(at, decoded(part));
    if (at instanceof Unknown) return { kind: "unknown", unknown: at };
  }
  return isContainer(at) ? { kind: "place", container: at, key: decoded(key) } : MISSING;
}

/** The value under a key; undefined where there is none. */
export function childOf(container: Value, key: string): Value | undefined {
  if (isList(container)) {
    const at = indexIn(container, key);
    return typeof at === "number" ? container[at] : undefined;
  }
  return isObject(container) && Object.hasOwn(container, key) ? container[key] : undefined;
}

function isContainer(value: Value | undefined): value is Container {
  return isList(value) || isObject(value);
}

/** `~1` stands for `/` and `~0` for `~`; anything else behind a `~` stands for itself. */
function decoded(part: string): string {
  return part.replaceAll(/~[01]/g, (escape) => (escape === "~1" ? "/" : "~"));
}

/** The position of an existing element, counted from the end where it is negative, or why there is none. */
export function indexIn(list: readonly Value[], key: string): number | string {
  const at = parseIndex(key);
  if (typeof at === "string") return at;
  if (at >= list.length || at < -list.length) return outside(at);
  return at < 0 ? at + list.length : at;
}

/** The position at which an element is put in, or why there is none. */
export function insertionIn(list: readonly Value[], key: string): number | string {
  if (key === "-") return list.length;
  const at = parseIndex(key);
  if (typeof at === "string") return `value was not a proper array index: '${key}': ${at}`;
  if (at > list.length || at < -list.length - 1) return outside(at);
  return at < 0 ? at + list.length + 1 : at;
}

function outside(at: number): string {
  return `Unable to access invalid index: ${at}: invalid index referenced`;
}

function parseIndex(key: string): number | string {
  const at = /^[+-]?\d{1,15}$/.test(key) ? Number(key) : NaN;
  return Number.isSafeInteger(at) ? at : `strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`;
}
