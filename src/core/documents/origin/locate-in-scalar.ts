import type { ScalarStyle } from "../read/node.ts";

/**
 * Where the code units `start` to `end` of a scalar's value stand in `source`, which is the scalar as written with its quotes or block header.
 * Exact for everything but white space that folding or indentation changed; that maps to white space at the same spot.
 */
export function locateInScalar(
  source: string,
  scalar: ScalarText,
  start: number,
  end: number,
): readonly [number, number] {
  const places = placesOf(unitsOf(source, scalar.style), scalar.value);
  const last = places.length - 1;
  const first = places[Math.min(Math.max(start, 0), last)];
  if (first === undefined) return [0, source.length];
  const final = end <= start ? first.start : places[Math.min(end, places.length) - 1]?.end;
  return [first.start, Math.max(first.start, final ?? first.end)];
}

export interface ScalarText {
  readonly style: ScalarStyle;
  readonly value: string;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The place of every code unit of the value, and of its end. */
function placesOf(units: readonly Unit[], value: string): readonly Place[] {
  const places: Place[] = [];
  let next = 0;
  for (let index = 0; index < value.length;) {
    next = align(units, next, value, index);
    const unit = units[next];
    const matched = unit !== undefined && matches(unit, value, index);
    const place = matched ? unit : emptyPlace(units, next);
    const length = matched ? unit.text.length : 1;
    for (let repeat = 0; repeat < length; repeat++) places.push(place);
    next += matched ? 1 : 0;
    index += length;
  }
  places.push(emptyPlace(units, next));
  return places;
}

function emptyPlace(units: readonly Unit[], next: number): Place {
  const at = units[next - 1]?.end ?? units[0]?.start ?? 0;
  return { start: at, end: at };
}

/** A piece of source that stands for `text`: one character, or one escape sequence. */
interface Unit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const BLANK = /^[ \t\r\n]*$/;

/** Moves over blanks that are not in the value, never over anything else. */
function align(units: readonly Unit[], from: number, value: string, index: number): number {
  let at = from;
  for (
    let unit = units[at];
    unit !== undefined && !matches(unit, value, index) && BLANK.test(unit.text);
    unit = units[at]
  ) {
    at += 1;
  }
  return at;
}

/** A line break of the source may stand for a space, and any line break for `\n`. */
function matches(unit: Unit, value: string, index: number): boolean {
  if (unit.text !== "" && value.startsWith(unit.text, index)) return true;
  return value[index] === " " && (unit.text === "\n" || unit.text === "\r");
}

const TOKENS: Readonly<Record<ScalarStyle, RegExp>> = {
  plain: /[^]/g,
  literal: /[^]/g,
  folded: /[^]/g,
  single: /''|[^]/g,
  double: /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r\n|[^])|[^]/g,
};

function unitsOf(source: string, style: ScalarStyle): readonly Unit[] {
  const [from, to] = bodyOf(source, style);
  return Array.from(source.slice(from, to).matchAll(TOKENS[style]), (token): Unit => {
    const start = from + token.index;
    return { text: decode(token[0]), start, end: start + token[0].length };
  });
}

function bodyOf(source: string, style: ScalarStyle): readonly [number, number] {
  if (style === "plain") return [0, source.length];
  if (style === "single" || style === "double") return [1, Math.max(1, source.length - 1)];
  const header = /\r\n|\n|$/.exec(source);
  return [(header?.index ?? 0) + (header?.[0].length ?? 0), source.length];
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

function decode(token: string): string {
  if (token === "''") return "'";
  if (token.length === 1 || !token.startsWith("\\")) return token;
  const letter = token[1] ?? "";
  if (letter === "x" || letter === "u" || letter === "U")
    return String.fromCodePoint(Number.parseInt(token.slice(2), 16));
  if (letter === "\n" || letter === "\r") return "";
  return ESCAPES[letter] ?? letter;
}
