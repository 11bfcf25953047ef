import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from "yaml";
import type { FindRange } from "../../yaml/index.ts";
import { longForm } from "./short-tags.ts";

type Pairs = ReadonlyMap<string, Pair>;

interface Standing {
  readonly node: Node | null;
  /** Whether the step that a short tag stands for was taken. */
  readonly inTag: boolean;
  readonly range: readonly [number, number] | undefined;
}

/**
 * Creates what finds the stretch of text at a path of a template. Paths are those of the long form: `["Fn::Sub", 0]` goes into a `!Sub [...]`.
 * A field is placed from its key to the end of its value; what is not there, at the nearest thing around it that is.
 */
export function createYamlFinder(document: Document.Parsed): FindRange {
  const known = new WeakMap<YAMLMap, Pairs>();
  return (path) => {
    let at: Standing = { node: document.contents, inTag: false, range: rangeOf(document.contents) };
    for (const step of path) {
      const next = stepInto(at, step, { document, known });
      if (!next) break;
      at = next;
    }
    return at.range;
  };
}

interface Tree {
  readonly document: Document.Parsed;
  readonly known: WeakMap<YAMLMap, Pairs>;
}

function stepInto({ node, inTag, range }: Standing, step: string | number, tree: Tree): Standing | undefined {
  const target = isAlias(node) ? (node.resolve(tree.document) ?? null) : node;
  const tag = inTag || !target?.tag ? undefined : longForm(target.tag);
  if (tag !== undefined) return tag === step ? { node: target, inTag: true, range } : undefined;
  return enter(target, step, tree.known);
}

function enter(target: Node | null, step: string | number, known: Tree["known"]): Standing | undefined {
  if (isSeq(target) && typeof step === "number") {
    const item = nodeOrNull(target.items[step]);
    return item === null ? undefined : { node: item, inTag: false, range: rangeOf(item) };
  }
  const pair = isMap(target) ? pairsOf(target, known).get(String(step)) : undefined;
  return pair && { node: nodeOrNull(pair.value), inTag: false, range: pairRange(pair) };
}

function pairsOf(map: YAMLMap, known: WeakMap<YAMLMap, Pairs>): Pairs {
  let pairs = known.get(map);
  if (pairs === undefined) {
    pairs = new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[pair.key.source ?? "", pair] as const] : [])));
    known.set(map, pairs);
  }
  return pairs;
}

function pairRange({ key, value }: Pair): readonly [number, number] | undefined {
  const keyRange = rangeOf(nodeOrNull(key));
  return keyRange && [keyRange[0], rangeOf(nodeOrNull(value))?.[1] ?? keyRange[1]];
}

function nodeOrNull(node: unknown): Node | null {
  return isNode(node) ? node : null;
}

function rangeOf(node: Node | null): readonly [number, number] | undefined {
  return node?.range ? [node.range[0], node.range[1]] : undefined;
}
