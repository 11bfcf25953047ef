import type { ComprehensionExpr, Expr } from "../../ast/expr.ts";
import { shapeOf, type ComprehensionShape } from "./comprehension-shape.ts";
import { newSlot, withLocal, type Locals, type Lowering } from "./lowering.ts";
import type { LoopKind, Node } from "./node.ts";
import { unroll } from "./unroll.ts";

/** Lowers a comprehension: to a binding, to a loop of a known kind, or to the letter. */
export function lowerComprehension(lowering: Lowering, expr: ComprehensionExpr, locals: Locals | undefined): Node {
  const shape = shapeOf(expr);
  if (shape === undefined) return lowerFold(lowering, expr, locals);
  if (shape.kind === "bind") return lowerBinding(lowering, expr, locals);
  return lowerLoop({ lowering, expr, locals }, shape);
}

function lowerBinding(lowering: Lowering, expr: ComprehensionExpr, locals: Locals | undefined): Node {
  const init = lowering.lower(expr.accuInit, locals);
  const slot = newSlot(lowering);
  const body = lowering.lower(expr.result, withLocal(locals, expr.accuVar, slot));
  return { op: "bind", id: expr.id, cost: 0, slot, init, body };
}

interface Place {
  readonly lowering: Lowering;
  readonly expr: ComprehensionExpr;
  readonly locals: Locals | undefined;
}

function lowerLoop(place: Place, shape: Exclude<ComprehensionShape, { kind: "bind" }>): Node {
  const { lowering, expr, locals } = place;
  const range = lowering.lower(expr.iterRange, locals);
  const variables = declare(place);
  const lowerInside = (part: Expr): Node => lowering.lower(part, variables.scope);
  const filter = shape.filter === undefined ? undefined : lowerInside(shape.filter);
  const { key, element } = variables;
  const parts = { range, key, element, filter, body: lowerInside(shape.body) };
  const node = { op: "loop", id: expr.id, kind: shape.kind, ...parts, ...COSTS[shape.kind] } as const;
  return lowering.optimise ? unroll(node) : node;
}

/**
 * The costs of the expansions in cel-go's model: every visit tests and reads the accumulator, every hit builds upon it, the test is made once more
 * before an element that is not visited, and the result is read once.
 */
const COSTS: Readonly<Record<LoopKind, { cost: number; iterationCost: number; hitCost: number; leaveCost: number }>> = {
  all: { cost: 1, iterationCost: 3, hitCost: 0, leaveCost: 2 },
  exists: { cost: 1, iterationCost: 4, hitCost: 0, leaveCost: 3 },
  existsOne: { cost: 2, iterationCost: 1, hitCost: 1, leaveCost: 0 },
  list: { cost: 11, iterationCost: 1, hitCost: 11, leaveCost: 0 },
  map: { cost: 31, iterationCost: 1, hitCost: 1, leaveCost: 0 },
  mapEntries: { cost: 31, iterationCost: 1, hitCost: 1, leaveCost: 0 },
};

interface Declared {
  readonly key: number;
  readonly element: number | undefined;
  readonly scope: Locals;
}

function declare({ lowering, expr, locals }: Place): Declared {
  const key = newSlot(lowering);
  const scope = withLocal(locals, expr.iterVar, key);
  if (expr.iterVar2 === "") return { key, element: undefined, scope };
  const element = newSlot(lowering);
  return { key, element, scope: withLocal(scope, expr.iterVar2, element) };
}

function lowerFold(lowering: Lowering, expr: ComprehensionExpr, locals: Locals | undefined): Node {
  const range = lowering.lower(expr.iterRange, locals);
  const init = lowering.lower(expr.accuInit, locals);
  const accumulator = newSlot(lowering);
  const outer = withLocal(locals, expr.accuVar, accumulator);
  const { key, element, scope } = declare({ lowering, expr, locals: outer });
  const condition = lowering.lower(expr.loopCondition, scope);
  const step = lowering.lower(expr.loopStep, scope);
  const result = lowering.lower(expr.result, outer);
  return { op: "fold", id: expr.id, cost: 0, range, key, element, accumulator, init, condition, step, result };
}
