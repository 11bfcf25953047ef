import { compileProgram, decide } from "#core/decide";
import {
  compileExpression,
  EXPRESSION_COST_LIMIT,
  Timestamp,
  type Backend,
  type CheckedExpression,
  type Scope,
} from "#core/language";
import { proposalOf, type Question, type Shape } from "../policies/shape.ts";
import { bundleOf, documentsOf } from "./documents.ts";
import { prepared, type Engine } from "./engine.ts";

/** The middle of 2026. */
export const NOW: Timestamp = new Timestamp(1_782_864_000, 0);

/** The expression of a policy alone, as one of the two back ends runs it, the cost counter included. */
export function writExpression(backend: Backend): Engine {
  return {
    name: `Writ, expression, ${backend}`,
    prepare(shape) {
      const compiled = compileExpression(checkedExpression(shape), { backend });
      const meter = { spent: 0, limit: EXPRESSION_COST_LIMIT };
      return prepared(shape.questions.map(scopeOf), (scope) => {
        meter.spent = 0;
        return compiled.evaluate(scope, meter) === true;
      });
    },
  };
}

function checkedExpression(shape: Shape): CheckedExpression {
  const checked = bundleOf(documentsOf(shape)).policies[0]?.validations[0]?.checked;
  if (checked === undefined) throw new Error(`The policy of ${shape.name} has no validation`);
  return checked;
}

/** The variables in the shape that `decide()` gives them. */
function scopeOf({ principal, context, resource }: Question): Scope {
  return {
    resource: { ...resource, links: [], source: null },
    before: null,
    verb: "create",
    changed: true,
    traits: [],
    principal: { ...principal },
    context: { point: context.point, environment: context.environment, attributes: context.attributes },
    now: NOW,
    params: {},
    variables: {},
  };
}

/** A whole decision: the index of policies, one policy, the combination and the decision object. */
export const writDecide: Engine = {
  name: "Writ, decide()",
  prepare(shape) {
    const program = compileProgram(bundleOf(documentsOf(shape)));
    return prepared(shape.questions.map(proposalOf), (proposal) => decide(program, proposal, NOW).effect === "allow");
  },
};
