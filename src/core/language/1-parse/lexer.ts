import { cut } from "#core/diagnostics";
import type { Constant } from "../ast/expr.ts";
import { hexValue, isDigit, isIdentifierPart, isIdentifierStart, isSpace } from "./characters.ts";
import { ParseAbort, type ProblemList } from "./problems.ts";
import { decodeString } from "./string-literal.ts";
import type { Punctuation, TokenKind } from "./token.ts";

/**
 * Splits an expression into tokens, one at a time. The fields describe the current token; `next` moves on. White space and `//` comments are
 * skipped. What starts no token is reported and becomes an `invalid` token; a string that is not closed ends the parse.
 */
export class Lexer {
  readonly source: string;
  kind: TokenKind = "end";
  start = 0;
  end = 0;
  /** Where the token before the current one ended. */
  previousEnd = 0;
  /** The name of an identifier, or the text between backticks. */
  name = "";
  /** The value of a literal; ints are not yet checked for range, because a minus may precede them. */
  constant: Constant = { type: "null" };
  readonly #problems: ProblemList;

  constructor(source: string, problems: ProblemList) {
    this.source = source;
    this.#problems = problems;
  }

  /** Moves to the next token; at the end of the text it stays on `end`. */
  next(): void {
    this.previousEnd = this.end;
    this.start = this.#skipSpace(this.end);
    this.#scan(this.source.charCodeAt(this.start));
  }

  #skipSpace(from: number): number {
    let at = from;
    for (;;) {
      const code = this.source.charCodeAt(at);
      if (isSpace(code)) at++;
      else if (code === SLASH && this.source.charCodeAt(at + 1) === SLASH) at = this.#lineEnd(at);
      else return at;
    }
  }

  #lineEnd(from: number): number {
    const end = this.source.indexOf("\n", from);
    return end === -1 ? this.source.length : end;
  }

  #scan(code: number): void {
    if (isIdentifierStart(code)) this.#scanWord(code);
    else if (isDigit(code)) this.#scanNumber();
    else if (code === QUOTE || code === APOSTROPHE) this.#scanString(this.start, false, false);
    else if (code === BACKTICK) this.#scanQuotedIdentifier();
    else if (code === DOT && isDigit(this.source.charCodeAt(this.start + 1))) this.#scanNumber();
    else if (this.start >= this.source.length) this.#accept("end", this.source.length);
    else this.#scanPunctuation(code);
  }

  #scanPunctuation(code: number): void {
    const two = DOUBLED.has(code) ? PAIRS.get(this.source.slice(this.start, this.start + 2)) : undefined;
    const token = two ?? SINGLES[code];
    if (token === undefined) this.#rejectCharacter();
    else this.#accept(token, this.start + token.length);
  }

  #rejectCharacter(): void {
    const character = String.fromCodePoint(this.source.codePointAt(this.start) ?? 0);
    this.#accept("invalid", this.start + character.length);
    const pair = this.source.slice(this.start, this.start + 2);
    const hint = CHARACTER_HINTS.get(pair) ?? CHARACTER_HINTS.get(character);
    this.#problems.report("expression-syntax", this, `\`${character}\` is not part of the language`, hint);
  }

  #scanWord(first: number): void {
    let at = this.start + 1;
    while (isIdentifierPart(this.source.charCodeAt(at))) at++;
    const next = this.source.charCodeAt(at);
    if ((next === QUOTE || next === APOSTROPHE) && at - this.start <= 2 && this.#scanPrefixedString(first, at)) return;
    this.name = this.source.slice(this.start, at);
    this.#accept((this.name.length <= LONGEST_WORD && WORDS.get(this.name)) || "identifier", at);
  }

  #scanPrefixedString(first: number, at: number): boolean {
    const second = at - this.start === 2 ? this.source.charCodeAt(this.start + 1) | LOWER : 0;
    const bytes = (first | LOWER) === LETTER_B;
    const raw = second === 0 ? (first | LOWER) === LETTER_R : second === LETTER_R;
    if (second !== 0 && !(bytes && raw)) return false;
    if (!bytes && !raw) return false;
    this.#scanString(at, raw, bytes);
    return true;
  }

  #scanString(open: number, raw: boolean, bytes: boolean): void {
    const quote = this.source[open] ?? "";
    const delimiter = this.source.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
    const start = open + delimiter.length;
    const end = this.#closingQuote(start, delimiter, raw);
    this.#accept("literal", end + delimiter.length);
    const result = decodeString(this.source, { start, end, raw, bytes });
    if (result.kind === "decoded") {
      this.constant = result.constant;
      return;
    }
    const text = this.source.slice(result.problem.start, result.problem.end);
    const message = `\`${text}\` ${result.problem.reason}`;
    const hint = /^\\[uU]/.test(text) ? UNICODE_HINT : ESCAPE_HINT;
    this.#problems.report("expression-invalid-escape", result.problem, message, hint);
    this.constant = { type: "string", value: "" };
  }

  #closingQuote(from: number, delimiter: string, raw: boolean): number {
    const quote = delimiter.charCodeAt(0);
    const multiLine = delimiter.length === 3;
    for (let at = from; at < this.source.length; at++) {
      const code = this.source.charCodeAt(at);
      if (code === quote && this.source.startsWith(delimiter, at)) return at;
      if (code === BACKSLASH && !raw) at++;
      else if (!multiLine && (code === LINE_FEED || code === CARRIAGE_RETURN)) return this.#unterminated(at, delimiter);
    }
    return this.#unterminated(this.source.length, delimiter);
  }

  #unterminated(end: number, delimiter: string): never {
    this.end = end;
    const message = `This string is not closed: \`${delimiter}\` is missing`;
    const lines = delimiter.length === 1 ? '; a string over several lines stands between `"""`' : "";
    const hint = `Add \`${delimiter}\` where it ends${lines}`;
    this.#problems.report("expression-unterminated-string", this, message, hint);
    throw new ParseAbort(true);
  }

  #scanQuotedIdentifier(): void {
    const close = this.source.indexOf("`", this.start + 1);
    this.name = this.source.slice(this.start + 1, close === -1 ? this.start + 1 : close);
    const end = close === -1 ? this.start + 1 : close + 1;
    if (QUOTED_NAME.test(this.name)) return this.#accept("quoted-identifier", end);
    this.#accept("invalid", end);
    const message = "A field name between backticks has letters, digits, spaces and `_`, `.`, `-`, `/` only";
    this.#problems.report("expression-syntax", this, message, 'Write `object["name"]` for any other name');
  }

  #scanNumber(): void {
    const { source, start } = this;
    if (source.charCodeAt(start) === ZERO && (source.charCodeAt(start + 1) | LOWER) === LETTER_X) {
      const end = this.#hexEnd(start + 2);
      if (end > start + 2) return this.#acceptInteger(end);
    }
    const whole = this.#digitsEnd(start);
    let end = whole;
    if (source.charCodeAt(end) === DOT && isDigit(source.charCodeAt(end + 1))) end = this.#digitsEnd(end + 1);
    end = this.#exponentEnd(end);
    if (end === whole) return this.#acceptInteger(end);
    const value = Number(source.slice(start, end));
    this.#accept("literal", end);
    this.constant = { type: "double", value };
    if (value === Infinity) this.reportRange("double");
  }

  #acceptInteger(end: number): void {
    const value = BigInt(this.source.slice(this.start, end));
    const unsigned = (this.source.charCodeAt(end) | LOWER) === LETTER_U;
    this.#accept("literal", unsigned ? end + 1 : end);
    this.constant = unsigned ? { type: "uint", value } : { type: "int", value };
    if (unsigned && value > MAX_UINT) this.reportRange("uint");
  }

  /** Reports that the current number does not fit its type. */
  reportRange(type: "int" | "uint" | "double"): void {
    const message = `\`${cut(this.source.slice(this.start, this.end), 40)}\` does not fit ${RANGES[type]}`;
    const hint =
      type === "int"
        ? "Write a smaller number, or one with a fraction where a double will do"
        : "Write a smaller number";
    this.#problems.report("expression-number-range", this, message, hint);
  }

  #digitsEnd(from: number): number {
    let at = from;
    while (isDigit(this.source.charCodeAt(at))) at++;
    return at;
  }

  #hexEnd(from: number): number {
    let at = from;
    while (hexValue(this.source.charCodeAt(at)) !== -1) at++;
    return at;
  }

  #exponentEnd(from: number): number {
    if ((this.source.charCodeAt(from) | LOWER) !== LETTER_E) return from;
    const sign = this.source.charCodeAt(from + 1);
    const digits = sign === PLUS || sign === MINUS ? from + 2 : from + 1;
    const end = this.#digitsEnd(digits);
    return end === digits ? from : end;
  }

  #accept(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = end;
  }
}

const [LINE_FEED, CARRIAGE_RETURN, QUOTE, APOSTROPHE, PLUS, MINUS, DOT, SLASH] = [10, 13, 34, 39, 43, 45, 46, 47];
const [ZERO, BACKSLASH, BACKTICK] = [48, 92, 96];
const [LETTER_B, LETTER_E, LETTER_R, LETTER_U, LETTER_X] = [98, 101, 114, 117, 120];
const LOWER = 32;

const MAX_UINT = 0xffff_ffff_ffff_ffffn;
const QUOTED_NAME = /^[a-zA-Z0-9_.\-/ ]+$/;
const UNICODE_HINT = "Write the character itself, or `\\u` with its four or `\\U` with its eight hexadecimal digits";
const ESCAPE_HINT = 'Write `\\\\` for a backslash, or put `r` before the quote: `r"\\d"`';

const RANGES = {
  int: "an int (-9223372036854775808 to 9223372036854775807)",
  uint: "a uint (0 to 18446744073709551615)",
  double: "a double",
} as const;

const WORDS: ReadonlyMap<string, TokenKind> = new Map([
  ["in", "in"],
  ["true", "true"],
  ["false", "false"],
  ["null", "null"],
]);

const LONGEST_WORD = 5;

/** Tokens of two characters, and the codes of the characters that they start with. */
const PAIRS: ReadonlyMap<string, Punctuation> = new Map(
  (["<=", ">=", "==", "!=", "&&", "||"] satisfies Punctuation[]).map((text) => [text, text]),
);
const DOUBLED: ReadonlySet<number> = new Set([...PAIRS.keys()].map((text) => text.charCodeAt(0)));

/** Tokens of one character by the code of that character. */
const SINGLES: readonly (Punctuation | undefined)[] = singles();

function singles(): readonly (Punctuation | undefined)[] {
  const table: (Punctuation | undefined)[] = Array.from({ length: 128 }, () => undefined);
  const tokens = ["(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "!", "-", "+", "*", "/", "%", "<", ">"] as const;
  for (const token of tokens) table[token.charCodeAt(0)] = token;
  return table;
}

const CHARACTER_HINTS: ReadonlyMap<string, string> = new Map([
  ["=", "Write `==` to compare"],
  ["=~", "Write `text.matches('pattern')`"],
  ["&", "Write `&&` for and"],
  ["|", "Write `||` for or"],
  [";", "An expression is one value, without a semicolon"],
  ["“", 'Write straight quotes: `"`'],
  ["”", 'Write straight quotes: `"`'],
  ["‘", "Write straight quotes: `'`"],
  ["’", "Write straight quotes: `'`"],
]);
