import { InvariantError } from "#core/diagnostics";
import type { CheckedExpression, Explanation, Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import { openProgram, type Program } from "../program/program.ts";
import { askAgain } from "./ask-again.ts";
import { Inquiry } from "./inquiry.ts";

/** One named expression of a policy with the value of its every part. */
export interface NamedExplanation {
  readonly name: string;
  readonly explanation: Explanation;
}

/** Everything that a policy evaluates on one effect. */
export interface PolicyExplanation {
  readonly matchConditions: readonly NamedExplanation[];
  readonly variables: readonly NamedExplanation[];
  readonly validations: readonly NamedExplanation[];
}

/** Which policy is asked about which effect, by its name and by the position in `proposal.effects`. */
export interface PolicyQuestion {
  readonly policy: string;
  readonly effect: number;
}

/** Evaluates a policy on one effect with every value kept, whether or not it applies. Throws `InvariantError` for a policy that is not loaded. */
export function explainPolicy(
  program: Program,
  proposal: Proposal,
  question: PolicyQuestion,
  now: Timestamp,
): PolicyExplanation {
  const opened = openProgram(program);
  const policy = opened.policies.get(question.policy);
  const effect = proposal.effects[question.effect];
  if (policy === undefined || effect === undefined) {
    throw new InvariantError(
      "foreign-question",
      `No policy \`${question.policy}\` or no effect ${question.effect} to explain`,
    );
  }
  return askAgain(opened, proposal, { effect, now }, () => {
    const inquiry = new Inquiry(opened, policy);
    const explain = (name: string, checked: CheckedExpression): NamedExplanation => ({
      name,
      explanation: inquiry.explain(checked).explained.root,
    });
    return {
      matchConditions: policy.checked.matchConditions.map(({ name, checked }) => explain(name, checked)),
      variables: policy.checked.variables.map(({ name, checked }) => explain(name, checked)),
      validations: policy.checked.validations.map(({ id, checked }) => explain(id, checked)),
    };
  });
}
