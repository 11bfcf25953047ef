import type { CheckedExpression } from "../../2-check/checked.ts";
import type { Value } from "../../values/index.ts";
import { tracedClosureOf } from "../closures/closure.ts";
import type { Trace } from "../closures/frame.ts";
import { EXPRESSION_COST_LIMIT, type Explanation, type Meter, type Scope } from "../compiled.ts";
import { blockCost } from "../ir/block-cost.ts";
import { lowerExpression } from "../ir/lower.ts";
import { charge, failureOf, settle } from "../runtime/meter.ts";
import { describeExpression } from "./describe.ts";

/**
 * Evaluates once more, slowly, and keeps the value of every sub-expression as it was written: a macro shows as its call, with one entry for each
 * element that it visited (the first 1000 of them). What was never evaluated has no value.
 *
 * Total, and within the budget of one expression: past it, the whole has the value `cost-exceeded` and the parts show how far it came.
 */
export function explainExpression(checked: CheckedExpression, scope: Scope): Explanation {
  const trace: Trace = { values: new Map(), visits: new Map() };
  const value = evaluateInto(trace, checked, scope);
  trace.values.set(checked.parsed.expr.id, value);
  return describeExpression(checked, trace);
}

function evaluateInto(trace: Trace, checked: CheckedExpression, scope: Scope): Value {
  const meter: Meter = { spent: 0, limit: EXPRESSION_COST_LIMIT };
  try {
    const { root } = lowerExpression(checked, false);
    charge(meter, blockCost(root));
    return settle(meter, tracedClosureOf(root)({ scope, meter, locals: [], trace }));
  } catch (cause) {
    return failureOf(cause);
  }
}
