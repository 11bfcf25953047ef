import { EVALUATION_COST_LIMIT, type Unknown } from "#core/language";
import type { CompiledPolicy, CompiledValidation } from "./compile-policy.ts";
import { askConditions } from "./conditions.ts";
import { failed, type FailurePolicy, type PolicyDecision } from "./decision.ts";
import { withoutAuthorizer } from "./inputs.ts";
import { messageOf } from "./message.ts";
import { OVER_BUDGET, runAll, type Evaluation, type Evaluations, type Inputs } from "./run.ts";

/** What an audit annotation came to. */
export type AnnotationResult =
  | { readonly kind: "published"; readonly key: string; readonly value: string }
  | { readonly kind: "excluded"; readonly key: string }
  | { readonly kind: "failed"; readonly key: string; readonly message: string }
  | { readonly kind: "unknown"; readonly key: string };

export interface ValidationResult {
  readonly decisions: readonly PolicyDecision[];
  readonly annotations: readonly AnnotationResult[];
}

/**
 * What a policy says with one set of parameters: its conditions, then its validations with their messages, then its audit annotations, each
 * with the budget that Kubernetes gives it (k8s.io/apiserver, `validator.Validate`).
 */
export function validate(policy: CompiledPolicy, inputs: Inputs, failurePolicy: FailurePolicy): ValidationResult {
  const unmet = conditionsOf(policy, inputs, failurePolicy);
  if (unmet !== null) return unmet;
  const expressions = policy.validations.map(({ expression }) => expression);
  const evaluated = runAll(expressions, inputs, policy.variables, EVALUATION_COST_LIMIT);
  if (evaluated.kind === "over-budget") return only(failed(OVER_BUDGET, failurePolicy));
  const messages = messagesOf(policy, inputs, evaluated.remaining);
  const decisions = policy.validations.map((validation, index) =>
    decisionOf(validation, evaluated.results[index] ?? null, { messages, failurePolicy, index }),
  );
  const annotations = runAll(
    policy.auditAnnotations.map(({ expression }) => expression),
    withoutAuthorizer(inputs),
    policy.variables,
    EVALUATION_COST_LIMIT,
  );
  if (annotations.kind === "over-budget") return only(failed(OVER_BUDGET, failurePolicy));
  return { decisions, annotations: annotations.results.map((one, at) => annotationOf(policy, at, one, failurePolicy)) };
}

function only(decision: PolicyDecision): ValidationResult {
  return { decisions: [decision], annotations: [] };
}

/** Null when all conditions are met. Under `Ignore`, one that fails leaves the policy out; that it failed is still told. */
function conditionsOf(policy: CompiledPolicy, inputs: Inputs, failurePolicy: FailurePolicy): ValidationResult | null {
  const asked = askConditions(policy.matchConditions, inputs, policy.conditionVariables);
  if (asked.kind === "met") return null;
  if (asked.kind === "unmet") return { decisions: [], annotations: [] };
  return only(asked.kind === "error" ? failed(asked.message, failurePolicy) : unknown(asked.unknown, null));
}

function messagesOf(policy: CompiledPolicy, inputs: Inputs, budget: number): Evaluations {
  const expressions = policy.validations.map(({ messageExpression }) => messageExpression);
  return runAll(expressions, withoutAuthorizer(inputs), policy.variables, budget);
}

interface DecisionContext {
  readonly messages: Evaluations;
  readonly failurePolicy: FailurePolicy;
  readonly index: number;
}

/** A budget that the messages overdraw makes an error of every validation, even of those that hold (k8s.io/apiserver, `validator.Validate`). */
function decisionOf(
  validation: CompiledValidation,
  evaluation: Evaluation | null,
  { messages, failurePolicy, index }: DecisionContext,
): PolicyDecision {
  if (evaluation?.kind === "error") return failed(evaluation.message, failurePolicy, index);
  if (messages.kind === "over-budget") return failed(`failed messageExpression: ${OVER_BUDGET}`, failurePolicy, index);
  if (evaluation?.kind === "unknown") return unknown(evaluation.unknown, index);
  if (evaluation?.value === true) return { evaluation: "admit", denies: false, message: "", reason: "", index };
  const message = messageOf(validation, messages.results[index] ?? null);
  return { evaluation: "deny", denies: true, message, reason: validation.reason, index };
}

function unknown({ causes }: Unknown, index: number | null): PolicyDecision {
  const paths = causes.map(({ path }) => `\`${path}\``).join(", ");
  return { evaluation: "unknown", denies: false, message: `cannot be told without ${paths}`, reason: "", index };
}

function annotationOf(
  policy: CompiledPolicy,
  at: number,
  evaluation: Evaluation | null,
  failurePolicy: FailurePolicy,
): AnnotationResult {
  const key = policy.auditAnnotations[at]?.key ?? "";
  if (evaluation === null || evaluation.kind === "unknown") return { kind: "unknown", key };
  if (evaluation.kind === "error") {
    return failurePolicy === "Fail" ? { kind: "failed", key, message: evaluation.message } : { kind: "excluded", key };
  }
  const value = typeof evaluation.value === "string" ? evaluation.value.trim() : "";
  return value === "" ? { kind: "excluded", key } : { kind: "published", key, value };
}
