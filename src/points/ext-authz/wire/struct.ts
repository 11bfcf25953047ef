import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { setOwn } from "#core/model";
import { entry, MalformedMessage, nested, readFields, text, type FieldReader } from "./fields.ts";

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const DEEPEST = 32;

/** Reads a `google.protobuf.Struct`; throws `MalformedMessage` for other bytes, and for one that is too deep. */
export function readStruct(bytes: Uint8Array, depth: number = 0): { readonly [key: string]: Json } {
  if (depth > DEEPEST) throw new MalformedMessage("a value is too deep");
  const fields: Record<string, Json> = {};
  readFields(bytes, new Map([[1, entry((key, value) => setOwn(fields, key, readValue(value, depth)))]]));
  return fields;
}

function readValue(bytes: Uint8Array, depth: number): Json {
  let value: Json = null;
  const keep = (one: Json): void => {
    value = one;
  };
  const list = (one: Uint8Array): void => keep(readList(one, depth + 1));
  readFields(
    bytes,
    new Map<number, FieldReader>([
      [
        1,
        plain(
          WireType.Varint,
          (reader) => reader.int32(),
          () => keep(null),
        ),
      ],
      [2, plain(WireType.Bit64, (reader) => reader.double(), keep)],
      [3, text(keep)],
      [4, plain(WireType.Varint, (reader) => reader.bool(), keep)],
      [5, nested((one) => keep(readStruct(one, depth + 1)))],
      [6, nested(list)],
    ]),
  );
  return value;
}

function plain<Value>(
  type: WireType,
  take: (reader: BinaryReader) => Value,
  keep: (value: Value) => void,
): FieldReader {
  return { type, read: (reader) => keep(take(reader)) };
}

function readList(bytes: Uint8Array, depth: number): readonly Json[] {
  if (depth > DEEPEST) throw new MalformedMessage("a value is too deep");
  const values: Json[] = [];
  readFields(bytes, new Map([[1, nested((one) => values.push(readValue(one, depth)))]]));
  return values;
}
