import type { CheckedValidation } from "#core/bundle";
import {
  CelError,
  compileExpression,
  type CheckedExpression,
  type CompiledExpression,
  type CompileOptions,
  type Value,
  type ValueObject,
} from "#core/language";
import { applicabilityOf, type Applicability } from "../judge/outcome-of.ts";
import type { Frame } from "../judge/frame.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import type { LoadedPolicy } from "./loaded-policy.ts";
import { createVariables } from "./variables.ts";

/** What a policy said of an effect when it was asked on its own; `values` has one for each validation when the policy applies or may apply. */
export interface ExactAnswer {
  readonly applicability: Applicability;
  readonly values: readonly Value[];
}

/** One policy whose expressions run one by one, each within the budget of an expression, all within that of an evaluation. */
export class ExactPolicy {
  /** The policy's variables as expressions see them during `evaluate`. */
  readonly variables: ValueObject;
  readonly #policy: LoadedPolicy;
  readonly #options: CompileOptions;
  readonly #messages = new Map<CheckedExpression, CompiledExpression>();
  readonly #conditions: readonly CompiledExpression[];
  readonly #validations: readonly CompiledExpression[];

  constructor(policy: LoadedPolicy, { frame, options }: EvaluationContext) {
    const { checked } = policy;
    const fields = checked.variables.map((variable) => ({ field: variable.name, checked: variable.checked }));
    this.#policy = policy;
    this.#options = options;
    this.variables = createVariables(fields, frame, options);
    this.#conditions = checked.matchConditions.map((condition) => compileExpression(condition.checked, options));
    this.#validations = checked.validations.map((validation) => compileExpression(validation.checked, options));
  }

  /** Asks the policy about the effect whose turn it is in the frame. */
  evaluate(frame: Frame): ExactAnswer {
    frame.begin(this.variables, this.#policy.checked.parameters);
    const conditions = this.#conditions.map((condition) => frame.run(condition));
    const applicability = applicabilityOf(conditions, 0, conditions.length);
    if (applicability === "rules-out" || applicability instanceof CelError) return { applicability, values: [] };
    return { applicability, values: this.#validations.map((validation) => frame.run(validation)) };
  }

  /** The `messageExpression` of one of the policy's validations; null without one. */
  messageOf({ messageExpression }: CheckedValidation): CompiledExpression | null {
    if (messageExpression === null) return null;
    const known = this.#messages.get(messageExpression);
    if (known !== undefined) return known;
    const compiled = compileExpression(messageExpression, this.#options);
    this.#messages.set(messageExpression, compiled);
    return compiled;
  }
}
