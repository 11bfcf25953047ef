import type { Scope, Timestamp, ValueObject } from "#core/language";
import { matchesResources, type Namespaces } from "../../matching/match-resources.ts";
import type { AdmissionRequest } from "../../model/request.ts";
import { inputsOf } from "../../validating/inputs.ts";
import type { CompiledException, CompiledPolicy, CompiledValidation } from "./compile.ts";
import { holdAll } from "./conditions.ts";
import { Evaluation, Failure } from "./evaluation.ts";
import { findExceptions } from "./exceptions.ts";
import { imagesOf } from "./images.ts";
import type { KyvernoResult } from "./result.ts";

/** What stands around a request. */
export interface Surroundings {
  readonly namespaces: Namespaces;
  /** Null where no clock is given. */
  readonly now: Timestamp | null;
}

/** Asks a policy about a request; null when the policy is not about it. Total: whatever cannot be evaluated is an `error` with its reason. */
export function evaluateRequest(
  policy: CompiledPolicy,
  request: AdmissionRequest,
  { namespaces, now }: Surroundings,
): KyvernoResult | null {
  const { spec, kind, metadata } = policy.document;
  if (spec.mode === "JSON" || spec.matchConstraints === null) return null;
  if (kind === "NamespacedValidatingPolicy" && (metadata.namespace ?? "default") !== request.namespace) return null;
  const matches = matchesResources(spec.matchConstraints, request, namespaces);
  if (matches.kind === "no") return null;
  if (matches.kind === "unknown") return error(policy, "match", `it hangs on what is not known: ${matches.why}`);
  const scope = { ...inputsOf(request, null, namespaces), images: imagesOf(request) };
  return evaluateScope(policy, scope, now);
}

/** Asks a policy of mode `JSON` about a value; null when it is of another mode. Total. */
export function evaluateJson(policy: CompiledPolicy, object: ValueObject, now: Timestamp | null): KyvernoResult | null {
  return policy.document.spec.mode === "JSON" ? evaluateScope(policy, { object }, now) : null;
}

function evaluateScope(policy: CompiledPolicy, scope: Scope, now: Timestamp | null): KyvernoResult {
  const { failurePolicy } = policy.document.spec;
  const nothing = { allowedImages: [], allowedValues: [] };
  const before = new Evaluation({ ...scope, exceptions: nothing }, { variables: new Map() });
  const excepted = findExceptions(policy.exceptions, before, { now, failurePolicy });
  if (excepted instanceof Failure) return error(policy, "evaluation", excepted.why);
  if (excepted.isWhole) return exempt(policy, excepted.applied);
  const { allowedImages, allowedValues } = excepted;
  const evaluation = new Evaluation({ ...scope, exceptions: { allowedImages, allowedValues } }, policy);
  const applies = holdAll(policy.conditions, evaluation, failurePolicy);
  if (applies instanceof Failure) return error(policy, "evaluation", applies.why);
  if (!applies) return { ...base(policy), rule: "", status: "skip", message: "skip" };
  return validate(policy, evaluation);
}

function validate(policy: CompiledPolicy, evaluation: Evaluation): KyvernoResult {
  for (const [at, validation] of policy.validations.entries()) {
    const holds = evaluation.holds(validation.expression);
    if (holds instanceof Failure) return { ...error(policy, "validation", holds.why), validation: at };
    if (!holds) return withAnnotations(policy, evaluation, fail(policy, messageOf(validation, at, evaluation), at));
  }
  const passed = { ...base(policy), rule: "validation", status: "pass" as const, message: "success" };
  return withAnnotations(policy, evaluation, passed);
}

/** Kyverno warns of a failure of a policy that does not count. */
function fail(policy: CompiledPolicy, message: string, validation: number): KyvernoResult {
  const isScored = policy.document.metadata.annotations["policies.kyverno.io/scored"] !== "false";
  return { ...base(policy), rule: "validation", status: isScored ? "fail" : "warn", message, validation };
}

function messageOf({ message, messageExpression }: CompiledValidation, at: number, evaluation: Evaluation): string {
  if (messageExpression === null) return orDefault(message ?? "", at);
  const text = evaluation.evaluate(messageExpression);
  if (text instanceof Failure) return `failed to evaluate message expression: ${text.why}`;
  return typeof text === "string" ? orDefault(text, at) : "failed to convert message expression to string";
}

function orDefault(message: string, at: number): string {
  return message === "" ? `CEL expression validation failed at index ${at}` : message;
}

/** An annotation that cannot be evaluated is an error of the whole policy, as for Kyverno. */
function withAnnotations(policy: CompiledPolicy, evaluation: Evaluation, result: KyvernoResult): KyvernoResult {
  const annotations = annotate(policy, evaluation);
  return annotations instanceof Failure
    ? error(policy, "evaluation", annotations.why)
    : { ...result, auditAnnotations: annotations };
}

function annotate({ annotations }: CompiledPolicy, evaluation: Evaluation): Readonly<Record<string, string>> | Failure {
  const texts = new Map<string, string>();
  for (const [key, expression] of annotations) {
    const text = evaluation.evaluate(expression);
    if (text instanceof Failure) return new Failure(`failed to evaluate auditAnnotation '${key}': ${text.why}`);
    if (typeof text !== "string") return new Failure(`failed to convert auditAnnotation '${key}' expression`);
    if (text !== "") texts.set(key, text);
  }
  return Object.fromEntries(texts);
}

const PRIORITY = "polex.kyverno.io/priority";

/** Of several exceptions the one with the highest priority says what is reported, else the first. */
function exempt(policy: CompiledPolicy, applied: readonly CompiledException[]): KyvernoResult {
  const names = applied.map(({ document }) => nameOf(document.metadata));
  const [first] = applied.toSorted((a, b) => priorityOf(b) - priorityOf(a));
  const passes = first?.document.spec.reportResult === "pass";
  const message = `rule is ${passes ? "passed" : "skipped"} due to policy exception: ${names.join(", ")}`;
  return { ...base(policy), rule: "exception", status: passes ? "pass" : "skip", message, exceptions: names };
}

function priorityOf({ document }: CompiledException): number {
  const priority = Number(document.metadata.labels[PRIORITY] ?? 0);
  return Number.isInteger(priority) && priority > 0 ? priority : 0;
}

function nameOf({ name, namespace }: { readonly name: string; readonly namespace: string | null }): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

function error(policy: CompiledPolicy, rule: string, message: string): KyvernoResult {
  return { ...base(policy), rule, status: "error", message };
}

function base({ document, config }: CompiledPolicy): Omit<KyvernoResult, "rule" | "status" | "message"> {
  return {
    policy: document.metadata.name,
    kind: document.kind,
    namespace: document.kind === "NamespacedValidatingPolicy" ? (document.metadata.namespace ?? "default") : "",
    config,
    validationActions: document.spec.validationActions,
    failurePolicy: document.spec.failurePolicy,
    validation: null,
    auditAnnotations: {},
    exceptions: [],
  };
}
