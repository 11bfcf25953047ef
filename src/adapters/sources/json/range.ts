import type { Path } from "#core/model";
import { endOfDoubleQuoted } from "../yaml/index.ts";

const WORD = /[^\s,[\]{}":]+/y;
const BRACKETS_AND_QUOTES = /["[\]{}]/g;

/** Where the elements of lists start, as far as they were looked for, by where their list starts. */
type ElementStarts = Map<number, number[]>;

/**
 * Creates what finds the stretch of the value at `path` in a JSON text that starts at `start`: of a member, from its key to the end of its value;
 * of what is not there, its nearest ancestor. The text is known to be JSON. Long lists are gone through once, however often they are asked about.
 */
export function createJsonFinder(text: string): (start: number, path: Path) => readonly [number, number] {
  const starts: ElementStarts = new Map();
  return (start, path) => findJsonRange(new Scan(text, start, starts), path);
}

function findJsonRange(scan: Scan, path: Path): readonly [number, number] {
  let from = scan.at;
  for (const step of path) {
    const child = scan.enter(step);
    if (child === undefined) break;
    from = child;
  }
  return [from, scan.endOfValue()];
}

/** The brackets of a JSON text from `start` on, those inside texts left out. */
export function* bracketsIn(text: string, start = 0): Generator<{ readonly token: string; readonly end: number }> {
  const pattern = new RegExp(BRACKETS_AND_QUOTES);
  pattern.lastIndex = start;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [token] = found;
    if (token !== '"') {
      yield { token, end: pattern.lastIndex };
      continue;
    }
    const end = endOfDoubleQuoted(text, found.index);
    if (end < 0) return;
    pattern.lastIndex = end;
  }
}

class Scan {
  /** Where the current value starts. */
  at: number;
  readonly #text: string;
  readonly #starts: ElementStarts;

  constructor(text: string, start: number, starts: ElementStarts) {
    this.#text = text;
    this.#starts = starts;
    this.at = start;
    this.#skipSpace();
  }

  /** Goes to the member or element `step` and answers where it starts, its key included; stays where it is when there is none. */
  enter(step: string | number): number | undefined {
    const value = this.at;
    const open = this.#text[value];
    const found = open === "{" ? this.#member(String(step)) : open === "[" ? this.#element(step) : undefined;
    if (found === undefined) this.at = value;
    return found;
  }

  endOfValue(): number {
    const first = this.#text[this.at];
    if (first === '"') return this.#endOfText();
    return first === "{" || first === "[" ? this.#endOfBrackets() : this.#match(WORD);
  }

  #member(name: string): number | undefined {
    for (this.#step(1); this.#text[this.at] === '"';) {
      const start = this.at;
      const end = this.#endOfText();
      const key: unknown = JSON.parse(this.#text.slice(start, end));
      this.#step(end - start);
      this.#step(1);
      if (key === name) return start;
      this.#next();
    }
    return undefined;
  }

  #element(step: string | number): number | undefined {
    if (typeof step !== "number") return undefined;
    const starts = this.#startsFrom(this.at);
    this.at = starts.at(-1) ?? this.at;
    while (starts.length <= step && this.at < this.#text.length && this.#text[this.at] !== "]") {
      this.#next();
      starts.push(this.at);
    }
    const start = starts[step];
    if (start === undefined || start >= this.#text.length || this.#text[start] === "]") return undefined;
    this.at = start;
    return start;
  }

  #startsFrom(list: number): number[] {
    const known = this.#starts.get(list);
    if (known !== undefined) return known;
    this.#step(1);
    const starts = [this.at];
    this.#starts.set(list, starts);
    return starts;
  }

  /** Goes past the current value and the comma behind it. */
  #next(): void {
    this.#step(Math.max(1, this.endOfValue() - this.at));
    if (this.#text[this.at] === ",") this.#step(1);
  }

  #endOfBrackets(): number {
    let depth = 0;
    for (const { token, end } of bracketsIn(this.#text, this.at)) {
      depth += token === "{" || token === "[" ? 1 : -1;
      if (depth === 0) return end;
    }
    return this.#text.length;
  }

  #endOfText(): number {
    const end = endOfDoubleQuoted(this.#text, this.at);
    return end < 0 ? this.#text.length : end;
  }

  #match(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.test(this.#text) ? pattern.lastIndex : this.at;
  }

  #step(by: number): void {
    this.at += by;
    this.#skipSpace();
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.at] ?? "")) this.at++;
  }
}
