import type { Expression } from "./expression.ts";

/** The longest expression that Azure takes. */
const MAX_LENGTH = 24_576;
const MAX_DEPTH = 100;

const SPACE = /\s*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const FUNCTION = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?/y;
const NUMBER = /-?\d+/y;
const TEXT = /'((?:[^']|'')*)'/y;

/** What became of a text that is an expression: its tree, or where it cannot be read. */
export type ParsedExpression =
  | { readonly kind: "parsed"; readonly expression: Expression }
  | { readonly kind: "rejected"; readonly offset: number };

/** Whether a text of a template is an expression; `[[` stands for a bracket. */
export function isExpression(text: string): boolean {
  return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
}

/** Parses `[concat('a', parameters('b'))]`. Total: a text that is too long or too deep is rejected as well. */
export function parseExpression(text: string): ParsedExpression {
  const parser = new Parser(text);
  try {
    return { kind: "parsed", expression: parser.whole() };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { kind: "rejected", offset: error.offset };
  }
}

class Stop extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super("not an expression");
    this.offset = offset;
  }
}

class Parser {
  readonly #text: string;
  #at = 1;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Expression {
    if (this.#text.length > MAX_LENGTH) this.#stop();
    const expression = this.#expression();
    this.#skip(SPACE);
    if (this.#at !== this.#text.length - 1) this.#stop();
    return expression;
  }

  #expression(): Expression {
    if (++this.#depth > MAX_DEPTH) this.#stop();
    this.#skip(SPACE);
    let expression = this.#primary();
    for (let next = this.#access(expression); next !== null; next = this.#access(expression)) expression = next;
    this.#depth--;
    return expression;
  }

  #primary(): Expression {
    const text = this.#match(TEXT);
    if (text) return { kind: "literal", value: (text[1] ?? "").replaceAll("''", "'") };
    const number = this.#match(NUMBER);
    if (number) return { kind: "literal", value: Number(number[0]) };
    const name = this.#match(FUNCTION)?.[0];
    if (name === undefined) return this.#stop();
    this.#skip(SPACE);
    if (this.#text[this.#at] !== "(") return this.#stop();
    this.#at++;
    return { kind: "call", name, args: this.#arguments() };
  }

  #arguments(): readonly Expression[] {
    const args: Expression[] = [];
    for (;;) {
      this.#skip(SPACE);
      if (this.#text[this.#at] === ")") break;
      args.push(this.#expression());
      this.#skip(SPACE);
      if (this.#text[this.#at] === ",") this.#at++;
      else if (this.#text[this.#at] !== ")") this.#stop();
    }
    this.#at++;
    return args;
  }

  #access(target: Expression): Expression | null {
    this.#skip(SPACE);
    const opening = /\.\?|\.|\[\?|\[/y;
    const opened = this.#match(opening)?.[0];
    if (opened === undefined) return null;
    const safe = opened.endsWith("?");
    if (opened.startsWith(".")) {
      const name = this.#match(NAME)?.[0];
      if (name === undefined) return this.#stop();
      return { kind: "member", target, key: { kind: "literal", value: name }, safe };
    }
    const key = this.#expression();
    this.#skip(SPACE);
    if (this.#text[this.#at] !== "]") this.#stop();
    this.#at++;
    return { kind: "member", target, key, safe };
  }

  /** The last bracket closes the expression itself. */
  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found || pattern.lastIndex > this.#text.length - 1) return null;
    this.#at = pattern.lastIndex;
    return found;
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern);
  }

  #stop(): never {
    throw new Stop(this.#at);
  }
}
