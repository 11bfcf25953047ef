import { isAlias, isMap, isNode, isScalar, isSeq, Scalar, type Node, type YAMLMap } from "yaml";
import { Double, type Value } from "#core/language";
import { put } from "../json/index.ts";
import type { DocumentLimits, DocumentProblem } from "../yaml/index.ts";

/** The value of a document, or everything that is wrong with it. */
export interface ReadNode {
  readonly value: Value;
  readonly problems: readonly DocumentProblem[];
}

/**
 * Reads a tree as GitHub reads workflows: YAML 1.2, so that `on` and `yes` are texts, with anchors and aliases and without merge keys. A key that
 * stands twice is a problem.
 */
export function readNode(node: Node | null, limits: DocumentLimits): ReadNode {
  const reader = new Reader(limits);
  return { value: reader.read(node, 0), problems: reader.problems };
}

interface Anchored {
  readonly value: Value;
  /** How many values it consists of, those behind aliases included. */
  readonly size: number;
}

class Reader {
  readonly problems: DocumentProblem[] = [];
  readonly #limits: DocumentLimits;
  readonly #anchors = new Map<string, Anchored>();
  #size = 0;
  #aliased = 0;

  constructor(limits: DocumentLimits) {
    this.#limits = limits;
  }

  read(node: Node | null, depth: number): Value {
    if (depth > this.#limits.maxDepth) return this.#reject(node, "too-deep", "its values are nested too deeply");
    const before = this.#size++;
    const value = this.#content(node, depth);
    if (node && !isAlias(node) && node.anchor) this.#anchors.set(node.anchor, { value, size: this.#size - before });
    return value;
  }

  #content(node: Node | null, depth: number): Value {
    if (node === null) return null;
    if (isAlias(node)) return this.#alias(node, node.source);
    if (node.tag) return this.#reject(node, "unsupported-tag", "a value has a tag, which workflows do not have");
    if (isScalar(node)) return scalarOf(node);
    if (isMap(node)) return this.#map(node, depth);
    return isSeq(node) ? node.items.map((item) => this.read(isNode(item) ? item : null, depth + 1)) : null;
  }

  #alias(node: Node, name: string): Value {
    const anchored = this.#anchors.get(name);
    if (!anchored) return this.#reject(node, "unknown-alias", "an alias names no anchor before it");
    this.#size += anchored.size;
    this.#aliased += anchored.size;
    if (this.#aliased <= this.#limits.maxAliasedValues) return anchored.value;
    return this.#reject(node, "alias-limit", "its aliases stand for too many values");
  }

  #map(map: YAMLMap, depth: number): Value {
    const fields: Record<string, Value> = {};
    for (const pair of map.items) {
      const [keyNode, node] = [isNode(pair.key) ? pair.key : null, isNode(pair.value) ? pair.value : null];
      const key = this.#key(keyNode);
      if (key === null) continue;
      if (Object.hasOwn(fields, key)) this.#reject(keyNode, "duplicate-key", "a key stands twice in one mapping");
      put(fields, key, this.read(node, depth + 1));
    }
    return fields;
  }

  #key(node: Node | null): string | null {
    if (!isScalar(node) || node.tag) return this.#reject(node, "unsupported-key", "a key is not a text");
    const key = node.source ?? "";
    if (key !== "<<" || node.type !== Scalar.PLAIN) return key;
    return this.#reject(node, "merge-key", "a merge key `<<` stands in it, which GitHub does not read");
  }

  #reject(node: Node | null, code: string, message: string): null {
    const [start = 0, end = 0] = node?.range ?? [];
    if (this.problems.at(-1)?.code !== code) this.problems.push({ code, message, start, end });
    return null;
  }
}

const INTEGER = /^[-+]?(?:[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The core schema of YAML 1.2. */
function scalarOf(node: Scalar): Value {
  const text = node.source ?? "";
  if (node.type !== Scalar.PLAIN) return text;
  if (/^(?:null|~|)$/i.test(text)) return null;
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (INTEGER.test(text)) return integerOf(text);
  return FLOAT.test(text) ? new Double(Number(text)) : text;
}

function integerOf(text: string): Value {
  const magnitude = BigInt(text.replace(/^[-+]/, ""));
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : value;
}
