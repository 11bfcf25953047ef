import { findSecrets, SECRET_NAME } from "#core/kinds";
import { isList } from "#core/model";

/** A reference to another variable, a path, or a word that merely switches something. */
const NO_SECRET = /^(?:\$.*|\/.*|true|false|null|none|)$/i;

/**
 * The names of the detectors that see a secret in `text`, the value of something called `name`.
 *
 * Wider than the search that policies use, because what it misses stays in the open: a literal under the name of a credential counts however
 * short it is, and a text too long to be searched counts as one secret.
 */
export function secretsIn(text: string, name: string): readonly string[] {
  const found = findSecrets({ [name]: text });
  const detectors = isList(found) ? found.filter((detector) => typeof detector === "string") : ["too-long-to-search"];
  if (detectors.length > 0) return detectors;
  return SECRET_NAME.test(name) && !NO_SECRET.test(text) ? ["named-secret"] : [];
}
