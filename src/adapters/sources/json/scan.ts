import { COMMA, JsonCursor, OPEN_LIST, OPEN_OBJECT, type ByteRange } from "./cursor.ts";

/** A member of an object: its name as written, and where its value lies. */
export interface MemberRange extends ByteRange {
  readonly name: string;
}

/** The members of the object at `at`, without reading what is in them; none when there is no object. */
export function* membersAt(bytes: Uint8Array, at: number): Generator<MemberRange> {
  const cursor = new JsonCursor(bytes, at);
  if (!cursor.take(OPEN_OBJECT)) return;
  do {
    const key = cursor.key();
    if (!key) return;
    const { start, end } = cursor.value();
    yield { name: nameAt(bytes, key), start, end };
  } while (cursor.take(COMMA));
}

/** The names of the members of the object at `at`. What follows a name is not looked at before the next one is asked for. */
export function* namesAt(bytes: Uint8Array, at: number): Generator<string> {
  const cursor = new JsonCursor(bytes, at);
  if (!cursor.take(OPEN_OBJECT)) return;
  do {
    const key = cursor.key();
    if (!key) return;
    yield nameAt(bytes, key);
    cursor.value();
  } while (cursor.take(COMMA));
}

/** The elements of the array at `at`; none when there is no array. */
export function* elementsAt(bytes: Uint8Array, at: number): Generator<ByteRange> {
  const cursor = new JsonCursor(bytes, at);
  if (!cursor.take(OPEN_LIST)) return;
  do {
    const { start, end } = cursor.value();
    if (end === start) return;
    yield { start, end };
  } while (cursor.take(COMMA));
}

const decoder = new TextDecoder();

function nameAt(bytes: Uint8Array, { start, end }: ByteRange): string {
  const text = decoder.decode(bytes.subarray(start, end));
  if (!text.includes("\\")) return text.slice(1, -1);
  try {
    const name: unknown = JSON.parse(text);
    return String(name);
  } catch {
    return text.slice(1, -1);
  }
}
