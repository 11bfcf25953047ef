import type { Type } from "./type.ts";
import { typeParts } from "./type-parts.ts";

/** A type as an author writes and reads it: `string`, `list(int)`, `map(string, dyn)`, `optional(string)`, `Bucket`. What nests too deep is cut. */
export function formatType(type: Type): string {
  return format(type, MAX_DEPTH);
}

/** The same with its article, for the middle of a sentence: `a string`, `an int`, `bytes`. */
export function describeType(type: Type): string {
  if (type.kind === "null" || type.kind === "bytes") return type.kind;
  const text = formatType(type);
  return `${/^([aeio]|un(?!i))/i.test(text) ? "an" : "a"} ${text}`;
}

function format(type: Type, depth: number): string {
  if (type.kind === "param") return type.name.startsWith("_") ? "dyn" : type.name;
  const name = typeName(type);
  const parts = type.kind === "type" && type.of.kind === "dyn" ? [] : typeParts(type);
  if (parts.length === 0) return name;
  return `${name}(${depth === 0 ? "…" : parts.map((part) => format(part, depth - 1)).join(", ")})`;
}

function typeName(type: Type): string {
  if (!("name" in type)) return type.kind;
  if (type.name === "optional_type") return "optional";
  return type.name.startsWith(OWN_TYPES) ? type.name.slice(OWN_TYPES.length) : type.name;
}

/** Where the types of resources live, which nobody needs to read before each of them. */
const OWN_TYPES = "writ.";

const MAX_DEPTH = 6;
