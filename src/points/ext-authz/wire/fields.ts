import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** Bytes that are not the message that they should be. Caught where the message is answered, with a denial. */
export class MalformedMessage extends Error {}

/** How one field is read; of another wire type it makes the message malformed. */
export interface FieldReader {
  readonly type: WireType;
  readonly read: (reader: BinaryReader) => void;
}

/** A field whose bytes are a message of their own, or a text. */
export function nested(read: (bytes: Uint8Array) => void): FieldReader {
  return { type: WireType.LengthDelimited, read: (reader) => read(reader.bytes()) };
}

/** A text; of several the last counts, as in every message of proto3. */
export function text(read: (text: string) => void): FieldReader {
  return { type: WireType.LengthDelimited, read: (reader) => read(reader.string()) };
}

/** A whole number of 64 bits that is one of JavaScript; a larger one is malformed. */
export function whole(read: (number: number) => void): FieldReader {
  return {
    type: WireType.Varint,
    read: (reader) => {
      const number = Number(reader.int64());
      if (!Number.isSafeInteger(number)) throw new MalformedMessage("a number is too large");
      read(number);
    },
  };
}

/** One entry of a map whose keys are texts and whose values are messages or texts. */
export function entry(read: (key: string, value: Uint8Array) => void): FieldReader {
  return nested((bytes) => {
    let [key, value] = ["", new Uint8Array(0)];
    readFields(
      bytes,
      new Map([
        [1, text((one) => (key = one))],
        [2, nested((one) => (value = one.slice()))],
      ]),
    );
    read(key, value);
  });
}

/**
 * Reads the fields of one message that are known, and passes the others over. Throws `MalformedMessage` for bytes that are no message, and for groups, which no message
 * here has.
 */
export function readFields(bytes: Uint8Array, fields: ReadonlyMap<number, FieldReader>): void {
  try {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [number, type] = reader.tag();
      const field = fields.get(number);
      if (type === WireType.StartGroup || (field !== undefined && field.type !== type))
        throw new MalformedMessage(`field ${number} has another form`);
      if (field === undefined) reader.skip(type, number);
      else field.read(reader);
    }
  } catch (cause) {
    if (cause instanceof MalformedMessage) throw cause;
    throw new MalformedMessage("the bytes are no message", { cause });
  }
}
