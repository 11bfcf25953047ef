import { isAlias, isNode, isScalar, Scalar, type Node } from "yaml";
import type { Value } from "#core/language";
import type { DocumentLimits, DocumentProblem } from "./problem.ts";

interface Anchored {
  readonly value: Value;
  /** How many values it consists of, those behind aliases included. */
  readonly size: number;
}

/**
 * Turns the tree of one document into a value within limits: nesting and what aliases stand for are bounded, and what cannot be a value is listed
 * in `problems`. Readers of formats differ in what tags, scalars, keys and merge keys mean to them.
 */
export abstract class TreeReader {
  readonly problems: DocumentProblem[] = [];
  readonly #limits: DocumentLimits;
  readonly #anchors = new Map<string, Anchored>();
  #size = 0;
  #aliased = 0;

  constructor(limits: DocumentLimits) {
    this.#limits = limits;
  }

  read(node: Node | null, depth = 0): Value {
    if (depth > this.#limits.maxDepth) return this.reject(node, "too-deep", "its values are nested too deeply");
    const before = this.#size++;
    if (node === null) return null;
    if (isAlias(node)) return this.alias(node, node.source);
    const value = this.content(node, depth);
    if (node.anchor) this.#anchors.set(node.anchor, { value, size: this.#size - before });
    return value;
  }

  /** The value of a node that is no alias; what is inside it is read one level deeper. */
  protected abstract content(node: Node, depth: number): Value;

  protected alias(node: Node, name: string): Value {
    const anchored = this.#anchors.get(name);
    if (!anchored) return this.reject(node, "unknown-alias", "an alias names no anchor before it");
    this.#size += anchored.size;
    this.#aliased += anchored.size;
    if (this.#aliased <= this.#limits.maxAliasedValues) return anchored.value;
    return this.reject(node, "alias-limit", "its aliases stand for too many values");
  }

  /** Lists a problem; of several of one sort in a row, the first. */
  protected reject(node: Node | null, code: string, message: string, hint?: string): null {
    const last = this.problems.at(-1);
    if (last?.code !== code) this.problems.push({ code, message, ...(hint && { hint }), ...rangeOf(node) });
    return null;
  }
}

/** What stands in a place of a tree, or null when nothing does. */
export function nodeOrNull(node: unknown): Node | null {
  return isNode(node) ? node : null;
}

export function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.source === "<<";
}

/** Where a node stands in its document. */
export function rangeOf(node: Node | null): { readonly start: number; readonly end: number } {
  return { start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 };
}
