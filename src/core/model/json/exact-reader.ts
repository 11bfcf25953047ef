import { cut } from "#core/diagnostics";
import { Double, type Value } from "#core/language";
import type { JsonLimits } from "./limits.ts";
import { jsonProblem, type JsonProblem, type JsonProblemCode } from "./problem.ts";
import { setOwn } from "./set-own.ts";

/** Thrown inside the reader only, and caught at its door. */
class Rejection {
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    this.problem = problem;
  }
}

export type JsonResult =
  | { readonly kind: "parsed"; readonly value: Value }
  | { readonly kind: "rejected"; readonly problem: JsonProblem };

/**
 * Reads a JSON text (RFC 8259) number for number as written, and says where it is wrong.
 *
 * A duplicate key is a problem, because two readers of the same text would otherwise see two different resources.
 */
export function readExactly(text: string, limits: JsonLimits): JsonResult {
  const reader = new ExactReader(text, limits);
  try {
    return { kind: "parsed", value: reader.document() };
  } catch (thrown) {
    if (thrown instanceof Rejection) return { kind: "rejected", problem: thrown.problem };
    throw thrown;
  }
}

const LONGEST_SHOWN = 40;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const LITERALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

class ExactReader {
  readonly #text: string;
  readonly #limits: JsonLimits;
  #at = 0;
  #depth = 0;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  document(): Value {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length)
      this.#reject("json-syntax", `Expected the end of the text, found ${this.#found()}`);
    return value;
  }

  #value(): Value {
    this.#space();
    const char = this.#text[this.#at];
    if (char === "{") return this.#nested(() => this.#object());
    if (char === "[") return this.#nested(() => this.#list());
    if (char === '"') return this.#string();
    if (char !== undefined && /[-\d]/.test(char)) return this.#number();
    return this.#literal();
  }

  #nested(read: () => Value): Value {
    if (++this.#depth > this.#limits.maxDepth) {
      this.#reject("json-too-deep", `Nesting is deeper than the allowed ${this.#limits.maxDepth} levels`);
    }
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): Value {
    const object: Record<string, Value> = {};
    if (this.#accept("}")) return object;
    do this.#entry(object);
    while (this.#accept(","));
    this.#expect("}", "`,` or `}`");
    return object;
  }

  #entry(object: Record<string, Value>): void {
    this.#space();
    const start = this.#at;
    if (this.#text[start] !== '"') this.#unexpected("a key in double quotes");
    const key = this.#string();
    if (Object.hasOwn(object, key)) {
      this.#at = start;
      this.#reject("json-duplicate-key", `Key \`${cut(key, LONGEST_SHOWN)}\` stands twice in one object`);
    }
    this.#expect(":", "`:`");
    setOwn(object, key, this.#value());
  }

  #list(): Value {
    const list: Value[] = [];
    if (this.#accept("]")) return list;
    do list.push(this.#value());
    while (this.#accept(","));
    this.#expect("]", "`,` or `]`");
    return list;
  }

  #string(): string {
    const end = stringEnd(this.#text, this.#at);
    const start = this.#at;
    if (end === this.#text.length) {
      this.#reject("json-truncated", "The text ends inside a string that opens here");
    }
    this.#at = end + 1;
    try {
      const text: string = JSON.parse(this.#text.slice(start, end + 1));
      return text;
    } catch {
      this.#at = start;
      return this.#reject("json-syntax", "A string holds an illegal escape or a control character");
    }
  }

  #number(): Value {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) return this.#reject("json-syntax", "A number needs digits after its sign");
    const value = numberValue(match[0], match[1] !== undefined || match[2] !== undefined);
    if (value === undefined)
      return this.#reject("json-syntax", `Number \`${cut(match[0], LONGEST_SHOWN)}\` is too large for a double`);
    this.#at = NUMBER.lastIndex;
    return value;
  }

  #literal(): Value {
    for (const [word, value] of LITERALS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    return this.#unexpected("a value");
  }

  #accept(char: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #expect(char: string, wanted: string): void {
    if (!this.#accept(char)) this.#unexpected(wanted);
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #unexpected(wanted: string): never {
    if (this.#at >= this.#text.length)
      return this.#reject("json-truncated", `The text ends where ${wanted} should stand`);
    return this.#reject("json-syntax", `Expected ${wanted}, found ${this.#found()}`);
  }

  #found(): string {
    return `\`${this.#text.slice(this.#at, this.#at + 20).split(/\s/)[0] ?? ""}\``;
  }

  #reject(code: JsonProblemCode, message: string): never {
    throw new Rejection(jsonProblem(this.#text, this.#at, code, message));
  }
}

/** An int as number or bigint, a double as `Double` where it is integral; undefined for a number beyond all doubles. */
function numberValue(literal: string, isDouble: boolean): Value | undefined {
  const value = Number(literal);
  // Millions of digits would keep a bigint busy for minutes.
  if (!Number.isFinite(value)) return undefined;
  if (isDouble) return Number.isInteger(value) ? new Double(value) : value;
  return Number.isSafeInteger(value) ? value + 0 : BigInt(literal);
}

/** The offset of the closing quote of the string that opens at `start`; the length of the text when it never closes. */
function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text[first - 1] === "\\") first--;
  return (quote - first) % 2 === 1;
}
