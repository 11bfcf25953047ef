import { firstOf, isNullable, type PlainNode, type PlainPattern } from "./plain-node.ts";

/** The longest pattern, with its counted repetitions written out. */
const MAX_EXPANSION = 1000;
/** How many ways of matching, times their length, a search may try at each position. */
const MAX_WORK = 1000;

/**
 * Whether a backtracking matcher needs only linear time for the pattern, whatever the text.
 *
 * INVARIANT (linear patterns): either the number of ways to match is small and fixed and so is their length, at every position where a search can
 * start; or the search starts at one position only and the next character always decides which way to go.
 */
export function isLinear({ node, isStartAnchored }: PlainPattern): boolean {
  const expansion = expansionOf(node);
  if (expansion > MAX_EXPANSION) return false;
  return pathsOf(node) * expansion <= MAX_WORK || (isStartAnchored && isDeterministic(node, 0n));
}

/** The number of sets with all counted repetitions written out; an unbounded one counts its least number and one. */
function expansionOf(node: PlainNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.parts.reduce((sum, part) => sum + expansionOf(part), 0);
    case "choice":
      return node.options.reduce((sum, option) => sum + expansionOf(option), 0);
    default:
      return expansionOf(node.body) * (Number.isFinite(node.max) ? Math.max(1, node.max) : node.min + 1);
  }
}

/** The number of ways through the node, infinite when a repetition is unbounded. */
function pathsOf(node: PlainNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.parts.reduce((product, part) => product * pathsOf(part), 1);
    case "choice":
      return node.options.reduce((sum, option) => sum + pathsOf(option), 0);
    default:
      return repeatPaths(pathsOf(node.body), node.min, node.max);
  }
}

function repeatPaths(paths: number, min: number, max: number): number {
  if (!Number.isFinite(max)) return max;
  let sum = 0;
  for (let times = min; times <= max && sum <= MAX_WORK; times++) sum += paths ** times;
  return sum;
}

/** Whether the next character always decides, given the characters that can follow the node. */
function isDeterministic(node: PlainNode, follow: bigint): boolean {
  switch (node.kind) {
    case "set":
      return true;
    case "sequence":
      return isDeterministicSequence(node.parts, follow);
    case "choice":
      return isDeterministicChoice(node.options, follow);
    default:
      return isDeterministicRepeat(node, follow);
  }
}

function isDeterministicSequence(parts: readonly PlainNode[], follow: bigint): boolean {
  let next = follow;
  for (const part of parts.toReversed()) {
    if (!isDeterministic(part, next)) return false;
    next = firstOf(part) | (isNullable(part) ? next : 0n);
  }
  return true;
}

function isDeterministicChoice(options: readonly PlainNode[], follow: bigint): boolean {
  let seen = options.some(isNullable) ? follow : 0n;
  let empty = 0;
  for (const option of options) {
    const first = firstOf(option);
    if ((seen & first) !== 0n || !isDeterministic(option, follow)) return false;
    if (isNullable(option)) empty++;
    seen |= first;
  }
  return empty <= 1;
}

function isDeterministicRepeat({ body, min, max }: Extract<PlainNode, { kind: "repeat" }>, follow: bigint): boolean {
  const first = firstOf(body);
  const isFixed = min === max;
  if (isNullable(body) || (!isFixed && (first & follow) !== 0n)) return false;
  return isDeterministic(body, max > 1 ? first | follow : follow);
}
