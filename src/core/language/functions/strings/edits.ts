import type { Int, Value } from "../../values/index.ts";
import { typeNameOf } from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";
import { MAX_LIST_LENGTH, tooLong, tooMany } from "../limits.ts";
import { charactersOf } from "../text/code-points.ts";
import { unsettledAmong } from "../unsettled.ts";

/** The text with the first `limit` occurrences replaced, or all when it is negative. An empty `old` stands between all characters. */
export function replace(text: string, old: string, replacement: string, limit: Int = -1): Value {
  const most = limit < 0 ? Number.POSITIVE_INFINITY : Number(limit);
  if (old === "") return surround(charactersOf(text), replacement, most);
  let result = "";
  let at = 0;
  for (let found = text.indexOf(old), count = 0; found >= 0 && count < most; found = text.indexOf(old, at), count++) {
    result += text.slice(at, found) + replacement;
    at = found + old.length;
    const problem = tooLong(result.length);
    if (problem) return problem;
  }
  return tooLong(result.length + text.length - at) ?? result + text.slice(at);
}

/** The replacement before each of the first `most` characters, and at the end when there is one left. */
function surround(characters: readonly string[], replacement: string, most: number): Value {
  const count = Math.min(most, characters.length + 1);
  const problem = tooLong(characters.length + count * replacement.length);
  if (problem) return problem;
  const changed = characters.slice(0, count).map((character) => replacement + character);
  return changed.join("") + characters.slice(count).join("") + (count > characters.length ? replacement : "");
}

/** The parts between separators: at most `limit` of them, the last holding the remainder, or all when it is negative. */
export function split(text: string, separator: string, limit: Int = -1): Value {
  if (limit === 0) return [];
  const most = limit < 0 || limit > MAX_LIST_LENGTH ? MAX_LIST_LENGTH + 1 : Number(limit);
  const parts = separator === "" ? charactersOf(text) : text.split(separator, most);
  if (limit < 0 || parts.length < most) return tooMany(parts.length) ?? parts;
  const whole = parts.slice(0, most - 1);
  const consumed = whole.reduce((sum, part) => sum + part.length + separator.length, 0);
  return tooMany(most) ?? [...whole, text.slice(consumed)];
}

/** The texts of a list with a separator between them; unknown when one of them is. */
export function join(list: readonly Value[], separator = ""): Value {
  const unsettled = unsettledAmong(list);
  if (unsettled) return unsettled;
  if (!list.every(isText)) {
    const stranger = list.find((element) => typeof element !== "string") ?? null;
    return invalidArgument(`Only texts can be joined, and the list holds a value of type ${typeNameOf(stranger)}`);
  }
  const length = list.reduce((sum, part) => sum + part.length, separator.length * Math.max(0, list.length - 1));
  return tooLong(length) ?? list.join(separator);
}

function isText(value: Value): value is string {
  return typeof value === "string";
}

/** White_Space of Unicode; JavaScript's own `trim` differs at U+0085 and U+FEFF. */
const WHITE_SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** The text without white space at either end. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && WHITE_SPACE.test(text.charAt(start))) start++;
  while (end > start && WHITE_SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The text with A to Z in lower case and all else as it is. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The text with a to z in upper case and all else as it is. */
export function upperAscii(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** The characters from last to first. */
export function reverse(text: string): string {
  return charactersOf(text).toReversed().join("");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

/** The text in double quotes, escaped so that it can stand in a CEL expression; lone surrogates become U+FFFD. */
export function quote(text: string): Value {
  const escaped = text
    .toWellFormed()
    .replace(/[\u0007\b\f\n\r\t\v\\"]/g, (character) => ESCAPES[character] ?? character); // oxlint-disable-line no-control-regex -- these are the characters to escape
  return tooLong(escaped.length + 2) ?? `"${escaped}"`;
}
