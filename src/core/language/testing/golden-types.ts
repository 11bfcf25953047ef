import type { Type as ProtoType } from "@bufbuild/cel-spec/cel/expr/checked_pb.js";
import { Type_PrimitiveType, Type_WellKnownType } from "@bufbuild/cel-spec/cel/expr/checked_pb.js";
import {
  ANY,
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  ERROR,
  INT,
  listOf,
  mapOf,
  NULL,
  opaqueOf,
  param,
  STRING,
  structOf,
  TIMESTAMP,
  type Type,
  typeOf,
  UINT,
  wrapperOf,
} from "../types/type.ts";
import { wellKnownType } from "../types/well-known.ts";

/** A `cel.expr.Type` message as a type of ours. */
export function typeFromProto(proto: ProtoType | undefined): Type {
  const kind = proto?.typeKind;
  switch (kind?.case) {
    case "primitive":
      return PRIMITIVES[kind.value];
    case "wrapper":
      return wrapperOf(PRIMITIVES[kind.value]);
    case "wellKnown":
      return WELL_KNOWN[kind.value];
    case "messageType":
      return wellKnownType(kind.value) ?? structOf(kind.value);
    case "typeParam":
      return param(kind.value);
    case "null":
      return NULL;
    default:
      return compositeFromProto(proto);
  }
}

function compositeFromProto(proto: ProtoType | undefined): Type {
  const kind = proto?.typeKind;
  switch (kind?.case) {
    case "listType":
      return listOf(typeFromProto(kind.value.elemType));
    case "mapType":
      return mapOf(typeFromProto(kind.value.keyType), typeFromProto(kind.value.valueType));
    case "abstractType":
      return opaqueOf(kind.value.name, ...kind.value.parameterTypes.map((type) => typeFromProto(type)));
    case "type":
      return typeOf(typeFromProto(kind.value));
    default:
      return DYN;
  }
}

/** A type as cel-go prints it in the goldens. */
export function goldenType(type: Type): string {
  switch (type.kind) {
    case "list":
      return `list(${goldenType(type.element)})`;
    case "map":
      return `map(${goldenType(type.key)}, ${goldenType(type.value)})`;
    case "wrapper":
      return `wrapper(${goldenType(type.of)})`;
    case "type":
      return `type(${isBareType(type.of) ? "type" : goldenType(type.of)})`;
    case "opaque":
      return type.params.length === 0
        ? type.name
        : `${type.name}(${type.params.map((part) => goldenType(part)).join(", ")})`;
    case "struct":
    case "param":
      return type.name;
    default:
      return type.kind;
  }
}

/** The type of types, which cel-go prints without its parameter. */
function isBareType(type: Type): boolean {
  return type.kind === "type" && type.of.kind === "dyn";
}

const PRIMITIVES: Readonly<Record<Type_PrimitiveType, Type>> = {
  [Type_PrimitiveType.PRIMITIVE_TYPE_UNSPECIFIED]: ERROR,
  [Type_PrimitiveType.BOOL]: BOOL,
  [Type_PrimitiveType.INT64]: INT,
  [Type_PrimitiveType.UINT64]: UINT,
  [Type_PrimitiveType.DOUBLE]: DOUBLE,
  [Type_PrimitiveType.STRING]: STRING,
  [Type_PrimitiveType.BYTES]: BYTES,
};

const WELL_KNOWN: Readonly<Record<Type_WellKnownType, Type>> = {
  [Type_WellKnownType.WELL_KNOWN_TYPE_UNSPECIFIED]: ERROR,
  [Type_WellKnownType.ANY]: ANY,
  [Type_WellKnownType.TIMESTAMP]: TIMESTAMP,
  [Type_WellKnownType.DURATION]: DURATION,
};
