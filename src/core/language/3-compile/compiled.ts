import type { Value } from "../values/value.ts";

/** The variables of an evaluation by name. One program should always see objects of one shape. */
export interface Scope {
  readonly [variable: string]: Value;
}

/**
 * The cost counter of one evaluation, in Kubernetes' cost units. Several expressions may share one meter; the one that takes `spent` over
 * `limit` answers a `cost-exceeded` error.
 */
export interface Meter {
  spent: number;
  limit: number;
}

/** Generated JavaScript, or closures where code generation is forbidden. Both answer the same value for the same input, always. */
export type Backend = "generated" | "closures";

/** A runnable expression. `evaluate` is total: it answers a value, a `CelError` or an `Unknown`, and never throws. */
export interface CompiledExpression {
  evaluate(scope: Scope, meter: Meter): Value;
}

/** Several expressions over one scope, compiled together so that they share sub-expressions; answers are written to `out` by position. */
export interface CompiledGroup {
  evaluate(scope: Scope, meter: Meter, out: Value[]): void;
}

/** Every sub-expression of one evaluation with the value that it took; absent `value` means it was never evaluated. */
export interface Explanation {
  readonly exprId: number;
  /** The source text of the sub-expression. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly value?: Value;
  readonly children: readonly Explanation[];
  /** In a comprehension: one entry for each element that was visited. */
  readonly iterations?: readonly Iteration[];
}

export interface Iteration {
  readonly variables: Readonly<Record<string, Value>>;
  readonly body: Explanation;
}

/** The Kubernetes budget of one expression (k8s.io/apiserver `PerCallLimit`). */
export const EXPRESSION_COST_LIMIT = 1_000_000;

/** The Kubernetes budget of one evaluation, shared by all its expressions (k8s.io/apiserver `RuntimeCELCostBudget`). */
export const EVALUATION_COST_LIMIT = 10_000_000;
