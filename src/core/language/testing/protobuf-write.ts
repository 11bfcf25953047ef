import {
  create,
  type DescField,
  type DescMessage,
  fromJson,
  type JsonValue,
  type Registry,
  ScalarType,
  toJson,
} from "@bufbuild/protobuf";
import { reflect, type ReflectMessage } from "@bufbuild/protobuf/reflect";
import {
  type Any,
  anyPack,
  AnySchema,
  DurationSchema,
  isWrapperDesc,
  ListValueSchema,
  StructSchema,
  TimestampSchema,
  ValueSchema,
} from "@bufbuild/protobuf/wkt";
import {
  CelError,
  doubleNumber,
  Duration,
  isDouble,
  isInt,
  isMap,
  mapEntries,
  Timestamp,
  typeNameOf,
  Uint,
  type Value,
} from "../values/index.ts";
import { MessageValue, messageToValue } from "./protobuf-read.ts";

/** Builds the message that a literal writes, as a value of the language. */
export function constructMessage(registry: Registry, desc: DescMessage, fields: ReadonlyMap<string, Value>): Value {
  try {
    const reflected = reflect(desc);
    for (const field of desc.fields) {
      const value = fields.get(field.name);
      if (value !== undefined) writeField(registry, reflected, field, value);
    }
    return messageToValue(registry, reflected.message);
  } catch (cause) {
    return cause instanceof CelError ? cause : new CelError("invalid-argument", String(cause));
  }
}

function writeField(registry: Registry, reflected: ReflectMessage, field: DescField, value: Value): void {
  if (field.fieldKind === "list") writeList(registry, reflected, field, value);
  else if (field.fieldKind === "map") writeMap(registry, reflected, field, value);
  else if (field.fieldKind !== "message") reflected.set(field, toScalar(field.scalar, value));
  else if (!isUnsetting(field.message, value)) reflected.set(field, toMessage(registry, field.message, value));
}

/** Whether null leaves the field unset: it does for every message but JSON values, which hold it. */
function isUnsetting(message: DescMessage, value: Value): boolean {
  return value === null && !HOLDS_NULL.has(message.typeName) && !REFUSES_NULL.has(message.typeName);
}

const HOLDS_NULL: ReadonlySet<string> = new Set(["google.protobuf.Value", "google.protobuf.Any"]);
const REFUSES_NULL: ReadonlySet<string> = new Set(["google.protobuf.Struct", "google.protobuf.ListValue"]);

function writeList(
  registry: Registry,
  reflected: ReflectMessage,
  field: DescField & { fieldKind: "list" },
  value: Value,
): void {
  if (!Array.isArray(value)) throw wrongType("list", value);
  const list = reflected.get(field);
  for (const item of value) list.add(toItem(registry, field, item));
}

function writeMap(
  registry: Registry,
  reflected: ReflectMessage,
  field: DescField & { fieldKind: "map" },
  value: Value,
): void {
  if (!isMap(value)) throw wrongType("map", value);
  const map = reflected.get(field);
  for (const [key, item] of mapEntries(value)) {
    const mapKey = toScalar(field.mapKey, key);
    if (item === null && field.message !== undefined && isWrapperDesc(field.message)) continue;
    map.set(mapKey, toItem(registry, field, item));
  }
}

function toItem(registry: Registry, field: DescField, item: Value): unknown {
  return field.message === undefined ? toScalar(field.scalar, item) : toMessage(registry, field.message, item);
}

function toScalar(scalar: ScalarType | undefined, value: Value): unknown {
  const written = scalar === undefined ? toEnum(value) : WRITERS.get(scalar)?.(value, scalar);
  if (written === undefined) throw wrongType(scalar === undefined ? "int" : ScalarType[scalar].toLowerCase(), value);
  return written;
}

function toEnum(value: Value): unknown {
  return value === null ? 0 : toSigned(value, ScalarType.INT32);
}

/** Writes a value of the matching type; `undefined` for every other. */
type Writer = (value: Value, scalar: ScalarType) => unknown;

const toSigned: Writer = (value, scalar) => (isInt(value) ? toInteger(scalar, BigInt(value)) : undefined);
const toUnsigned: Writer = (value, scalar) => (value instanceof Uint ? toInteger(scalar, value.value) : undefined);
const toFloating: Writer = (value, scalar) => (isDouble(value) ? toFloat(scalar, value) : undefined);

const LONG: ReadonlySet<ScalarType> = new Set([
  ScalarType.INT64,
  ScalarType.SINT64,
  ScalarType.SFIXED64,
  ScalarType.UINT64,
  ScalarType.FIXED64,
]);
const UNSIGNED = [ScalarType.UINT32, ScalarType.UINT64, ScalarType.FIXED32, ScalarType.FIXED64];
const SIGNED = [
  ScalarType.INT32,
  ScalarType.INT64,
  ScalarType.SINT32,
  ScalarType.SINT64,
  ScalarType.SFIXED32,
  ScalarType.SFIXED64,
];

const WRITERS: ReadonlyMap<ScalarType, Writer> = new Map<ScalarType, Writer>([
  [ScalarType.BOOL, (value) => (typeof value === "boolean" ? value : undefined)],
  [ScalarType.STRING, (value) => (typeof value === "string" ? value : undefined)],
  [ScalarType.BYTES, (value) => (value instanceof Uint8Array ? value : undefined)],
  [ScalarType.DOUBLE, toFloating],
  [ScalarType.FLOAT, toFloating],
  ...UNSIGNED.map((scalar) => [scalar, toUnsigned] as const),
  ...SIGNED.map((scalar) => [scalar, toSigned] as const),
]);

function toFloat(scalar: ScalarType, value: Parameters<typeof doubleNumber>[0]): number {
  const number = doubleNumber(value);
  return scalar === ScalarType.FLOAT ? Math.fround(number) : number;
}

/** An integer in the form that its field takes, or an error when it does not fit. */
function toInteger(scalar: ScalarType, value: bigint): bigint | number {
  if (LONG.has(scalar)) return value;
  const isUnsigned = UNSIGNED.includes(scalar);
  const fits = isUnsigned ? BigInt.asUintN(32, value) === value : BigInt.asIntN(32, value) === value;
  if (!fits) throw new CelError("overflow", `\`${value}\` does not fit a field of 32 bits`);
  return Number(value);
}

function toMessage(registry: Registry, desc: DescMessage, value: Value): ReflectMessage {
  if (desc.typeName === "google.protobuf.Any") return reflect(AnySchema, pack(registry, value));
  if (value instanceof MessageValue && value.typeName === desc.typeName) return value.reflected;
  if (isWrapperDesc(desc)) return toWrapper(desc, value);
  if (JSON_TYPES.has(desc.typeName)) return toJsonMessage(desc, value);
  if (desc.typeName === "google.protobuf.Timestamp" && value instanceof Timestamp) {
    return toTime(desc, BigInt(value.seconds), value.nanos);
  }
  if (desc.typeName === "google.protobuf.Duration" && value instanceof Duration) {
    return toTime(desc, value.nanos / NANOS, Number(value.nanos % NANOS));
  }
  throw wrongType(desc.typeName, value);
}

const NANOS = 1_000_000_000n;
const JSON_TYPES: ReadonlySet<string> = new Set([
  "google.protobuf.Struct",
  "google.protobuf.Value",
  "google.protobuf.ListValue",
]);

function toWrapper(desc: DescMessage, value: Value): ReflectMessage {
  const reflected = reflect(desc);
  const [field] = desc.fields;
  if (field?.fieldKind === "scalar") reflected.set(field, toScalar(field.scalar, value));
  return reflected;
}

function toTime(desc: DescMessage, seconds: bigint, nanos: number): ReflectMessage {
  return reflect(desc, create(desc, { seconds, nanos }));
}

function toJsonMessage(desc: DescMessage, value: Value): ReflectMessage {
  const json = toPlainJson(value);
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  if (desc.typeName === "google.protobuf.Struct" && !isObject) throw wrongType("map", value);
  if (desc.typeName === "google.protobuf.ListValue" && !Array.isArray(json)) throw wrongType("list", value);
  return reflect(desc, fromJson(desc, json));
}

/** A value as JSON, after the table of the specification ("JSON Data Conversion"). */
function toPlainJson(value: Value): JsonValue {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (isDouble(value)) return doubleNumber(value);
  if (isInt(value)) return typeof value === "number" ? value : String(value);
  if (value instanceof Uint) return value.value <= Number.MAX_SAFE_INTEGER ? Number(value.value) : String(value.value);
  if (Array.isArray(value)) return value.map(toPlainJson);
  if (isMap(value))
    return Object.fromEntries(Array.from(mapEntries(value), ([key, item]) => [jsonKey(key), toPlainJson(item)]));
  return objectToJson(value);
}

function jsonKey(key: Value): string {
  if (typeof key !== "string") throw wrongType("string", key);
  return key;
}

function objectToJson(value: Value): JsonValue {
  if (value instanceof MessageValue) return toJson(value.reflected.desc, value.reflected.message);
  if (value instanceof Uint8Array) return btoa(String.fromCodePoint(...value));
  const time = toTimeMessage(value);
  if (time === undefined) throw wrongType("JSON", value);
  return toJson(time.desc, time.message);
}

function toTimeMessage(value: Value): ReflectMessage | undefined {
  if (value instanceof Timestamp) return toTime(TimestampSchema, BigInt(value.seconds), value.nanos);
  if (value instanceof Duration) return toTime(DurationSchema, value.nanos / NANOS, Number(value.nanos % NANOS));
  return undefined;
}

/** Packs any value: messages as they are, everything else in the well-known type that stands for it. */
function pack(registry: Registry, value: Value): Any {
  const { desc, message } = value instanceof MessageValue ? value.reflected : packable(registry, value);
  return anyPack(desc, message);
}

function packable(registry: Registry, value: Value): ReflectMessage {
  const time = toTimeMessage(value);
  if (time !== undefined) return time;
  const wrapper = registry.getMessage(WRAPPERS.get(typeNameOf(value)) ?? "");
  if (wrapper !== undefined) return toWrapper(wrapper, value);
  if (Array.isArray(value)) return toJsonMessage(ListValueSchema, value);
  if (isMap(value)) return toJsonMessage(StructSchema, value);
  return toJsonMessage(ValueSchema, value);
}

const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ["bool", "google.protobuf.BoolValue"],
  ["int", "google.protobuf.Int64Value"],
  ["uint", "google.protobuf.UInt64Value"],
  ["double", "google.protobuf.DoubleValue"],
  ["string", "google.protobuf.StringValue"],
  ["bytes", "google.protobuf.BytesValue"],
]);

function wrongType(wanted: string, value: Value): CelError {
  return new CelError("no-such-overload", `A field of type ${wanted} cannot hold a value of type ${typeNameOf(value)}`);
}
