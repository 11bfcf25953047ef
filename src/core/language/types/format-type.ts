import type { Type } from "./type.ts";

/** A type as an author writes and reads it: `string`, `list(int)`, `map(string, dyn)`, `optional(string)`, `Bucket`. */
export function formatType(type: Type): string {
  switch (type.kind) {
    case "list":
      return `list(${formatType(type.element)})`;
    case "map":
      return `map(${formatType(type.key)}, ${formatType(type.value)})`;
    case "wrapper":
      return `wrapper(${formatType(type.of)})`;
    case "struct":
      return type.name;
    case "opaque":
      return formatOpaque(type.name, type.params);
    case "type":
      return type.of.kind === "dyn" ? "type" : `type(${formatType(type.of)})`;
    case "param":
      return type.name.startsWith("_") ? "dyn" : type.name;
    default:
      return type.kind;
  }
}

/** The same with its article, for the middle of a sentence: `a string`, `an int`, `bytes`. */
export function describeType(type: Type): string {
  if (type.kind === "null" || type.kind === "bytes") return type.kind;
  const text = formatType(type);
  return `${/^([aeio]|un(?!i))/i.test(text) ? "an" : "a"} ${text}`;
}

function formatOpaque(name: string, params: readonly Type[]): string {
  const shown = name === "optional_type" ? "optional" : name;
  return params.length === 0 ? shown : `${shown}(${params.map((param) => formatType(param)).join(", ")})`;
}
