import { CelError, isMap, mapGet, Optional, StructValue, typeNameOf, Unknown, type Value } from "../../values/index.ts";
import { noSuchOverload } from "../failure.ts";
import { indexInto } from "../standard/containers.ts";

const NONE = new Optional(undefined);

/** `target.?field`: the field of a map, a struct or an optional of these, if it is there. */
export function selectOptionally(target: Value, field: Value): Value {
  if (target instanceof Optional) return target.value === undefined ? NONE : selectOptionally(target.value, field);
  if (target === null) return NONE;
  if (typeof field !== "string") return noSuchOverload("_?._", [typeNameOf(target), typeNameOf(field)]);
  if (target instanceof StructValue) return selectField(target, field);
  return isMap(target) ? optionalOf(mapGet(target, field)) : noSuchOverload("_?._", [typeNameOf(target), "string"]);
}

function selectField(target: StructValue, field: string): Value {
  const isSet = target.has(field);
  if (typeof isSet !== "boolean") return isSet;
  return isSet ? optionalOf(target.get(field)) : NONE;
}

/** `target[?key]`: the element of a list, the value of a map or of an optional of these, if it is there. */
export function indexOptionally(target: Value, key: Value): Value {
  if (target instanceof Optional) return target.value === undefined ? NONE : indexOptionally(target.value, key);
  const value = indexInto(target, key);
  const isAbsent = value instanceof CelError && (value.code === "no-such-key" || value.code === "index-out-of-range");
  return isAbsent ? NONE : optionalOf(value);
}

/** Errors and unknowns that were found stay what they are. */
function optionalOf(value: Value | undefined): Value {
  return value instanceof CelError || value instanceof Unknown ? value : new Optional(value);
}
