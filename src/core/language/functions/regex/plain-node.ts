/**
 * A pattern of the subset that means the same to RE2 and to JavaScript: sets of characters, sequences, alternatives and repetitions. A set is a
 * bit mask over the ASCII characters, with bit 128 for all others.
 */
export type PlainNode =
  | { readonly kind: "set"; readonly set: bigint }
  | { readonly kind: "sequence"; readonly parts: readonly PlainNode[] }
  | { readonly kind: "choice"; readonly options: readonly PlainNode[] }
  | { readonly kind: "repeat"; readonly body: PlainNode; readonly min: number; readonly max: number };

/** A whole pattern with its anchors and the JavaScript source that means the same. */
export interface PlainPattern {
  readonly node: PlainNode;
  readonly isStartAnchored: boolean;
  readonly source: string;
}

const ALL: bigint = (1n << 129n) - 1n;

/** The set of one ASCII character. */
export function setOf(character: string): bigint {
  return 1n << BigInt(character.charCodeAt(0));
}

/** The set of all characters from one to another, both included. */
export function setOfRange(from: string, to: string): bigint {
  return (setOf(to) << 1n) - setOf(from);
}

/** The set of all other characters. */
export function complementOf(set: bigint): bigint {
  return ALL & ~set;
}

export const DIGITS: bigint = setOfRange("0", "9");
export const WORD: bigint = DIGITS | setOfRange("a", "z") | setOfRange("A", "Z") | setOf("_");
/** What a dot matches in RE2: everything but a newline. */
export const DOT: bigint = complementOf(setOf("\n"));

/** Whether the node matches the empty text. */
export function isNullable(node: PlainNode): boolean {
  switch (node.kind) {
    case "set":
      return false;
    case "sequence":
      return node.parts.every(isNullable);
    case "choice":
      return node.options.some(isNullable);
    default:
      return node.min === 0 || isNullable(node.body);
  }
}

/** The characters with which a match of the node can begin. */
export function firstOf(node: PlainNode): bigint {
  switch (node.kind) {
    case "set":
      return node.set;
    case "sequence":
      return firstOfSequence(node.parts);
    case "choice":
      return node.options.reduce((set, option) => set | firstOf(option), 0n);
    default:
      return firstOf(node.body);
  }
}

function firstOfSequence(parts: readonly PlainNode[]): bigint {
  let set = 0n;
  for (const part of parts) {
    set |= firstOf(part);
    if (!isNullable(part)) break;
  }
  return set;
}
