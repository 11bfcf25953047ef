import { isAlias, isMap, isScalar, isSeq, Scalar, type Node, type YAMLMap } from "yaml";
import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../json/members.ts";
import type { Fields } from "./object.ts";
import { isRefused, resolvePlain, throughJson } from "./plain-scalar.ts";
import type { DocumentLimits, DocumentProblem } from "./problem.ts";
import { isMergeKey, nodeOrNull, rangeOf, TreeReader } from "./tree-reader.ts";

/** Turns the nodes of one document into values; what cannot be one is listed in `problems`. */
export interface NodeReader {
  read(node: Node | null): Value;
  readonly problems: readonly DocumentProblem[];
}

/** Makes a reader for one document: anchors and the count of aliased values live in it. */
export function createNodeReader(limits: DocumentLimits): NodeReader {
  const reader = new Reader(limits);
  return { read: (node) => reader.read(node), problems: reader.problems };
}

class Reader extends TreeReader {
  protected override content(node: Node, depth: number): Value {
    if (isScalar(node)) return this.#scalar(node);
    if (node.tag && !/^(?:tag:yaml\.org,2002:(?:map|seq)|!)$/.test(node.tag)) return this.#unsupportedTag(node);
    if (isMap(node)) return this.#map(node, depth);
    if (isSeq(node)) return node.items.map((item) => this.read(nodeOrNull(item), depth + 1));
    return this.reject(node, "yaml-syntax", "it is not valid YAML");
  }

  #scalar(node: Scalar): Value {
    const text = node.source ?? "";
    switch (node.tag) {
      case undefined:
        return node.type === Scalar.PLAIN || node.type === undefined ? this.#plain(node, text) : text;
      case "tag:yaml.org,2002:str":
      case "!":
        return text;
      case "tag:yaml.org,2002:int":
      case "tag:yaml.org,2002:bool":
      case "tag:yaml.org,2002:null":
      case "tag:yaml.org,2002:float":
        return this.#tagged(node, node.tag, text);
      default:
        return this.#unsupportedTag(node);
    }
  }

  #plain(node: Node, text: string): Value {
    const value = resolvePlain(text);
    if (!isRefused(value)) return value;
    return this.reject(node, "unsupported-number", "a number is infinite or not a number, which Kubernetes refuses");
  }

  #tagged(node: Node, tag: string, text: string): Value {
    const value = this.#plain(node, text);
    const fits = TAG_TEST[tag]?.(value) ?? false;
    if (!fits) return this.reject(node, "unsupported-tag", "a value does not fit its own tag");
    return typeof value === "number" ? throughJson(value) : value;
  }

  #unsupportedTag(node: Node): Value {
    return this.reject(node, "unsupported-tag", "a value has a tag that Kubernetes does not read");
  }

  #map(map: YAMLMap, depth: number): Value {
    const fields: Fields = {};
    const places = new Map<string, Node | null>();
    const merged = new Set<string>();
    let mergeKey: Node | null = null;
    for (const pair of map.items) {
      const [keyNode, node] = [nodeOrNull(pair.key), nodeOrNull(pair.value)];
      if (isMergeKey(keyNode)) {
        if (mergeKey) this.#duplicate("<<", mergeKey, keyNode);
        mergeKey = keyNode;
        this.#merge(fields, { places, merged }, { node, depth });
        continue;
      }
      const key = this.#key(keyNode);
      const first = places.get(key);
      if (first !== undefined) this.#duplicate(key, first, keyNode);
      places.set(key, keyNode);
      put(fields, key, this.read(node, depth + 1));
    }
    return fields;
  }

  /** Kubernetes' reader lets a merge replace the fields written before it, other readers do not; so that is refused. */
  #merge(
    fields: Fields,
    seen: { readonly places: ReadonlyMap<string, Node | null>; readonly merged: Set<string> },
    from: { readonly node: Node | null; readonly depth: number },
  ): void {
    const value = this.read(from.node, from.depth + 1);
    for (const source of isList(value) ? value : [value]) {
      if (!isObject(source)) {
        this.reject(from.node, "invalid-merge", "a merge key `<<` stands for something other than a mapping");
        continue;
      }
      for (const [key, inherited] of Object.entries(source)) {
        if (seen.places.has(key)) {
          const message = `\`${key}\` is both written before a merge key \`<<\` and merged by it, and readers disagree which one holds`;
          this.reject(from.node, "ambiguous-merge", message, "Put the merge key first");
        } else if (!seen.merged.has(key)) put(fields, key, inherited);
        seen.merged.add(key);
      }
    }
  }

  #key(node: Node | null): string {
    const value = isScalar(node) ? this.#scalar(node) : isAlias(node) ? this.alias(node, node.source) : null;
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
    this.reject(node, "unsupported-key", "a key is not a text, a number or a boolean");
    return "";
  }

  #duplicate(key: string, first: Node | null, second: Node | null): void {
    const message = `the key \`${key}\` stands twice in one mapping`;
    this.problems.push(
      { code: "duplicate-key", message: `${message}, here first`, ...rangeOf(first) },
      { code: "duplicate-key", message: `${message}, here again`, ...rangeOf(second) },
    );
  }
}

const TAG_TEST: Readonly<Record<string, (value: Value) => boolean>> = {
  "tag:yaml.org,2002:int": (value) => typeof value === "number" || typeof value === "bigint",
  "tag:yaml.org,2002:float": (value) => typeof value === "number" || typeof value === "bigint",
  "tag:yaml.org,2002:bool": (value) => typeof value === "boolean",
  "tag:yaml.org,2002:null": (value) => value === null,
};
