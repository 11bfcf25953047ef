import type { ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";

/** The field of a native object that lists the literal secrets which were masked in it, so that policies can judge what they cannot see. */
export const MASKED_FIELD = "$masked";

/**
 * The path in the object itself for a path in its masked form: what is read from the list of masked secrets stands where the secret does, and
 * the list as a whole where its first one does.
 */
export function unmaskedPath(native: ValueObject, path: Path): Path {
  const [field, position = 0] = path;
  const list = native[MASKED_FIELD];
  if (field !== MASKED_FIELD || typeof position !== "number" || !isList(list)) return path;
  const entry = list[position];
  const at = isObject(entry) ? entry["at"] : null;
  return isList(at) ? at.filter((step) => typeof step === "string" || typeof step === "number") : path;
}
