import type { Int, Value } from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";
import { codePointCount, isBasic, unitOffset } from "../text/code-points.ts";

function outOfRange(index: Int, length: number): Value {
  return invalidArgument(`The index ${index} lies outside a text of ${length} characters`);
}

/** The offset in code units of a position in characters, or `undefined` outside 0 to the length. */
function offsetOf(text: string, position: Int): number | undefined {
  const at = Number(position);
  return at >= 0 && at <= codePointCount(text) ? unitOffset(text, at) : undefined;
}

/** The position in characters of an offset in code units; -1 stays -1. */
function positionOf(text: string, offset: number): number {
  return offset <= 0 || isBasic(text) ? offset : codePointCount(text.slice(0, offset));
}

/** The character at a position; at the end an empty text. */
export function charAt(text: string, position: Int): Value {
  const offset = offsetOf(text, position);
  if (offset === undefined) return outOfRange(position, codePointCount(text));
  const character = text.codePointAt(offset);
  return character === undefined ? "" : String.fromCodePoint(character);
}

/** The characters from `start` up to `end`, or to the end of the text. */
export function substring(text: string, start: Int, end?: Int): Value {
  const from = offsetOf(text, start);
  if (from === undefined) return outOfRange(start, codePointCount(text));
  if (end === undefined) return text.slice(from);
  const to = offsetOf(text, end);
  if (to === undefined) return outOfRange(end, codePointCount(text));
  return from > to ? invalidArgument(`The start ${start} lies behind the end ${end}`) : text.slice(from, to);
}

/** The first position of `sought` at or after `from`; -1 when there is none. */
export function indexOf(text: string, sought: string, from: Int = 0): Value {
  if (sought === "") return from;
  const offset = offsetOf(text, from);
  return offset === undefined ? outOfRange(from, codePointCount(text)) : positionOf(text, text.indexOf(sought, offset));
}

/** The last position of `sought` in the whole text; -1 when there is none. */
export function lastIndexOf(text: string, sought: string): Value {
  return positionOf(text, text.lastIndexOf(sought));
}

/** The last position of `sought` at or before `from`; -1 when there is none. */
export function lastIndexOfFrom(text: string, sought: string, from: Int): Value {
  if (sought === "") return from;
  const offset = offsetOf(text, from);
  return offset === undefined
    ? outOfRange(from, codePointCount(text))
    : positionOf(text, text.lastIndexOf(sought, offset));
}
