import type { Value } from "../../values/index.ts";
import { fold, isConstant } from "./fold.ts";
import type { JunctionNode, LoopNode, Node } from "./node.ts";
import { partsOf } from "./operands.ts";
import { mapParts } from "./rewrite.ts";

/** The most nodes that an unrolled loop may have. */
const UNROLL_LIMIT = 200;

/**
 * Turns `all` and `exists` over a constant list into a chain of `&&` or `||`, which absorbs errors and unknowns in the same way. The chain
 * costs what the loop costs.
 */
export function unroll(loop: LoopNode): Node {
  const { range, kind, body } = loop;
  if (kind !== "all" && kind !== "exists") return loop;
  if (!isConstant(range) || !isList(range.value) || range.value.length === 0) return loop;
  if (range.value.length * sizeOf(body) > UNROLL_LIMIT) return loop;
  const count = range.value.length;
  const terms = range.value.map((element, at) => termOf(loop, { at, count }, element));
  const op: JunctionNode["op"] = kind === "all" ? "and" : "or";
  return { op, id: loop.id, cost: loop.cost + range.cost + loop.leaveCost, terms };
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function sizeOf(node: Node): number {
  return partsOf(node).reduce((size, part) => size + sizeOf(part), 1);
}

/** Which of how many elements a term stands for. */
interface Position {
  readonly at: number;
  readonly count: number;
}

function termOf(loop: LoopNode, { at, count }: Position, element: Value): Node {
  const key: Value = loop.element === undefined ? element : at;
  const constants = new Map([
    [loop.key, key],
    [loop.element ?? loop.key, element],
  ]);
  const term = substitute(loop.body, constants);
  const isLast = at + 1 === count;
  return { ...term, cost: term.cost + loop.iterationCost - (isLast ? loop.leaveCost : 0) };
}

/** Puts constants in the place of local variables, and folds what has become constant. */
function substitute(node: Node, constants: ReadonlyMap<number, Value>): Node {
  if (node.op !== "local") return fold(mapParts(node, (part) => substitute(part, constants)));
  const value = constants.get(node.slot);
  return value === undefined ? node : { op: "constant", id: node.id, cost: node.cost, value };
}
