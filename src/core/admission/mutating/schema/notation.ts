import { ANY, OPAQUE, type ListKey, type ListType, type MapType, type MergeType, type ScalarType } from "./type.ts";

/**
 * Types in short.
 *
 * | text | type |
 * |---|---|
 * | `s` `i` `n` `b` `u` | text, integer, number, boolean, any of these |
 * | `?` `!` | anything, merged as far as it is made of maps; anything, replaced whole |
 * | `{s}` `{s}!` | a map of texts, merged or replaced whole |
 * | `[s]` `[s]=` | a list of texts, replaced whole or merged as a set |
 * | `[a.B]name,port~0` | a list merged by keys, `~` before what a key is that is left out |
 * | `a.B` `a.B!` | a type by its name, `!` when it is replaced whole here |
 */
export function parseType(text: string, named: (name: string) => MergeType): MergeType {
  const scalar = SCALARS[text];
  if (scalar !== undefined) return scalar;
  if (text.startsWith("[")) return parseList(text, named);
  if (text.startsWith("{")) return parseMap(text, named);
  return text.endsWith("!") ? wholly(named(text.slice(0, -1))) : named(text);
}

const SCALARS: Readonly<Record<string, MergeType>> = {
  s: { kind: "scalar", of: "string" } satisfies ScalarType,
  i: { kind: "scalar", of: "integer" } satisfies ScalarType,
  n: { kind: "scalar", of: "number" } satisfies ScalarType,
  b: { kind: "scalar", of: "boolean" } satisfies ScalarType,
  u: { kind: "scalar", of: "any" } satisfies ScalarType,
  "?": ANY,
  "!": OPAQUE,
};

function parseList(text: string, named: (name: string) => MergeType): ListType {
  const end = text.lastIndexOf("]");
  return {
    kind: "list",
    elements: parseType(text.slice(1, end), named),
    entries: parseEntries(text.slice(end + 1)),
  };
}

function parseEntries(text: string): ListType["entries"] {
  if (text === "") return "atomic";
  return text === "=" ? "set" : text.split(",").map(parseKey);
}

function parseKey(text: string): ListKey {
  const [name = "", otherwise] = text.split("~");
  return { name, otherwise: otherwise === "0" ? 0 : otherwise };
}

function parseMap(text: string, named: (name: string) => MergeType): MapType {
  const end = text.lastIndexOf("}");
  const others = parseType(text.slice(1, end), named);
  return { kind: "map", isAtomic: text.endsWith("!"), declared: () => undefined, others };
}

function wholly(type: MergeType): MergeType {
  return type.kind === "map" ? { ...type, isAtomic: true } : type;
}
