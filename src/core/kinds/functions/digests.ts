import { DYN, STRING, Unknown, type FunctionDeclaration, type Value } from "#core/language";
import { canonicalJson, isList, isObject, sha256Hex } from "#core/model";
import { globalFunction, invalid, textCost } from "./declare.ts";

/** Fingerprints, to compare what is there with what was approved. */
export const digestFunctions: readonly FunctionDeclaration[] = [
  globalFunction(
    "digests.sha256",
    "The SHA-256 of a text, or of the canonical JSON (RFC 8785) of a list or map, as `sha256:` and 64 hex digits.",
    { params: [DYN], result: STRING, evaluate: (value = null) => digest(value), cost: textCost },
  ),
];

function digest(value: Value): Value {
  if (typeof value === "string") return `sha256:${sha256Hex(value)}`;
  if (!isList(value) && !isObject(value)) return invalid("A digest is taken of a text, a list or a map");
  return unknownWithin(value) ?? `sha256:${sha256Hex(canonicalJson(value))}`;
}

/** A digest of what is partly not known would be the digest of something else. */
function unknownWithin(value: Value): Unknown | null {
  if (value instanceof Unknown) return value;
  const inner = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const each of inner) {
    const found = unknownWithin(each);
    if (found !== null) return found;
  }
  return null;
}
