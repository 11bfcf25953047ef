import { EVALUATION_COST_LIMIT, type Unknown } from "#core/language";
import type { CompiledVariable } from "./compile-policy.ts";
import type { AdmissionExpression } from "./expression.ts";
import { OVER_BUDGET, runAll, type Inputs } from "./run.ts";

/** Whether the conditions of a policy are met. */
export type Conditions =
  | { readonly kind: "met" }
  | { readonly kind: "unmet" }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "unknown"; readonly unknown: Unknown };

/** A quarter of the budget of an evaluation, which conditions have for themselves (k8s.io/apiserver `RuntimeCELCostBudgetMatchConditions`). */
const COST_LIMIT = EVALUATION_COST_LIMIT / 4;

/** Asks conditions. One that is false wins over any error, and what is unknown matters only without either. */
export function askConditions(
  conditions: readonly AdmissionExpression[],
  inputs: Inputs,
  variables: readonly CompiledVariable[] = [],
): Conditions {
  const run = runAll(conditions, inputs, variables, COST_LIMIT);
  if (run.kind === "over-budget") return { kind: "error", message: OVER_BUDGET };
  const results = run.results.filter((one) => one !== null);
  if (results.some((one) => one.kind === "value" && one.value === false)) return { kind: "unmet" };
  const errors = results.flatMap((one) => (one.kind === "error" ? [one.message] : []));
  if (errors.length > 0) return { kind: "error", message: aggregate(errors) };
  const open = results.find((one) => one.kind === "unknown");
  return open === undefined ? { kind: "met" } : { kind: "unknown", unknown: open.unknown };
}

/** Several errors as one, as Kubernetes writes them. */
function aggregate(errors: readonly string[]): string {
  const [first = ""] = errors;
  return errors.length === 1 ? first : `[${[...new Set(errors)].join(", ")}]`;
}
