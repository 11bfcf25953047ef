import type { HclProblem, HclProblemCode } from "./ast.ts";

/** Deeper nesting than this is a problem: nobody writes it, and it would exhaust the stack. */
const MAX_DEPTH = 200;

/** After so many heredocs that never end, no end is looked for any more. */
const MAX_UNCLOSED = 20;

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** Thrown inside the parser to leave what cannot be read, and caught there. */
export class HclMistake extends Error {
  readonly problem: HclProblem;

  constructor(problem: HclProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A position in an HCL text that moves forward. Line breaks count as space inside brackets only. */
export class Cursor {
  readonly text: string;
  readonly end: number;
  at: number;
  #lines = false;
  #depth = 0;
  #unclosed = new Set<string>();

  constructor(text: string, at = 0, end: number = text.length) {
    this.text = text;
    this.at = at;
    this.end = end;
  }

  /** A cursor for a stretch of the same text, as deep as this one is. */
  within(start: number, end: number): Cursor {
    const inner = new Cursor(this.text, start, end);
    inner.#depth = this.#depth;
    inner.#unclosed = this.#unclosed;
    return inner;
  }

  /** Whether a line with a heredoc's marker may still come; it is not looked for again and again. */
  mayClose(marker: string): boolean {
    return this.#unclosed.size < MAX_UNCLOSED && !this.#unclosed.has(marker);
  }

  neverCloses(marker: string): void {
    this.#unclosed.add(marker);
  }

  /** Takes the steps of one more level of nesting; `lines` tells whether line breaks are space in it. */
  nested<T>(lines: boolean, take: () => T): T {
    if (this.#depth >= MAX_DEPTH) this.fail("it is nested deeper than any configuration", this.at, "hcl-too-deep");
    const outer = this.#lines;
    this.#lines = lines;
    this.#depth++;
    try {
      return take();
    } finally {
      this.#depth--;
      this.#lines = outer;
    }
  }

  /** As `nested`, with line breaks as they are. */
  deeper<T>(take: () => T): T {
    return this.nested(this.#lines, take);
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** The character here, empty at the end. */
  get next(): string {
    return this.done ? "" : (this.text[this.at] ?? "");
  }

  sees(token: string): boolean {
    return this.at + token.length <= this.end && this.text.startsWith(token, this.at);
  }

  /** Goes past a token and the space behind it, if it is here. */
  take(token: string): boolean {
    if (!this.sees(token)) return false;
    this.at += token.length;
    this.space();
    return true;
  }

  expect(token: string, where: string): void {
    if (!this.take(token)) this.fail(`\`${token}\` is expected ${where}`);
  }

  /** The identifier here, if there is one. */
  identifier(): string | null {
    const name = this.match(IDENTIFIER);
    if (name === null) return null;
    this.space();
    return name;
  }

  /** What a sticky pattern matches here; the cursor is then behind it. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found === null || this.at + found.length > this.end) return null;
    this.at += found.length;
    return found;
  }

  /** Goes past spaces and comments, and past line breaks where they count as space. */
  space(): void {
    while (!this.done && (this.#skipBlank() || this.#skipComment()));
  }

  /** Goes past spaces and line breaks alone. */
  whitespace(): void {
    while (/\s/.test(this.next)) this.at++;
  }

  /** Goes past spaces, comments and line breaks. */
  lines(): void {
    while (!this.done && (this.#skipBlank(true) || this.#skipComment()));
  }

  fail(message: string, offset: number = this.at, code: HclProblemCode = "hcl-syntax"): never {
    const ended = code === "hcl-syntax" && offset >= this.text.length;
    throw new HclMistake({ code: ended ? "hcl-truncated" : code, message, offset });
  }

  #skipBlank(lines = this.#lines): boolean {
    const code = this.text.charCodeAt(this.at);
    const blank = code === SPACE || code === TAB || code === RETURN || (code === NEWLINE && lines);
    if (blank) this.at++;
    return blank;
  }

  #skipComment(): boolean {
    const end = commentEnd(this.text, this.at);
    if (end === null) return false;
    this.at = Math.min(end, this.end);
    return true;
  }
}

const [SPACE, TAB, RETURN, NEWLINE] = [0x20, 0x09, 0x0d, 0x0a];

/** The end of the comment that begins at an offset, null when none does. One of a line ends before its line break. */
export function commentEnd(text: string, at: number): number | null {
  if (text[at] !== "#" && text[at] !== "/") return null;
  const isBlock = text.startsWith("/*", at);
  if (text[at] === "/" && !isBlock && text[at + 1] !== "/") return null;
  const end = text.indexOf(isBlock ? "*/" : "\n", isBlock ? at + 2 : at);
  if (end < 0) return text.length;
  return isBlock ? end + 2 : end;
}
