import { compileGroup, type CheckedExpression, type CompiledGroup, type ValueObject } from "#core/language";
import { applicabilityOf } from "../judge/outcome-of.ts";
import type { Frame } from "../judge/frame.ts";
import { bindPolicy, type PolicyNames } from "./bind-policy.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import type { LoadedPolicy, Slot } from "./loaded-policy.ts";
import { createVariables, type VariableField } from "./variables.ts";

/** One policy of a batch, and between which positions of `frame.out` the values of its match conditions and validations are. */
export interface Member {
  readonly conditionsFrom: number;
  readonly conditionsTo: number;
  readonly validationsFrom: number;
  readonly validationsTo: number;
  readonly policy: LoadedPolicy;
  readonly slots: readonly Slot[];
}

/**
 * Policies that are evaluated by one compiled function: several whose validations may as well be evaluated where their match conditions are
 * false, or a single one.
 *
 * A batch has the budget of one expression for everything. Where that is enough no budget of Kubernetes can have been exceeded, and where it is
 * not, nothing is known and each policy must be judged on its own.
 */
export class Batch {
  readonly members: readonly Member[];
  /** How many values an evaluation writes to `frame.out`. */
  readonly size: number;
  /** False when the policies apply only perhaps, because the environment of the resource is uncertain. */
  readonly isCertain: boolean;
  readonly #context: EvaluationContext;
  #compiled: CompiledBatch | undefined;

  constructor(policies: readonly LoadedPolicy[], isCertain: boolean, context: EvaluationContext) {
    this.members = layOut(policies);
    this.size = sum(policies.map(({ checked }) => checked.matchConditions.length + checked.validations.length));
    this.isCertain = isCertain;
    this.#context = context;
  }

  /** Writes the values of all conditions and validations to `frame.out`. False when the budget of a batch was not enough. */
  evaluate(frame: Frame): boolean {
    const { whole, conditions, variables } = (this.#compiled ??= compileBatch(this.members, this.#context));
    frame.begin(variables);
    if (conditions !== null && this.#isRuledOut(conditions, frame)) return frame.isWithinOneExpression();
    whole.evaluate(frame.scope, frame.meter, frame.out);
    return frame.isWithinOneExpression();
  }

  #isRuledOut(conditions: CompiledGroup, frame: Frame): boolean {
    conditions.evaluate(frame.scope, frame.meter, frame.out);
    const [member] = this.members;
    return member !== undefined && applicabilityOf(frame.out, 0, member.conditionsTo) === "rules-out";
  }
}

interface CompiledBatch {
  /** All conditions, then all validations. */
  readonly whole: CompiledGroup;
  /** The conditions alone, to be asked first when there is a single policy with any. */
  readonly conditions: CompiledGroup | null;
  readonly variables: ValueObject;
}

function layOut(policies: readonly LoadedPolicy[]): readonly Member[] {
  let conditionsFrom = 0;
  let validationsFrom = sum(policies.map(({ checked }) => checked.matchConditions.length));
  return policies.map((policy) => {
    const slots = policy.checked.validations.map((validation, index) => ({ index, policy, validation }));
    const conditionsTo = conditionsFrom + policy.checked.matchConditions.length;
    const validationsTo = validationsFrom + slots.length;
    const member = { conditionsFrom, conditionsTo, validationsFrom, validationsTo, policy, slots };
    conditionsFrom = conditionsTo;
    validationsFrom = validationsTo;
    return member;
  });
}

function compileBatch(members: readonly Member[], { frame, options }: EvaluationContext): CompiledBatch {
  const conditions: CheckedExpression[] = [];
  const validations: CheckedExpression[] = [];
  const fields: VariableField[] = [];
  for (const [position, { policy }] of members.entries()) {
    const { checked } = policy;
    const names: PolicyNames = {
      parameters: checked.parameters,
      fieldOf: (variable) => (members.length === 1 ? variable : `${position}.${variable}`),
    };
    const bind = (expression: CheckedExpression): CheckedExpression => bindPolicy(expression, names);
    conditions.push(...checked.matchConditions.map((condition) => bind(condition.checked)));
    validations.push(...checked.validations.map((validation) => bind(validation.checked)));
    fields.push(
      ...checked.variables.map(({ name, checked }) => ({ field: names.fieldOf(name), checked: bind(checked) })),
    );
  }
  const isAskedFirst = members.length === 1 && conditions.length > 0;
  return {
    // Of several policies, one with an error is judged on its own.
    whole: compileGroup([...conditions, ...validations], { ...options, placesErrors: members.length === 1 }),
    conditions: isAskedFirst ? compileGroup(conditions, options) : null,
    variables: createVariables(fields, frame, options),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
