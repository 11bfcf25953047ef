import { BOOL, CelError, DYN, listOf, STRING, Unknown, type FunctionDeclaration, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { enterBlock, readPath, splitPath } from "../native-path.ts";
import { globalFunction, memberFunction, textCost, textOf } from "./declare.ts";

/** Reading nested native attributes without a guard at every step. */
export const blockFunctions: readonly FunctionDeclaration[] = [
  memberFunction(
    "at",
    "The value at a dotted path, going through blocks that stand once; null, or the second argument, when nothing is there.",
    {
      params: [DYN, STRING],
      result: DYN,
      evaluate: (value, path) => at(value, path, null),
      cost: pathCost,
      steps: splitPath,
    },
    {
      params: [DYN, STRING, DYN],
      result: DYN,
      evaluate: (value, path, otherwise) => at(value, path, otherwise),
      cost: pathCost,
      steps: splitPath,
    },
  ),
  memberFunction(
    "isSet",
    "Whether something stands at a dotted path, whatever it is: also a value that is secret or known only later. Empty texts, lists and maps are nothing.",
    { params: [DYN, STRING], result: BOOL, evaluate: isSet, cost: pathCost },
  ),
  globalFunction("block", "The one element of a block, or an empty map when there is none.", {
    params: [DYN],
    result: DYN,
    evaluate: (value) => enterBlock(value ?? null) ?? {},
  }),
  globalFunction("blocks", "The elements of a repeated block: none for null, one for a map, those of a list.", {
    params: [DYN],
    result: listOf(DYN),
    evaluate: (value) => blocks(value ?? null),
  }),
  globalFunction(
    "nonEmpty",
    "The value, or null when it is an empty text, list or map, which providers write for nothing.",
    {
      params: [DYN],
      result: DYN,
      evaluate: (value = null) => (isEmpty(value) ? null : value),
    },
  ),
];

function isEmpty(value: Value): boolean {
  if (value === "") return true;
  return (isList(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}

function at(value: Value | undefined, path: Value | undefined, otherwise: Value | undefined): Value {
  return readPath(value ?? null, splitPath(textOf(path))) ?? otherwise ?? null;
}

/** Only a block on the way that is not known, or is no block, keeps the answer from being told. */
function isSet(value: Value | undefined, path: Value | undefined): Value {
  const segments = splitPath(textOf(path));
  const holder = enterBlock(readPath(value ?? null, segments.slice(0, -1)));
  if (holder instanceof Unknown || holder instanceof CelError) return holder;
  const last = segments.at(-1) ?? "";
  const found = isObject(holder) && Object.hasOwn(holder, last) ? (holder[last] ?? null) : null;
  return found !== null && !isEmpty(found);
}

function pathCost(_value: Value | undefined, path: Value | undefined): number {
  return textCost(path);
}

function blocks(value: Value): Value {
  if (value === null) return [];
  return isList(value) ? value : [value];
}
