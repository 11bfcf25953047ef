import type { Authorize, ValueObject } from "#core/language";
import type { ValidatingBindingDocument, ValidatingPolicyDocument, ValidationAction } from "../documents/types.ts";
import { YES, type Answer } from "../matching/answer.ts";
import { matchesResources, type Namespaces } from "../matching/match-resources.ts";
import type { AdmissionRequest } from "../model/request.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { failed, undecided, type PolicyDecision } from "./decision.ts";
import { authorizerInputs, inputsOf } from "./inputs.ts";
import type { ParamObjects } from "./params.ts";
import { failureAnnotations, isAudited, truncated, type AuditedFailure, type PublishedAnnotation } from "./audit.ts";
import { validate, type AnnotationResult } from "./validate.ts";

/** A policy that can be run, with everything that binds it. */
export interface BoundPolicy {
  readonly document: ValidatingPolicyDocument;
  readonly compiled: CompiledPolicy;
  readonly bindings: readonly ValidatingBindingDocument[];
}

/** What policies may look up beside the request. */
export interface Surroundings {
  readonly namespaces: Namespaces;
  readonly params: ParamObjects;
  /** The authorizer of the cluster; without it nobody knows its answers. */
  readonly authorize?: Authorize;
}

/** What one policy said of a request through one binding with one set of parameters. */
export interface AdmissionVerdict {
  /** Whose words and rules these are. */
  readonly engine: "kubernetes" | "gatekeeper";
  readonly policy: ValidatingPolicyDocument;
  /** The name of what binds it: a binding, or a constraint of Gatekeeper. */
  readonly binding: string;
  readonly decision: PolicyDecision;
  /** What the denial does. Errors of configuration and of audit annotations deny whatever the binding says, as in Kubernetes. */
  readonly actions: readonly ValidationAction[];
}

/** What all policies said of a request; those that do not match say nothing. */
export interface AdmissionReview {
  readonly verdicts: readonly AdmissionVerdict[];
  readonly annotations: readonly PublishedAnnotation[];
}

const GROUP = "admissionregistration.k8s.io";
const EXEMPT = /^(?:validating|mutating)admissionpolic(?:ies|ybindings)$/;

/** Asks every policy about a request, in the order of the API server (k8s.io/apiserver, `validating` dispatcher). */
export function reviewRequest(
  policies: readonly BoundPolicy[],
  request: AdmissionRequest,
  surroundings: Surroundings,
): AdmissionReview {
  if (isExempt(request)) return { verdicts: [], annotations: [] };
  const dispatch = new Dispatch(request, surroundings);
  for (const policy of policies) dispatch.policy(policy);
  const { verdicts, annotations, failures } = dispatch;
  return { verdicts, annotations: [...annotations, ...failureAnnotations(failures)] };
}

/** Whether a request is about policies themselves, which no policy may be about. */
export function isExempt({ resource: { group, resource } }: AdmissionRequest): boolean {
  return group === GROUP && EXEMPT.test(resource);
}

class Dispatch {
  readonly verdicts: AdmissionVerdict[] = [];
  readonly annotations: PublishedAnnotation[] = [];
  readonly failures: AuditedFailure[] = [];
  readonly #request: AdmissionRequest;
  readonly #surroundings: Surroundings;

  constructor(request: AdmissionRequest, surroundings: Surroundings) {
    this.#request = request;
    this.#surroundings = surroundings;
  }

  policy(policy: BoundPolicy): void {
    if (policy.bindings.length === 0) return;
    const { document } = policy;
    const match = matchesResources(document.spec.matchConstraints, this.#request, this.#surroundings.namespaces);
    if (match.kind === "no") return;
    const published: Published = new Map();
    for (const binding of policy.bindings) this.#binding(policy, binding, match, published);
    for (const [key, values] of published) {
      const value = values.has(null) ? null : [...values].join(", ");
      this.annotations.push({ key: `${document.metadata.name}/${key}`, value });
    }
  }

  #binding(
    { document, compiled }: BoundPolicy,
    binding: ValidatingBindingDocument,
    match: Answer,
    published: Published,
  ): void {
    const pair: Pair = { policy: document, binding };
    const bound = this.#matches(binding);
    if (bound.kind === "no") return;
    const open = match.kind === "unknown" ? match : bound;
    if (open.kind === "unknown") return this.#add(pair, undecided(open.why), []);
    const { paramKind, failurePolicy } = document.spec;
    const collected = this.#surroundings.params.collect(paramKind, binding.spec.paramRef, this.#request);
    if (collected.kind === "unknown") return this.#add(pair, undecided(collected.why), []);
    if (collected.kind === "failed") {
      return this.#add(pair, failed(`failed to configure binding: ${collected.message}`, failurePolicy), ["Deny"]);
    }
    for (const params of collected.params) this.#validate(pair, compiled, params, published);
  }

  #matches({ spec: { matchResources } }: ValidatingBindingDocument): Answer {
    return matchResources === null
      ? YES
      : matchesResources(matchResources, this.#request, this.#surroundings.namespaces);
  }

  #validate(pair: Pair, compiled: CompiledPolicy, params: ValueObject | null, published: Published): void {
    const { namespaces, authorize } = this.#surroundings;
    const inputs = { ...inputsOf(this.#request, params, namespaces), ...authorizerInputs(this.#request, authorize) };
    const result = validate(compiled, inputs, pair.policy.spec.failurePolicy);
    for (const decision of result.decisions) {
      this.#add(pair, decision, pair.binding.spec.validationActions);
      if (isAudited(pair.binding.spec, decision)) this.failures.push({ binding: pair.binding, decision });
    }
    for (const annotation of result.annotations) this.#annotation(pair, annotation, published);
  }

  #annotation(pair: Pair, annotation: AnnotationResult, published: Published): void {
    if (annotation.kind === "failed") this.#add(pair, failed(annotation.message, "Fail"), ["Deny"]);
    if (annotation.kind !== "published" && annotation.kind !== "unknown") return;
    const values = published.get(annotation.key) ?? new Set();
    published.set(annotation.key, values.add(annotation.kind === "unknown" ? null : truncated(annotation.value)));
  }

  #add({ policy, binding }: Pair, decision: PolicyDecision, actions: readonly ValidationAction[]): void {
    this.verdicts.push({
      engine: "kubernetes",
      policy,
      binding: binding.metadata.name,
      decision,
      actions: decision.evaluation === "unknown" ? binding.spec.validationActions : actions,
    });
  }
}

/** What is published under each key of a policy; null for what nobody can tell. */
type Published = Map<string, Set<string | null>>;

interface Pair {
  readonly policy: ValidatingPolicyDocument;
  readonly binding: ValidatingBindingDocument;
}
