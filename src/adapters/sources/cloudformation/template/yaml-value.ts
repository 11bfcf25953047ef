import { isMap, isScalar, isSeq, Scalar, type Node, type YAMLMap } from "yaml";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../../json/index.ts";
import {
  isMergeKey,
  isRefused,
  nodeOrNull,
  resolvePlain,
  TreeReader,
  type DocumentLimits,
  type DocumentProblem,
  type Fields,
} from "../../yaml/index.ts";
import { longForm } from "./short-tags.ts";

/** The value of a tree, or what is wrong with it. */
export interface TreeValue {
  readonly value: Value;
  readonly problems: readonly DocumentProblem[];
}

/**
 * Turns the tree of a YAML template into the value that it would have as JSON: short tags become their long forms, as in `{"Fn::Sub": ...}`.
 *
 * Scalars mean what they do in YAML 1.1, but digits with a leading zero stay text, because they are account numbers and not octal, and so do
 * single letters.
 */
export function readTemplateTree(root: Node | null, limits: DocumentLimits): TreeValue {
  const reader = new TemplateReader(limits);
  const value = reader.read(root);
  return { value, problems: reader.problems };
}

/** Digits with a leading zero, and single letters such as the `N` of a key's type. */
const PLAIN_TEXT = /^(?:[-+]?0[0-9_].*|[A-Za-z])$/;
const PLAIN_TAGS: ReadonlySet<string> = new Set([
  "!",
  ...["map", "seq", "str", "int", "bool", "float", "null"].map((name) => `tag:yaml.org,2002:${name}`),
]);

class TemplateReader extends TreeReader {
  protected override content(node: Node, depth: number): Value {
    const { tag } = node;
    if (!tag || PLAIN_TAGS.has(tag)) return this.#untagged(node, depth);
    const name = longForm(tag);
    if (name === undefined)
      return this.reject(node, "unsupported-tag", "a value has a tag that CloudFormation does not know");
    return { [name]: isScalar(node) ? (node.source ?? "") : this.#untagged(node, depth + 1) };
  }

  #untagged(node: Node, depth: number): Value {
    if (isScalar(node)) return this.#scalar(node);
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) return node.items.map((item) => this.read(nodeOrNull(item), depth + 1));
    return this.reject(node, "yaml-syntax", "it is not valid YAML");
  }

  #scalar(node: Scalar): Value {
    const text = node.source ?? "";
    const isText = node.tag === "!" || node.tag === "tag:yaml.org,2002:str";
    if (isText || (node.type !== Scalar.PLAIN && node.type !== undefined) || PLAIN_TEXT.test(text)) return text;
    const value = resolvePlain(text);
    return isRefused(value) ? text : value;
  }

  /** What is written in a mapping holds against what a merge key brings into it. */
  #map(map: YAMLMap, depth: number): Value {
    const written = new Map<string, Value>();
    const merged = new Map<string, Value>();
    for (const pair of map.items) {
      const [keyNode, node] = [nodeOrNull(pair.key), nodeOrNull(pair.value)];
      if (isMergeKey(keyNode)) {
        this.#merge(merged, node, depth);
        continue;
      }
      const key = this.#key(keyNode);
      if (written.has(key)) this.reject(keyNode, "duplicate-key", `the key \`${key}\` stands twice in one mapping`);
      written.set(key, this.read(node, depth + 1));
    }
    const fields: Fields = {};
    for (const [key, value] of merged) if (!written.has(key)) put(fields, key, value);
    for (const [key, value] of written) put(fields, key, value);
    return fields;
  }

  #merge(merged: Map<string, Value>, node: Node | null, depth: number): void {
    const value = this.read(node, depth + 1);
    for (const source of isList(value) ? value : [value]) {
      if (isObject(source)) inherit(merged, source);
      else this.reject(node, "invalid-merge", "a merge key `<<` stands for something other than a mapping");
    }
  }

  #key(node: Node | null): string {
    if (isScalar(node)) return node.source ?? "";
    this.reject(node, "unsupported-key", "a key is not a text");
    return "";
  }
}

function inherit(merged: Map<string, Value>, source: ValueObject): void {
  for (const [key, inherited] of Object.entries(source)) if (!merged.has(key)) merged.set(key, inherited);
}
