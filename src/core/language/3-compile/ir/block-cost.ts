import type { Node } from "./node.ts";
import { certainPartsOf } from "./operands.ts";

/**
 * What the evaluation of a node costs before its first branch: its own cost and that of every part that is evaluated whenever it is. The parts
 * that may be skipped (later terms, branches, loop bodies) are blocks of their own, charged when they are entered.
 */
export function blockCost(node: Node): number {
  return certainPartsOf(node).reduce((cost, part) => cost + blockCost(part), node.cost);
}
