import type { DocumentLimits } from "../limits.ts";

/** Thrown inside the simple reader, and caught there, at the first thing that it does not read. */
export class NotSimple extends Error {}

/** Where the simple reader stands in a text, and how much it has read of the current document. */
export class Cursor {
  readonly text: string;
  at = 0;
  #nodes = 0;
  readonly #limits: DocumentLimits;

  constructor(text: string, limits: DocumentLimits) {
    this.text = text;
    this.#limits = limits;
  }

  /** Moves behind what `pattern` (sticky) matches here; false when it does not match. */
  pass(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  /** What `pattern` matches here, after moving behind it, for what has to be there. */
  expect(pattern: RegExp): string {
    const { at } = this;
    if (!this.pass(pattern)) throw new NotSimple();
    return this.text.slice(at, this.at);
  }

  /** Moves over `character`, if it stands here. */
  skip(character: string): boolean {
    if (this.next !== character) return false;
    this.at += 1;
    return true;
  }

  get next(): string {
    return this.text.charAt(this.at);
  }

  get column(): number {
    return this.at - (this.text.lastIndexOf("\n", this.at - 1) + 1);
  }

  get isAtLineStart(): boolean {
    return this.at === 0 || this.text.charAt(this.at - 1) === "\n";
  }

  startDocument(): void {
    this.#nodes = 0;
  }

  /** Accounts for one node at a depth; what goes beyond the limits is left to the reader that explains it. */
  count(depth: number): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.maxNodes || depth > this.#limits.maxDepth) throw new NotSimple();
  }
}
