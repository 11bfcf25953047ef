import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { secretsIn } from "./secrets.ts";

/** The field of a native object that lists the literal secrets which were masked in it, so that policies can judge what they cannot see. */
export const MASKED_FIELD = "$masked";

/** What was masked in one native object: a list of `{path, at, detectors}`, where `at` is the path in its steps. The texts are not kept. */
export class MaskedSecrets {
  readonly #found: Value[] = [];

  /** The text itself, or an `Unknown` when it holds a secret by its content or by the name that it stands under. */
  text(text: string, name: string, path: Path): Value {
    const detectors = secretsIn(text, name);
    if (detectors.length === 0) return text;
    this.#found.push({ path: path.join("."), at: path, detectors });
    return sensitive(path);
  }

  /** The native object with the list of what was masked in it. */
  listedIn(native: ValueObject): ValueObject {
    return { ...native, [MASKED_FIELD]: this.#found };
  }
}

/** An unknown in place of what is secret. */
export function sensitive(path: Path): Unknown {
  return new Unknown([{ reason: "sensitive", path: path.join(".") }]);
}

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
