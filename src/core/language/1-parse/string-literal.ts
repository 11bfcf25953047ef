import type { Constant } from "../ast/expr.ts";
import { hexValue } from "./characters.ts";
import { pushUtf8 } from "./utf8.ts";

/** A string or bytes literal as the lexer found it: `start` and `end` enclose what stands between the quotes. */
interface StringLiteral {
  readonly start: number;
  readonly end: number;
  readonly raw: boolean;
  readonly bytes: boolean;
}

/** An escape that cannot be decoded, with what is wrong with it. */
interface EscapeProblem {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

type DecodedString =
  | { readonly kind: "decoded"; readonly constant: Constant }
  | { readonly kind: "invalid"; readonly problem: EscapeProblem };

/** Decodes the escapes of a literal. Line endings become LF, as in cel-go. */
export function decodeString(source: string, literal: StringLiteral): DecodedString {
  const text = source.slice(literal.start, literal.end);
  if (literal.raw || !text.includes("\\")) return decoded(constantOf(normalizeNewlines(text), literal.bytes));
  return literal.bytes ? decodeBytes(source, literal) : decodeText(source, literal);
}

function decodeText(source: string, literal: StringLiteral): DecodedString {
  let value = "";
  let from = literal.start;
  for (let at = source.indexOf("\\", from); at !== -1 && at < literal.end; at = source.indexOf("\\", from)) {
    const escape = readEscape(source, at, literal);
    if ("reason" in escape) return { kind: "invalid", problem: escape };
    value += normalizeNewlines(source.slice(from, at)) + String.fromCodePoint(escape.codePoint);
    from = escape.end;
  }
  value += normalizeNewlines(source.slice(from, literal.end));
  return decoded({ type: "string", value });
}

function decodeBytes(source: string, literal: StringLiteral): DecodedString {
  const bytes: number[] = [];
  let from = literal.start;
  for (let at = source.indexOf("\\", from); at !== -1 && at < literal.end; at = source.indexOf("\\", from)) {
    const escape = readEscape(source, at, literal);
    if ("reason" in escape) return { kind: "invalid", problem: escape };
    pushText(bytes, normalizeNewlines(source.slice(from, at)));
    bytes.push(escape.codePoint);
    from = escape.end;
  }
  pushText(bytes, normalizeNewlines(source.slice(from, literal.end)));
  return decoded({ type: "bytes", value: Uint8Array.from(bytes) });
}

type Escape = { readonly codePoint: number; readonly end: number } | EscapeProblem;

function readEscape(source: string, at: number, literal: StringLiteral): Escape {
  const letter = source[at + 1] ?? "";
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { codePoint: simple, end: at + 2 };
  if (letter >= "0" && letter <= "3") return readOctal(source, at);
  const digits = HEX_ESCAPES.get(letter);
  if (digits === undefined) return invalid(at, at + 2, "is not an escape of the language");
  if (literal.bytes && digits > 2) return invalid(at, at + 2, "is not allowed in bytes");
  return readHex(source, at, digits);
}

function readOctal(source: string, at: number): Escape {
  const digits = source.slice(at + 1, at + 4);
  if (!/^[0-3][0-7]{2}$/.test(digits)) return invalid(at, at + 1 + digits.length, "needs three octal digits");
  return { codePoint: Number.parseInt(digits, 8), end: at + 4 };
}

function readHex(source: string, at: number, digits: number): Escape {
  const end = at + 2 + digits;
  let codePoint = 0;
  for (let index = at + 2; index < end; index++) {
    const digit = hexValue(source.charCodeAt(index));
    if (digit === -1) return invalid(at, index, `needs ${digits} hexadecimal digits`);
    codePoint = codePoint * 16 + digit;
  }
  if (codePoint > 0x10ffff) return invalid(at, end, "lies beyond the last Unicode code point");
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return invalid(at, end, "is half of a surrogate pair");
  return { codePoint, end };
}

function invalid(start: number, end: number, reason: string): EscapeProblem {
  return { start, end, reason };
}

function decoded(constant: Constant): DecodedString {
  return { kind: "decoded", constant };
}

function constantOf(text: string, bytes: boolean): Constant {
  if (!bytes) return { type: "string", value: text };
  const encoded: number[] = [];
  pushText(encoded, text);
  return { type: "bytes", value: Uint8Array.from(encoded) };
}

function pushText(bytes: number[], text: string): void {
  for (const character of text) pushUtf8(bytes, character.codePointAt(0) ?? 0);
}

function normalizeNewlines(text: string): string {
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}

const SIMPLE_ESCAPES: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["b", 8],
  ["t", 9],
  ["n", 10],
  ["v", 11],
  ["f", 12],
  ["r", 13],
  ['"', 34],
  ["'", 39],
  ["?", 63],
  ["\\", 92],
  ["`", 96],
]);

const HEX_ESCAPES: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["X", 2],
  ["u", 4],
  ["U", 8],
]);
