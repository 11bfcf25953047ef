import { isMap, isScalar, isSeq, Scalar, type Node, type YAMLMap } from "yaml";
import { Double, type Value } from "#core/language";
import { put } from "../json/index.ts";
import { isMergeKey, nodeOrNull, TreeReader, type DocumentLimits, type DocumentProblem } from "../yaml/index.ts";

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
  const reader = new WorkflowReader(limits);
  return { value: reader.read(node), problems: reader.problems };
}

class WorkflowReader extends TreeReader {
  protected override content(node: Node, depth: number): Value {
    if (node.tag) return this.reject(node, "unsupported-tag", "a value has a tag, which workflows do not have");
    if (isScalar(node)) return scalarOf(node);
    if (isMap(node)) return this.#map(node, depth);
    return isSeq(node) ? node.items.map((item) => this.read(nodeOrNull(item), depth + 1)) : null;
  }

  #map(map: YAMLMap, depth: number): Value {
    const fields: Record<string, Value> = {};
    for (const pair of map.items) {
      const [keyNode, node] = [nodeOrNull(pair.key), nodeOrNull(pair.value)];
      const key = this.#key(keyNode);
      if (key === null) continue;
      if (Object.hasOwn(fields, key)) this.reject(keyNode, "duplicate-key", "a key stands twice in one mapping");
      put(fields, key, this.read(node, depth + 1));
    }
    return fields;
  }

  #key(node: Node | null): string | null {
    if (!isScalar(node) || node.tag) return this.reject(node, "unsupported-key", "a key is not a text");
    if (!isMergeKey(node)) return node.source ?? "";
    return this.reject(node, "merge-key", "a merge key `<<` stands in it, which GitHub does not read");
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
