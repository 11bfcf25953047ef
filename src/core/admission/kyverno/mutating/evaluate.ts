import type { Scope, Timestamp, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { matchesResources, type Namespaces } from "../../matching/match-resources.ts";
import type { AdmissionRequest } from "../../model/request.ts";
import { applyConfiguration } from "../../mutating/apply-configuration.ts";
import { applyJsonPatch } from "../../mutating/apply-json-patch.ts";
import type { Mutated } from "../../mutating/outcome.ts";
import type { MutableRequest } from "../../mutating/plugin.ts";
import { typeOfObject } from "../../mutating/schema/type-of-object.ts";
import { inputsOf } from "../../validating/inputs.ts";
import { annotate } from "../evaluate/annotations.ts";
import { holdAll } from "../evaluate/conditions.ts";
import { Evaluation, Failure } from "../evaluate/evaluation.ts";
import { exceptionName, exemption, findExceptions } from "../evaluate/exceptions.ts";
import { imagesOf } from "../evaluate/images.ts";
import type { CompiledKyvernoMutating, CompiledKyvernoMutation } from "./compile.ts";

/** What Kyverno says of one mutating policy and one request. */
export interface KyvernoMutation {
  readonly config: CompiledKyvernoMutating["config"];
  /** `exception`, `evaluation`, `match`, or empty for what went through. */
  readonly rule: string;
  readonly status: "pass" | "skip" | "error";
  readonly message: string;
  /** Whether an error hangs on what is not known here, so that a cluster may say otherwise. */
  readonly isOpen: boolean;
  /** The object after the policy; as it was where nothing came of it. */
  readonly object: ValueObject;
  readonly auditAnnotations: Readonly<Record<string, string>>;
  /** The exceptions that applied. */
  readonly applied: readonly string[];
}

/** What stands around a request that is to be changed. */
export interface MutationSurroundings {
  readonly namespaces: Namespaces;
  /** Null where no clock is given. */
  readonly now: Timestamp | null;
  /** Objects among which are the definitions of the kinds that Kubernetes does not know itself. */
  readonly definitions: readonly ValueObject[];
}

/** What a mutating policy makes of the object of a request; null when it is not about the request (Kyverno, `pkg/cel/policies/mpol`). Total. */
export function evaluateMutation(
  policy: CompiledKyvernoMutating,
  request: MutableRequest,
  around: MutationSurroundings,
): KyvernoMutation | null {
  const { kind, metadata, spec } = policy.document;
  if (kind === "NamespacedMutatingPolicy" && (metadata.namespace ?? "default") !== request.namespace) return null;
  const matches = matchesResources(spec.matchConstraints, request, around.namespaces);
  if (matches.kind === "no") return null;
  const turn = new Turn(policy, { ...scopeOf(request, around), object: request.object }, around);
  return matches.kind === "unknown"
    ? turn.error("match", new Failure(`it hangs on what is not known: ${matches.why}`, true))
    : turn.run(policy.conditions);
}

/** What a policy makes of an object that exists, which a request made it change. Total. */
export function evaluateTarget(
  policy: CompiledKyvernoMutating,
  request: AdmissionRequest,
  { target, around }: { readonly target: ValueObject; readonly around: MutationSurroundings },
): KyvernoMutation {
  const scope = { ...scopeOf(request, around), object: target, oldObject: null };
  return new Turn(policy, scope, around).run(policy.targetConditions);
}

const NO_EXCEPTIONS = { allowedImages: [], allowedValues: [] };

/** The request is shown as it came, whatever becomes of its object. */
export function scopeOf(request: AdmissionRequest, { namespaces }: MutationSurroundings): Scope {
  const inputs = inputsOf(request, null, namespaces);
  const { object, oldObject } = request;
  const shown = isObject(inputs["request"]) ? { ...inputs["request"], object, oldObject } : null;
  return { ...inputs, request: shown, images: imagesOf(request), exceptions: NO_EXCEPTIONS };
}

/** A scope with the object that is to be changed. */
type Changing = Scope & { readonly object: ValueObject };

class Turn {
  readonly #policy: CompiledKyvernoMutating;
  readonly #scope: Changing;
  readonly #around: MutationSurroundings;
  #applied: readonly string[] = [];

  constructor(policy: CompiledKyvernoMutating, scope: Changing, around: MutationSurroundings) {
    this.#policy = policy;
    this.#scope = scope;
    this.#around = around;
  }

  run(conditions: CompiledKyvernoMutating["conditions"]): KyvernoMutation {
    const before = new Evaluation(this.#scope, { variables: new Map() });
    const { now } = this.#around;
    const excepted = findExceptions(this.#policy.exceptions, before, { now, failurePolicy: "Fail" });
    if (excepted instanceof Failure) return this.error("evaluation", excepted);
    this.#applied = excepted.applied.map(({ document }) => exceptionName(document));
    const { allowedImages, allowedValues, applied } = excepted;
    const isWhole = applied.some(({ document: { spec } }) => spec.images.length + spec.allowedValues.length === 0);
    if (isWhole) return this.#say(exemption(applied));
    const evaluation = new Evaluation({ ...this.#scope, exceptions: { allowedImages, allowedValues } }, this.#policy);
    const holds = holdAll(conditions, evaluation, "Fail");
    if (holds instanceof Failure) return this.error("evaluation", holds);
    return holds ? this.#mutate(evaluation) : this.#say({ rule: "", status: "skip", message: "skip" });
  }

  /** One mutation that fails undoes those before it. */
  #mutate(evaluation: Evaluation): KyvernoMutation {
    let { object } = this.#scope;
    for (const mutation of this.#policy.mutations) {
      const mutated = this.#apply(mutation, object, evaluation);
      if (mutated instanceof Failure) return this.error("evaluation", mutated);
      object = mutated;
      evaluation.see(object);
    }
    const annotations = annotate(this.#policy.annotations, evaluation);
    if (annotations instanceof Failure) return this.error("evaluation", annotations);
    return this.#say({ rule: "", status: "pass", message: "success", object, auditAnnotations: annotations });
  }

  #apply(
    { patchType, expression }: CompiledKyvernoMutation,
    object: ValueObject,
    evaluation: Evaluation,
  ): ValueObject | Failure {
    const value = evaluation.evaluate(expression);
    if (value instanceof Failure) return value;
    const known = typeOfObject(object, this.#around.definitions);
    const atomicFields = this.#policy.document.spec.replacesAtomics ? "replaced" : "refused";
    const mutated: Mutated =
      patchType === "ApplyConfiguration"
        ? applyConfiguration(value, object, known, atomicFields)
        : applyJsonPatch(value, object, { known, isStrict: false, prefix: "JSON Patch" });
    if (mutated.kind === "object") return mutated.object;
    return mutated.kind === "error"
      ? new Failure(mutated.message)
      : new Failure(`it hangs on what is not known: ${mutated.why}`, true);
  }

  error(rule: string, { why, isOpen }: Failure): KyvernoMutation {
    const message = isOpen ? why : `failed to evaluate policy: ${why}`;
    return this.#say({ rule, status: "error", message, isOpen });
  }

  #say(said: Pick<KyvernoMutation, "rule" | "status" | "message"> & Partial<KyvernoMutation>): KyvernoMutation {
    const { object } = this.#scope;
    const nothing = { isOpen: false, object, auditAnnotations: {} };
    return { config: this.#policy.config, ...nothing, applied: this.#applied, ...said };
  }
}
