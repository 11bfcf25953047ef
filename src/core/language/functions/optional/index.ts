import { BOOL, DYN, INT, listOf, mapOf, optionalOf, param, STRING, type Type } from "../../types/type.ts";
import { Optional, type Value } from "../../values/index.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func, method, operator } from "../define.ts";
import { invalidArgument } from "../failure.ts";
import { typeConstant } from "../standard/types.ts";
import { unsettledAmong } from "../unsettled.ts";
import { indexOptionally, selectOptionally } from "./access.ts";
import { isZero } from "./zero.ts";

const V = param("V");
const K = param("K");
const OPTIONAL = optionalOf(V);
const NONE = new Optional(undefined);

function valueOf(optional: Optional): Value {
  return optional.value === undefined ? invalidArgument("The optional has no value") : optional.value;
}

function unwrap(list: readonly Value[]): Value {
  return (
    unsettledAmong(list) ??
    list.flatMap((element) => (element instanceof Optional && element.value !== undefined ? [element.value] : []))
  );
}

function access(id: string, container: Type, key: Type): ReturnType<typeof operator> {
  return operator(id, [container, key, OPTIONAL], (target = null, index = null) => indexOptionally(target, index));
}

/** Values that may be absent. Source: cel-go, `cel/library.go`, optional types. */
export const optionalLibrary: FunctionLibrary = {
  name: "optional",
  functions: [
    declare(
      "optional.of",
      "An optional with this value.",
      func("optional_of", [V, OPTIONAL], (value: Value) => new Optional(value)),
    ),
    declare(
      "optional.ofNonZeroValue",
      "An optional with this value, or without one when it is empty or zero.",
      func("optional_ofNonZeroValue", [V, OPTIONAL], (value: Value) => (isZero(value) ? NONE : new Optional(value))),
    ),
    declare(
      "optional.none",
      "An optional without a value.",
      func("optional_none", [OPTIONAL], () => NONE),
    ),
    declare(
      "hasValue",
      "Whether there is a value.",
      method("optional_hasValue", [OPTIONAL, BOOL], (optional: Optional) => optional.value !== undefined),
    ),
    declare("value", "The value; an error when there is none.", method("optional_value", [OPTIONAL, V], valueOf)),
    declare(
      "or",
      "The first of two optionals that has a value.",
      method("optional_or_optional", [OPTIONAL, OPTIONAL, OPTIONAL], (a: Optional, b: Optional) =>
        a.value === undefined ? b : a,
      ),
    ),
    declare(
      "orValue",
      "The value, or another when there is none.",
      method("optional_orValue_value", [OPTIONAL, V, V], (a: Optional, b: Value) =>
        a.value === undefined ? b : a.value,
      ),
    ),
    declare(
      "optional.unwrap",
      "The values of those optionals that have one.",
      func("optional_unwrap", [listOf(OPTIONAL), listOf(V)], unwrap),
    ),
    declare(
      "unwrapOpt",
      "The values of those optionals that have one.",
      method("optional_unwrapOpt", [listOf(OPTIONAL), listOf(V)], unwrap),
    ),
    declare(
      "_?._",
      "The field, if it is there.",
      operator("select_optional_field", [DYN, STRING, OPTIONAL], (target = null, field = null) =>
        selectOptionally(target, field),
      ),
    ),
    declare(
      "_[?_]",
      "The element or value, if it is there.",
      access("list_optindex_optional_int", listOf(V), INT),
      access("optional_list_optindex_optional_int", optionalOf(listOf(V)), INT),
      access("map_optindex_optional_value", mapOf(K, V), K),
      access("optional_map_optindex_optional_value", optionalOf(mapOf(K, V)), K),
    ),
    declare(
      "_[_]",
      "The element of a list or the value of a map.",
      access("optional_list_index_int", optionalOf(listOf(V)), INT),
      access("optional_map_index_value", optionalOf(mapOf(K, V)), K),
    ),
  ],
  constants: { optional_type: typeConstant("optional_type", optionalOf(DYN)) },
};
