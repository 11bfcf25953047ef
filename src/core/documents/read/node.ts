import type { Double } from "#core/language";

/** How a scalar is written. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

/**
 * A document as a tree in which every part knows its place. Offsets are UTF-16 code units of the file. An alias is the very node that its
 * anchor names, so one node may stand at several places; a tree is never cyclic.
 */
export type DocumentNode = ScalarNode | ListNode | MapNode;

interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends Placed {
  readonly kind: "scalar";
  readonly value: ScalarValue;
  readonly style: ScalarStyle;
}

/** An int keeps one representation, as in `Value`: a safe integer is a `number`, any other a `bigint`. */
export type ScalarValue = null | boolean | number | bigint | Double | string;

interface ListNode extends Placed {
  readonly kind: "list";
  readonly items: readonly DocumentNode[];
}

/** Keys are strings, in the order written, each once. */
export interface MapNode extends Placed {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface MapEntry {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: DocumentNode;
}
