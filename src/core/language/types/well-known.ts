import {
  ANY,
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  STRING,
  TIMESTAMP,
  type Type,
  UINT,
  wrapperOf,
} from "./type.ts";

/**
 * The type that a protobuf message of this name has in the language, where that is not a struct: `google.protobuf.Struct` is a map,
 * `google.protobuf.Int64Value` an int or null (cel-spec, language definition, "JSON Data Conversion" and "Wrapper Types").
 */
export function wellKnownType(name: string): Type | undefined {
  return WELL_KNOWN.get(name);
}

const WELL_KNOWN: ReadonlyMap<string, Type> = new Map([
  ["google.protobuf.Any", ANY],
  ["google.protobuf.Timestamp", TIMESTAMP],
  ["google.protobuf.Duration", DURATION],
  ["google.protobuf.Struct", mapOf(STRING, DYN)],
  ["google.protobuf.ListValue", listOf(DYN)],
  ["google.protobuf.Value", DYN],
  ["google.protobuf.NullValue", NULL],
  ["google.protobuf.BoolValue", wrapperOf(BOOL)],
  ["google.protobuf.BytesValue", wrapperOf(BYTES)],
  ["google.protobuf.DoubleValue", wrapperOf(DOUBLE)],
  ["google.protobuf.FloatValue", wrapperOf(DOUBLE)],
  ["google.protobuf.Int32Value", wrapperOf(INT)],
  ["google.protobuf.Int64Value", wrapperOf(INT)],
  ["google.protobuf.StringValue", wrapperOf(STRING)],
  ["google.protobuf.UInt32Value", wrapperOf(UINT)],
  ["google.protobuf.UInt64Value", wrapperOf(UINT)],
]);
