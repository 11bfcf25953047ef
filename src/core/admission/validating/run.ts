import {
  CelError,
  EXPRESSION_COST_LIMIT,
  Unknown,
  type Meter,
  type Scope,
  type Value,
  type ValueObject,
} from "#core/language";
import type { CompiledVariable } from "./compile-policy.ts";
import type { AdmissionExpression } from "./expression.ts";

/** What one expression gave: a value, an error in the API server's words, or something that nobody can know here. */
export type Evaluation =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "unknown"; readonly unknown: Unknown };

/** What several expressions gave, or that together they went over their budget, which ends them all. */
export type Evaluations =
  | { readonly kind: "evaluated"; readonly results: readonly (Evaluation | null)[]; readonly remaining: number }
  | { readonly kind: "over-budget" };

/** What the API server says of a policy that costs too much. */
export const OVER_BUDGET =
  "validation failed due to running out of cost budget, no further validation rules will be run";
const CANCELLED = "operation cancelled: actual cost limit exceeded";

/** The scope of expressions without `variables`. */
export type Inputs = Readonly<Record<string, Value>>;

/**
 * Evaluates expressions one after the other against a budget that they share with the variables that they read; null stands for an expression
 * that is not there. Variables are evaluated when first read and keep their value for these expressions (k8s.io/apiserver, `ForInput`).
 */
export function runAll(
  expressions: readonly (AdmissionExpression | null)[],
  inputs: Inputs,
  variables: readonly CompiledVariable[],
  budget: number,
): Evaluations {
  const lazy = new LazyVariables(variables, inputs);
  const results: (Evaluation | null)[] = [];
  let remaining = budget;
  for (const expression of expressions) {
    if (expression === null) {
      results.push(null);
      continue;
    }
    const meter: Meter = { spent: 0, limit: EXPRESSION_COST_LIMIT };
    const value = expression.compiled.evaluate(lazy.scope, meter);
    remaining -= meter.spent + lazy.takeCost();
    if (remaining < 0) return { kind: "over-budget" };
    results.push(evaluationOf(expression, value));
  }
  return { kind: "evaluated", results, remaining };
}

function evaluationOf({ source }: AdmissionExpression, value: Value): Evaluation {
  if (value instanceof Unknown) return { kind: "unknown", unknown: value };
  if (!(value instanceof CelError)) return { kind: "value", value };
  return { kind: "error", message: `expression '${source.text}' resulted in error: ${errorText(value)}` };
}

function errorText({ code, message }: CelError): string {
  return code === "cost-exceeded" ? CANCELLED : message;
}

class LazyVariables {
  readonly scope: Scope;
  #cost = 0;

  constructor(variables: readonly CompiledVariable[], inputs: Inputs) {
    const values: ValueObject = {};
    this.scope = { ...inputs, variables: values };
    for (const variable of variables) this.#define(values, variable);
  }

  /** What reading variables cost since it was last asked. */
  takeCost(): number {
    const cost = this.#cost;
    this.#cost = 0;
    return cost;
  }

  #define(values: ValueObject, variable: CompiledVariable): void {
    let value: Value | undefined;
    Object.defineProperty(values, variable.name, { enumerable: true, get: () => (value ??= this.#run(variable)) });
  }

  #run({ name, expression }: CompiledVariable): Value {
    const meter: Meter = { spent: 0, limit: EXPRESSION_COST_LIMIT };
    const value = expression.compiled.evaluate(this.scope, meter);
    this.#cost += meter.spent;
    if (!(value instanceof CelError)) return value;
    return new CelError("invalid-argument", `composited variable "${name}" fails to evaluate: ${errorText(value)}`);
  }
}
