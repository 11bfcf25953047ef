import type { ValueObject } from "#core/language";
import { allOf, YES, type Answer } from "../matching/answer.ts";
import { matchesResources } from "../matching/match-resources.ts";
import { textAt } from "../model/field.ts";
import type { MutatingBindingDocument } from "../documents/mutating-types.ts";
import { askConditions } from "../validating/conditions.ts";
import { isExempt } from "../validating/dispatch.ts";
import { inputsOf } from "../validating/inputs.ts";
import { mutate } from "./mutate.ts";
import type { Mutated } from "./outcome.ts";
import { sameJson } from "./patch/same-json.ts";
import type { MutableRequest, MutatingPlugin, MutationVerdict, PluginAnswer } from "./plugin.ts";
import type { BoundMutatingPolicy, MutatedAround } from "./types.ts";

/**
 * MutatingAdmissionPolicies, asked about one request as the API server does (k8s.io/apiserver, `mutating` dispatcher): who is concerned is settled
 * before the first change, conditions are asked as the object then is, and policies that say `IfNeeded` are asked once more.
 */
export function admissionPlugin(policies: readonly BoundMutatingPolicy[], around: MutatedAround): MutatingPlugin {
  const again = new Set<string>();
  const ask = (request: MutableRequest, isAgain: boolean): PluginAnswer =>
    isExempt(request)
      ? { object: request.object, verdicts: [] }
      : new Round(request, around, { again, isAgain }).ask(policies);
  return { ask: (request) => ask(request, false), askAgain: (request) => ask(request, true) };
}

/** A policy with one binding and one set of parameters. */
interface Invocation {
  readonly policy: BoundMutatingPolicy;
  readonly binding: MutatingBindingDocument;
  readonly params: ValueObject | null;
}

interface Turn {
  /** The invocations that are asked once more. */
  readonly again: Set<string>;
  readonly isAgain: boolean;
}

class Round {
  readonly #request: MutableRequest;
  readonly #around: MutatedAround;
  readonly #turn: Turn;
  readonly #verdicts: MutationVerdict[] = [];
  #object: ValueObject;
  /** Ends the round: the request is over, or nobody can tell what the object is. */
  #end: "aborted" | "unknown" | null = null;

  constructor(request: MutableRequest, around: MutatedAround, turn: Turn) {
    this.#request = request;
    this.#around = around;
    this.#turn = turn;
    this.#object = request.object;
  }

  ask(policies: readonly BoundMutatingPolicy[]): PluginAnswer {
    for (const invocation of policies.flatMap((policy) => this.#invocations(policy))) {
      if (this.#end !== null) break;
      this.#invoke(invocation);
    }
    const object = this.#end === "unknown" ? null : this.#object;
    return { object, verdicts: this.#verdicts };
  }

  #invocations(policy: BoundMutatingPolicy): readonly Invocation[] {
    return policy.bindings.flatMap((binding) => {
      const match = this.#matches(policy, binding);
      if (match.kind === "no") return [];
      if (match.kind === "unknown") this.#unknown({ policy, binding }, `cannot be told to apply without ${match.why}`);
      return match.kind === "yes" ? this.#withParams(policy, binding) : [];
    });
  }

  #matches({ document }: BoundMutatingPolicy, { spec: { matchResources } }: MutatingBindingDocument): Answer {
    const { namespaces } = this.#around;
    return allOf([
      () => matchesResources(document.spec.matchConstraints, this.#request, namespaces),
      () => (matchResources === null ? YES : matchesResources(matchResources, this.#request, namespaces)),
    ]);
  }

  #withParams(policy: BoundMutatingPolicy, binding: MutatingBindingDocument): readonly Invocation[] {
    const { paramKind } = policy.document.spec;
    const collected = this.#around.params.collect(paramKind, binding.spec.paramRef, this.#request);
    if (collected.kind === "params") return collected.params.map((params) => ({ policy, binding, params }));
    if (collected.kind === "unknown")
      this.#unknown({ policy, binding }, `cannot be told to apply without ${collected.why}`);
    else if (!this.#turn.isAgain) this.#error({ policy, binding }, `failed to configure binding: ${collected.message}`);
    return [];
  }

  #invoke(invocation: Invocation): void {
    const { policy, params } = invocation;
    const request = { ...this.#request, object: this.#object };
    const asked = askConditions(policy.compiled.matchConditions, inputsOf(request, params, this.#around.namespaces));
    if (asked.kind === "unmet") return;
    if (asked.kind === "error") return this.#error(invocation, asked.message);
    if (asked.kind === "unknown") {
      const paths = asked.unknown.causes.map(({ path }) => `\`${path}\``).join(", ");
      return this.#unknown(invocation, `cannot be told to apply without ${paths}`);
    }
    const key = keyOf(invocation);
    if (this.#turn.isAgain && !this.#turn.again.has(key)) return;
    this.#mutate(invocation);
    if (policy.document.spec.reinvocationPolicy === "IfNeeded") this.#turn.again.add(key);
  }

  /** One mutation that fails does not keep those after it from being made. */
  #mutate(invocation: Invocation): void {
    const before = this.#object;
    let failed = false;
    for (const mutation of invocation.policy.compiled.mutations) {
      const request = { ...this.#request, object: this.#object };
      const inputs = { ...inputsOf(request, invocation.params, this.#around.namespaces), object: this.#object };
      const mutated = mutate(mutation, invocation.policy.compiled, inputs, this.#around.definitions);
      if (mutated.kind === "object") this.#object = mutated.object;
      else failed = this.#stumble(invocation, mutated) || failed;
      if (this.#end !== null) return;
    }
    const isSame = sameJson(before, this.#object) === true;
    if (!failed) this.#add(invocation, { outcome: isSame ? "unchanged" : "changed", denies: false, message: "" });
  }

  #stumble(invocation: Invocation, mutated: Exclude<Mutated, { readonly kind: "object" }>): true {
    if (mutated.kind === "unknown")
      this.#unknown(invocation, `changes the object in a way that cannot be told without ${mutated.why}`);
    else if (mutated.aborts) {
      this.#end = "aborted";
      this.#add(invocation, { outcome: "error", denies: true, message: mutated.message });
    } else this.#error(invocation, mutated.message);
    return true;
  }

  #error(invocation: Pair, message: string): void {
    const denies = invocation.policy.document.spec.failurePolicy === "Fail";
    this.#add(invocation, { outcome: "error", denies, message: deniedText(invocation, message) });
  }

  #unknown(invocation: Pair, message: string): void {
    this.#end = "unknown";
    this.#add(invocation, { outcome: "unknown", denies: false, message });
  }

  #add({ policy, binding }: Pair, said: Pick<MutationVerdict, "outcome" | "denies" | "message">): void {
    this.#verdicts.push({ policy: policy.document, binding: binding.metadata.name, exceptions: [], ...said });
  }
}

type Pair = Pick<Invocation, "policy" | "binding">;

/** An error as the API server tells it to whoever sent the request (k8s.io/apiserver, `PolicyError`). */
function deniedText({ policy, binding }: Pair, message: string): string {
  return `policy '${policy.document.metadata.name}' with binding '${binding.metadata.name}' denied request: ${message}`;
}

function keyOf({ policy, binding, params }: Invocation): string {
  const named = params === null ? [] : [textAt(params, "metadata", "namespace"), textAt(params, "metadata", "name")];
  return JSON.stringify([policy.document.metadata.name, binding.metadata.name, ...named]);
}
