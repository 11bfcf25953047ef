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

  /** What `pattern` (sticky) matches here, after moving behind it; null when it does not match. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.at += match[0].length;
    return match[0];
  }

  /** As `take`, for what has to be there. */
  expect(pattern: RegExp): string {
    const taken = this.take(pattern);
    if (taken === null) throw new NotSimple();
    return taken;
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

  startDocument(): void {
    this.#nodes = 0;
  }

  /** Accounts for one node at a depth; what goes beyond the limits is left to the reader that explains it. */
  count(depth: number): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.maxNodes || depth > this.#limits.maxDepth) throw new NotSimple();
  }
}
