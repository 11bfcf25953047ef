import { DYN, listOf, STRING, type FunctionDeclaration, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { globalFunction, textCost } from "../declare.ts";
import { findPlaces } from "./find-places.ts";
import { findSecrets } from "./find-secrets.ts";

export { SECRET_NAME } from "./detectors.ts";
export { findSecrets, isNamedSecret } from "./find-secrets.ts";
export { locateSecrets } from "./scan-text.ts";

/** Looking for credentials where none belong. */
export const secretFunctions: readonly FunctionDeclaration[] = [
  globalFunction(
    "secrets.find",
    "The names of the kinds of secrets found in a text, list or map; never the secrets themselves.",
    {
      params: [DYN],
      result: listOf(STRING),
      evaluate: (value = null) => findSecrets(value),
      cost: (value = null) => scanCost(value, MAX_COST_DEPTH),
    },
  ),
  globalFunction(
    "secrets.places",
    "The keys of a map, or the names of a list of variables, under which a secret is written out; never the secrets themselves.",
    {
      params: [DYN],
      result: listOf(STRING),
      evaluate: (value = null) => findPlaces(value),
      cost: (value = null) => scanCost(value, MAX_COST_DEPTH),
    },
  ),
];

const MAX_COST_DEPTH = 64;

function scanCost(value: Value, depth: number): number {
  if (depth < 0) return 0;
  if (isList(value)) return value.reduce<number>((sum, element) => sum + scanCost(element, depth - 1), value.length);
  return isObject(value) ? scanCost(Object.values(value), depth - 1) : textCost(value);
}
