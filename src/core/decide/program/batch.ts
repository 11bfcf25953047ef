import { CelError, compileGroup, type CheckedExpression, type CompiledGroup, type ValueObject } from "#core/language";
import { applicabilityOf, type Applicability } from "../judge/outcome-of.ts";
import type { Frame } from "../judge/frame.ts";
import { bindPolicy, type PolicyNames } from "./bind-policy.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import type { LoadedPolicy, Slot } from "./loaded-policy.ts";
import { createVariables, type VariableField } from "./variables.ts";

/**
 * Policies that are evaluated by one compiled function: many without match conditions, or a single one with them.
 *
 * A batch has the budget of one expression for everything. Where that is enough no budget of Kubernetes can have been exceeded, and where it is
 * not, nothing is known and each policy must be judged on its own.
 */
export class Batch {
  readonly policies: readonly LoadedPolicy[];
  readonly slots: readonly Slot[];
  /** False when the policies apply only perhaps, because the environment of the resource is uncertain. */
  readonly isCertain: boolean;
  readonly #context: EvaluationContext;
  #compiled: CompiledBatch | undefined;

  constructor(policies: readonly LoadedPolicy[], isCertain: boolean, context: EvaluationContext) {
    this.policies = policies;
    this.slots = policies.flatMap((policy) => policy.checked.validations.map((validation) => ({ policy, validation })));
    this.isCertain = isCertain;
    this.#context = context;
  }

  /** Writes the values of all slots to `frame.out` when the policies apply. Null when the budget of a batch was not enough. */
  evaluate(frame: Frame): Applicability | null {
    const { conditions, validations, variables } = (this.#compiled ??= compileBatch(this.policies, this.#context));
    frame.begin(variables);
    const applicability = conditions === null ? "applies" : this.#applicability(conditions, frame);
    if (applicability === "rules-out" || applicability instanceof CelError) {
      return frame.isWithinOneExpression() ? applicability : null;
    }
    validations.evaluate(frame.scope, frame.meter, frame.out);
    return frame.isWithinOneExpression() ? applicability : null;
  }

  #applicability(conditions: CompiledGroup, frame: Frame): Applicability {
    conditions.evaluate(frame.scope, frame.meter, frame.out);
    const count = this.policies[0]?.checked.matchConditions.length ?? 0;
    return applicabilityOf(frame.out, count);
  }
}

interface CompiledBatch {
  readonly conditions: CompiledGroup | null;
  readonly validations: CompiledGroup;
  readonly variables: ValueObject;
}

function compileBatch(policies: readonly LoadedPolicy[], { frame, options }: EvaluationContext): CompiledBatch {
  const conditions: CheckedExpression[] = [];
  const validations: CheckedExpression[] = [];
  const fields: VariableField[] = [];
  for (const [position, { checked }] of policies.entries()) {
    const names: PolicyNames = {
      parameters: checked.parameters,
      fieldOf: (variable) => (policies.length === 1 ? variable : `${position}.${variable}`),
    };
    conditions.push(...checked.matchConditions.map((condition) => bindPolicy(condition.checked, names)));
    validations.push(...checked.validations.map((validation) => bindPolicy(validation.checked, names)));
    fields.push(
      ...checked.variables.map((variable) => ({
        field: names.fieldOf(variable.name),
        checked: bindPolicy(variable.checked, names),
      })),
    );
  }
  return {
    conditions: conditions.length === 0 ? null : compileGroup(conditions, options),
    validations: compileGroup(validations, options),
    variables: createVariables(fields, frame, options),
  };
}
