import type { Scope, Timestamp, ValueObject } from "#core/language";
import { allOf, answerOf, UNKNOWN_NAMESPACE, YES, type Answer } from "../../matching/answer.ts";
import { matchesResources, type Namespaces } from "../../matching/match-resources.ts";
import type { AdmissionRequest } from "../../model/request.ts";
import { inputsOf } from "../../validating/inputs.ts";
import type { CompiledPolicy, CompiledValidation } from "./compile.ts";
import { holdAll } from "./conditions.ts";
import { Evaluation, Failure } from "./evaluation.ts";
import { annotate } from "./annotations.ts";
import { exceptionName, exemption, findExceptions } from "./exceptions.ts";
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
  surroundings: Surroundings,
): KyvernoResult | null {
  return evaluateAll(policy, request, surroundings)[0] ?? null;
}

/** What Kyverno says of a request, and behind it what it would say next of the same policy if all before it were accepted; empty when it says nothing. */
export function evaluateAll(
  policy: CompiledPolicy,
  request: AdmissionRequest,
  { namespaces, now }: Surroundings,
): readonly KyvernoResult[] {
  const { spec } = policy.document;
  const { matchConstraints } = spec;
  if (spec.mode === "JSON" || matchConstraints === null) return [];
  const matches = allOf([
    () => isInItsNamespace(policy, request),
    () => matchesResources(matchConstraints, request, namespaces),
  ]);
  if (matches.kind === "no") return [];
  if (matches.kind === "unknown") {
    const why = new Failure(`it hangs on what is not known: ${matches.why}`, true);
    return [error(policy, "match", "failed to execute matching", why)];
  }
  const scope = { ...inputsOf(request, null, namespaces), images: imagesOf(request) };
  return evaluateScope(policy, scope, now);
}

/** A policy of a namespace is about that namespace alone. */
function isInItsNamespace({ document: { kind, metadata } }: CompiledPolicy, request: AdmissionRequest): Answer {
  if (kind !== "NamespacedValidatingPolicy") return YES;
  if (request.unknown?.namespace === true) return UNKNOWN_NAMESPACE;
  return answerOf((metadata.namespace ?? "default") === request.namespace);
}

/** Asks a policy of mode `JSON` about a value; null when it is of another mode. Total. */
export function evaluateJson(policy: CompiledPolicy, object: ValueObject, now: Timestamp | null): KyvernoResult | null {
  return policy.document.spec.mode === "JSON" ? (evaluateScope(policy, { object }, now)[0] ?? null) : null;
}

function evaluateScope(policy: CompiledPolicy, scope: Scope, now: Timestamp | null): readonly KyvernoResult[] {
  const { failurePolicy } = policy.document.spec;
  const nothing = { allowedImages: [], allowedValues: [] };
  const before = new Evaluation({ ...scope, exceptions: nothing }, { variables: new Map() });
  const excepted = findExceptions(policy.exceptions, before, { now, failurePolicy });
  if (excepted instanceof Failure) return [error(policy, "evaluation", LOADING, excepted)];
  const applied = excepted.applied.map(({ document }) => exceptionName(document));
  if (excepted.isWhole) return [{ ...base(policy), ...exemption(excepted.applied), exceptions: applied, applied }];
  const { allowedImages, allowedValues } = excepted;
  const evaluation = new Evaluation({ ...scope, exceptions: { allowedImages, allowedValues } }, policy);
  return validate(policy, evaluation).map((result) => ({ ...result, applied }));
}

/** What Kyverno puts before whatever fails outside the validations. */
const LOADING = "failed to load context";

function validate(policy: CompiledPolicy, evaluation: Evaluation): readonly KyvernoResult[] {
  const applies = holdAll(policy.conditions, evaluation, policy.document.spec.failurePolicy);
  if (applies instanceof Failure) return [error(policy, "evaluation", LOADING, applies)];
  if (!applies) return [{ ...base(policy), rule: "", status: "skip", message: "skip" }];
  const failures = policy.validations.flatMap((validation, at) => {
    const holds = evaluation.holds(validation.expression);
    if (holds instanceof Failure) return [{ ...error(policy, "validation", "error", holds), validation: at }];
    if (holds) return [];
    return [withAnnotations(policy, evaluation, fail(policy, messageOf(validation, at, evaluation), at))];
  });
  if (failures.length > 0) return failures;
  return [
    withAnnotations(policy, evaluation, { ...base(policy), rule: "validation", status: "pass", message: "success" }),
  ];
}

/** Kyverno warns of a failure of a policy that does not count. */
function fail(policy: CompiledPolicy, message: string, validation: number): KyvernoResult {
  const isScored = policy.document.metadata.annotations["policies.kyverno.io/scored"] !== "false";
  return { ...base(policy), rule: "validation", status: isScored ? "fail" : "warn", message, validation };
}

function messageOf({ message, messageExpression }: CompiledValidation, at: number, evaluation: Evaluation): string {
  if (messageExpression === null) return orDefault(message ?? "", at);
  const text = evaluation.evaluate(messageExpression);
  if (text instanceof Failure && text.isOpen) return message ?? `(no message: ${text.why})`;
  if (text instanceof Failure) return `failed to evaluate message expression: ${text.why}`;
  return typeof text === "string" ? orDefault(text, at) : "failed to convert message expression to string";
}

function orDefault(message: string, at: number): string {
  return message === "" ? `CEL expression validation failed at index ${at}` : message;
}

/** An annotation that cannot be evaluated is an error of the whole policy, as for Kyverno. */
function withAnnotations(policy: CompiledPolicy, evaluation: Evaluation, result: KyvernoResult): KyvernoResult {
  const annotations = annotate(policy.annotations, evaluation);
  return annotations instanceof Failure
    ? error(policy, "evaluation", LOADING, annotations)
    : { ...result, auditAnnotations: annotations };
}

/** An error in the words of Kyverno: what it was doing, and why it could not. What is only not known here is no error of its. */
function error(policy: CompiledPolicy, rule: string, doing: string, { why, isOpen }: Failure): KyvernoResult {
  return { ...base(policy), rule, status: "error", message: isOpen ? why : `${doing}: ${why}`, isOpen };
}

function base({ document, config }: CompiledPolicy): Omit<KyvernoResult, "rule" | "status" | "message"> {
  return {
    policy: document.metadata.name,
    kind: document.kind,
    namespace: document.kind === "NamespacedValidatingPolicy" ? (document.metadata.namespace ?? "default") : "",
    config,
    validationActions: document.spec.validationActions,
    failurePolicy: document.spec.failurePolicy,
    isOpen: false,
    validation: null,
    auditAnnotations: {},
    exceptions: [],
    applied: [],
  };
}
