import type { DocumentLimits } from "../limits.ts";
import type { DocumentNode } from "../node.ts";

/** Thrown inside the simple reader, and caught there, at the first thing that it does not read. */
export class NotSimple extends Error {}

/** Where the simple reader stands in a text, and how much it has read of the current document. */
export class Cursor {
  readonly text: string;
  at = 0;
  #nodes = 0;
  readonly #anchors = new Map<string, Anchored>();
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
    this.#anchors.clear();
  }

  /** Accounts for one node at a depth; what goes beyond the limits is left to the reader that explains it. */
  count(depth: number): void {
    if (depth > this.#limits.maxDepth) throw new NotSimple();
    this.#grow(1);
  }

  /** Reads the node that an anchor names, which aliases may then stand for. A name that is given twice is declined. */
  anchor(name: string, read: () => DocumentNode): DocumentNode {
    const before = this.#nodes;
    const node = read();
    if (this.#anchors.has(name)) throw new NotSimple();
    this.#anchors.set(name, { node, size: this.#nodes - before });
    return node;
  }

  /** The node that an alias stands for. It counts with everything in it, so that aliases of aliases cannot blow up. */
  alias(name: string): DocumentNode {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) throw new NotSimple();
    this.#grow(anchored.size);
    return anchored.node;
  }

  #grow(size: number): void {
    this.#nodes += size;
    if (this.#nodes > this.#limits.maxNodes) throw new NotSimple();
  }
}

interface Anchored {
  readonly node: DocumentNode;
  readonly size: number;
}
