import { booleanFrom, numberFrom, textFrom } from "../evaluate/convert.ts";
import {
  asUnknown,
  elementsOf,
  Failure,
  HclSet,
  isListValue,
  isObjectValue,
  Traced,
  type HclValue,
} from "../evaluate/values.ts";
import { setOf } from "./collections.ts";
import { needsNothing, needsOuter, type FunctionTable, type HclFunction } from "./declare.ts";

/** Functions that convert from type to type, and those about secrecy. */
export const CONVERSION_FUNCTIONS: FunctionTable = {
  // Nothing that is ephemeral is ever known here.
  ephemeralasnull: needsNothing(([value = null]) => value),
  issensitive: needsNothing(([value = null]) => {
    const unknown = asUnknown(value);
    return unknown === null ? false : unknown.reason === "sensitive" ? true : unknown.blurred();
  }),
  nonsensitive: needsNothing(([value = null]) => value),
  sensitive: needsNothing(([value]) => asSensitive(value ?? null)),
  tobool: converting(booleanFrom),
  tolist: needsOuter(([value = null]) => elementsOf(value) ?? orNull(value)),
  tomap: needsOuter(([value = null]) => (isObjectValue(value) ? value : orNull(value))),
  tonumber: converting(numberFrom),
  toset: needsOuter(([value = null]) => {
    if (value instanceof HclSet) return value;
    return isListValue(value) ? setOf(value) : orNull(value);
  }),
  tostring: converting(textFrom),
};

/** The same value, hidden. */
export function asSensitive(value: HclValue): HclValue {
  if (value === null) return null;
  const unknown = asUnknown(value);
  return unknown
    ? new Traced("sensitive", unknown.origins, unknown.exact)
    : new Traced("sensitive", [{ target: null, attribute: null }], true);
}

/** An unknown stays what it is, since converting changes no identifier. */
function converting(convert: (value: HclValue | undefined) => HclValue): HclFunction {
  return needsNothing(([value = null]) => {
    if (value === null || asUnknown(value)) return value;
    return convert(value) ?? new Failure("the value cannot be converted");
  });
}

function orNull(value: HclValue): HclValue {
  return value === null ? null : new Failure("the value cannot be converted");
}
