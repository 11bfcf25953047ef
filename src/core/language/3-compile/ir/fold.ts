import { closureOf } from "../closures/closure.ts";
import { failureOf } from "../runtime/meter.ts";
import { isBad } from "../runtime/bad.ts";
import type { Value } from "../../values/index.ts";
import type { Meter } from "../compiled.ts";
import { blockCost } from "./block-cost.ts";
import { operandsOf } from "./operands.ts";
import type { ConstantNode, Node } from "./node.ts";

/** The most that folding one node may cost; beyond, the work is left to the evaluation, which has a budget. */
const FOLD_LIMIT = 1_000;

const FOLDABLE: ReadonlySet<Node["op"]> = new Set([
  "field",
  "has",
  "optionalField",
  "index",
  "optionalIndex",
  "not",
  "equal",
  "different",
  "order",
  "in",
  "call",
  "list",
  "map",
]);

/**
 * Replaces an operation on constants by its answer. An operation that errs is kept, so that the error arises where it was written; the constant
 * costs what the operation costs.
 */
export function fold(node: Node): Node {
  const operands = operandsOf(node);
  if (!FOLDABLE.has(node.op) || !operands.every((operand) => operand.op === "constant")) return node;
  const meter: Meter = { spent: blockCost(node), limit: FOLD_LIMIT };
  const value = answerOf(node, meter);
  return isBad(value) ? node : { op: "constant", id: node.id, cost: meter.spent, value };
}

function answerOf(node: Node, meter: Meter): Value {
  try {
    return closureOf(node)({ scope: {}, meter, locals: [] });
  } catch (cause) {
    return failureOf(cause);
  }
}

/** Tells a constant. */
export function isConstant(node: Node): node is ConstantNode {
  return node.op === "constant";
}
