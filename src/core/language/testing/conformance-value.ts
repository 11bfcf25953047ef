import type { Registry } from "@bufbuild/protobuf";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import type { Value as ProtoValue } from "@bufbuild/cel-spec/cel/expr/value_pb.js";
import {
  doubleNumber,
  doubleOf,
  equals,
  isDouble,
  isMap,
  mapEntries,
  mapGet,
  mapOfEntries,
  mapSize,
  normalInt,
  typeNameOf,
  TypeValue,
  Uint,
  type MapValue,
  type Value,
} from "../values/index.ts";
import { messageToValue } from "./protobuf-read.ts";

/** A `cel.expr.Value` message as a value of the language. */
export function valueFromProto(registry: Registry, { kind }: ProtoValue): Value {
  switch (kind.case) {
    case undefined:
    case "nullValue":
      return null;
    case "int64Value":
      return normalInt(kind.value);
    case "uint64Value":
      return new Uint(kind.value);
    case "doubleValue":
      return doubleOf(kind.value);
    case "enumValue":
      return kind.value.value;
    case "typeValue":
      return new TypeValue(kind.value);
    case "objectValue": {
      const message = anyUnpack(kind.value, registry);
      return message === undefined ? null : messageToValue(registry, message);
    }
    case "listValue":
      return kind.value.values.map((value) => valueFromProto(registry, value));
    case "mapValue":
      return mapOfEntries(kind.value.entries.map((entry) => [part(registry, entry.key), part(registry, entry.value)]));
    default:
      return kind.value;
  }
}

function part(registry: Registry, value: ProtoValue | undefined): Value {
  return value === undefined ? null : valueFromProto(registry, value);
}

/** Whether two values are the same and of the same type, NaN the same as NaN; stricter than CEL's `==`. */
export function isSameValue(a: Value, b: Value): boolean {
  if (typeNameOf(a) !== typeNameOf(b)) return false;
  if (isDouble(a) && isDouble(b)) return doubleNumber(a) === doubleNumber(b) || equals(a, a) === false;
  if (Array.isArray(a) && Array.isArray(b)) return isSameList(a, b);
  return isMap(a) && isMap(b) ? isSameMap(a, b) : equals(a, b) === true;
}

function isSameList(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((element, at) => isSameValue(element, b[at] ?? null));
}

function isSameMap(a: MapValue, b: MapValue): boolean {
  if (mapSize(a) !== mapSize(b)) return false;
  return Array.from(mapEntries(a)).every(([key, value]) => {
    const other = mapGet(b, key);
    return other !== undefined && isSameValue(value, other);
  });
}
