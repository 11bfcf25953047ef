import type { LineIndex } from "#core/diagnostics";
import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap } from "yaml";
import type { DocumentLimits } from "./limits.ts";
import type { DocumentNode, MapEntry, MapNode, ScalarNode, ScalarStyle, ScalarValue } from "./node.ts";
import { resolvePlainScalar } from "./plain-scalar.ts";
import type { ReadProblem } from "./problem.ts";

/** What a conversion needs beside the tree; `problems` is added to. */
export interface Conversion {
  readonly limits: DocumentLimits;
  readonly text: string;
  readonly lines: LineIndex;
  readonly problems: ReadProblem[];
}

/**
 * Turns a tree of the `yaml` library into a `DocumentNode`. Answers null for one that must not be used; `problems` then says why. Aliases share
 * the node they name and count as what they stand for, so a document that would blow up is refused without being expanded.
 */
export function convertNode(root: Node, conversion: Conversion): DocumentNode | null {
  const before = conversion.problems.length;
  const node = new Converter(conversion).convert(root, [0, 0]);
  return conversion.problems.length === before ? node : null;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

type Range = readonly [start: number, end: number];

class Converter {
  readonly #conversion: Conversion;
  /** What each anchor names, once it is complete, and how many nodes that is with its aliases expanded. */
  readonly #anchors: Map<string, { readonly node: DocumentNode; readonly size: number }>;
  #size: number;

  constructor(conversion: Conversion) {
    this.#conversion = conversion;
    this.#anchors = new Map();
    this.#size = 0;
  }

  /** `fallback` is the place of a node that is not in the text, such as the value of a key without one. */
  convert(node: Node | null, fallback: Range): DocumentNode {
    const range = rangeOf(node, fallback);
    if (isAlias(node)) return this.#alias(node, range);
    const before = this.#size;
    this.#grow(1, range);
    const converted = this.#build(node, range);
    const anchor = node === null ? undefined : (node as { anchor?: string }).anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, { node: converted, size: this.#size - before });
    return converted;
  }

  #build(node: Node | null, range: Range): DocumentNode {
    if (isMap<Node | null, Node | null>(node)) return this.#map(node, range);
    if (!isSeq<Node | null>(node)) return this.#scalar(isScalar(node) ? node : null, range);
    const items = node.items.map((item) => this.convert(item, [range[1], range[1]]));
    return { kind: "list", items, start: range[0], end: endOf(node, node.items.at(-1), items.at(-1), range) };
  }

  #alias(alias: Alias, range: Range): DocumentNode {
    const target = this.#anchors.get(alias.source);
    if (target === undefined) {
      this.#report(
        "yaml-alias",
        range,
        `Alias \`*${alias.source}\` has no complete anchor \`&${alias.source}\` before it`,
        "Put it in quotes if it is text",
      );
      return { kind: "scalar", value: null, style: "plain", start: range[0], end: range[1] };
    }
    this.#grow(target.size, range);
    return target.node;
  }

  #map(map: YAMLMap<Node | null, Node | null>, range: Range): MapNode {
    const entries = new Map<string, MapEntry>();
    let value: DocumentNode | undefined;
    for (const pair of map.items) {
      const place = rangeOf(pair.key, range);
      const key = this.#key(pair.key, place);
      value = this.convert(pair.value, [place[1], place[1]]);
      const earlier = key === null ? undefined : entries.get(key);
      if (earlier !== undefined) this.#duplicate(String(key), place, earlier);
      else if (key !== null) entries.set(key, { keyStart: place[0], keyEnd: place[1], value });
    }
    const last = map.items.at(-1);
    return { kind: "map", entries, start: range[0], end: endOf(map, last?.value, value, range) };
  }

  #key(key: Node | null, place: Range): string | null {
    const scalar = isScalar(key) ? this.#scalar(key, place) : null;
    if (scalar === null || typeof scalar.value !== "string") {
      this.#report("yaml-key", place, "A key is not text", "Put the key in quotes");
      return null;
    }
    if (scalar.value === "<<" && scalar.style === "plain") {
      this.#report(
        "yaml-merge-key",
        place,
        "Merge key `<<` is not allowed, because YAML 1.2 has none",
        "Write the keys out",
      );
    }
    return scalar.value;
  }

  #scalar(scalar: Scalar | null, range: Range): ScalarNode {
    const style = STYLES[scalar?.type ?? "PLAIN"] ?? "plain";
    const value = style === "plain" ? this.#plain(scalar?.source ?? "", range) : String(scalar?.value);
    const isBlock = style === "literal" || style === "folded";
    const end = isBlock ? range[0] + this.#conversion.text.slice(...range).trimEnd().length : range[1];
    return { kind: "scalar", value, style, start: range[0], end };
  }

  #plain(text: string, range: Range): ScalarValue {
    const value = resolvePlainScalar(text);
    if (value !== undefined) return value;
    const message = `Number \`${text.slice(0, 40)}\` does not fit in 64 bits`;
    this.#report("yaml-number-range", range, message, "Put it in quotes if it is an identifier");
    return null;
  }

  #grow(by: number, range: Range): void {
    const { maxNodes } = this.#conversion.limits;
    const before = this.#size;
    this.#size += by;
    if (before > maxNodes || this.#size <= maxNodes) return;
    const message = `The document has more than ${maxNodes} values, with every alias counted as what it stands for`;
    this.#report("yaml-too-large", range, message, "Split the document");
  }

  #duplicate(key: string, place: Range, earlier: MapEntry): void {
    const { line } = this.#conversion.lines.position(earlier.keyStart);
    const message = `Key \`${key}\` stands twice in one map, first on line ${line}`;
    this.#report("yaml-duplicate-key", place, message, "Remove one of the two");
  }

  #report(code: string, [start, end]: Range, message: string, hint?: string): void {
    this.#conversion.problems.push({ code, message, start, end, ...(hint === undefined ? {} : { hint }) });
  }
}

function rangeOf(node: Node | null, fallback: Range): Range {
  const range = node?.range;
  return range === null || range === undefined ? fallback : [range[0], range[1]];
}

/** A collection in brackets ends with its bracket, one by indentation with its last value. */
function endOf(
  collection: { flow?: boolean },
  written: Node | null | undefined,
  last: DocumentNode | undefined,
  range: Range,
): number {
  if (collection.flow === true || last === undefined) return range[1];
  return isAlias(written) ? rangeOf(written, range)[1] : last.end;
}
