import { UNUSUAL } from "./unusual.ts";

const REST_OF_LINE = / *(?:#.*)?$/my;

/** A position in a YAML text that moves from line to line, past blank lines and comments. */
export class Cursor {
  readonly text: string;
  /** Where the content of the current line starts, or goes on. */
  at = 0;
  /** How far the current line is indented; -1 at the end of the text. */
  indent: number = 0;
  /** Where the last value ended. */
  end = 0;

  constructor(text: string) {
    this.text = text;
    this.enterLine(0);
  }

  /** Takes what a sticky pattern matches here. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw UNUSUAL;
    this.at = pattern.lastIndex;
    return found;
  }

  /** Tells whether a sequence item starts here. */
  atDash(): boolean {
    if (this.text.charCodeAt(this.at) !== 45) return false;
    const next = this.text.charCodeAt(this.at + 1);
    return next === 32 || next === 10 || Number.isNaN(next);
  }

  /** Tells whether only spaces and a comment follow on the line. */
  restIsEmpty(): boolean {
    REST_OF_LINE.lastIndex = this.at;
    return this.text[this.at] !== "#" && REST_OF_LINE.test(this.text);
  }

  skipSpaces(): void {
    while (this.text.charCodeAt(this.at) === 32) this.at++;
  }

  lineEnd(from: number): number {
    const newline = this.text.indexOf("\n", from);
    return newline < 0 ? this.text.length : newline;
  }

  nextLine(): void {
    this.enterLine(this.lineEnd(this.at) + 1);
  }

  /** Goes to the first line from `start` on that has content. */
  enterLine(start: number): void {
    let line = start;
    while (line < this.text.length) {
      this.at = line;
      this.skipSpaces();
      const code = this.text.charCodeAt(this.at);
      if (code !== 10 && code !== 35 && !Number.isNaN(code)) {
        this.indent = this.at - line;
        return;
      }
      line = this.lineEnd(this.at) + 1;
    }
    this.at = this.text.length;
    this.indent = -1;
  }
}
