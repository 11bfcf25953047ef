import type { ValueObject } from "#core/language";
import { sameJson } from "../../mutating/patch/same-json.ts";
import type { MutableRequest, MutatingPlugin, MutationVerdict, PluginAnswer } from "../../mutating/plugin.ts";
import type { KyvernoMutatingPolicy } from "../documents/types.ts";
import type { CompiledKyvernoMutating } from "./compile.ts";
import { evaluateMutation, type KyvernoMutation, type MutationSurroundings } from "./evaluate.ts";

/** A mutating policy of Kyverno with what is generated from it. */
export interface LoadedKyvernoMutating {
  readonly document: KyvernoMutatingPolicy;
  readonly compiled: readonly CompiledKyvernoMutating[];
}

/**
 * The mutating policies of Kyverno, asked about one request as its webhook does: each sees what those before it made of the object. The API server
 * asks the webhook once more when something changed the object after it.
 */
export function kyvernoPlugin(
  policies: readonly LoadedKyvernoMutating[],
  around: MutationSurroundings,
): MutatingPlugin {
  let left: ValueObject | null = null;
  const ask = (request: MutableRequest): PluginAnswer => {
    const answer = askPolicies(policies, request, around);
    left = answer.object;
    return answer;
  };
  return {
    ask,
    askAgain: (request) => {
      const isSame = left !== null && sameJson(left, request.object) === true;
      return isSame ? { object: request.object, verdicts: [] } : askAgain(policies, request, around);
    },
  };
}

/** Whether Kyverno is asked again hangs on how its webhook is registered, which matters only where that changes something. */
function askAgain(
  policies: readonly LoadedKyvernoMutating[],
  request: MutableRequest,
  around: MutationSurroundings,
): PluginAnswer {
  const answer = askPolicies(policies, request, around);
  const changes = answer.verdicts.filter(({ outcome }) => outcome !== "unchanged");
  if (changes.length === 0) return { object: request.object, verdicts: [] };
  const message = "cannot be told to be asked again after other policies changed the object";
  return {
    object: null,
    verdicts: changes.map((one) => ({ ...one, outcome: "unknown", denies: false, message })),
  };
}

/** An error ends the request, and what is not known ends what can be told of the object. */
function askPolicies(
  policies: readonly LoadedKyvernoMutating[],
  request: MutableRequest,
  around: MutationSurroundings,
): PluginAnswer {
  const verdicts: MutationVerdict[] = [];
  let { object } = request;
  for (const { document, compiled } of policies) {
    if (!document.spec.admission) continue;
    for (const policy of compiled) {
      const mutation = evaluateMutation(policy, { ...request, object }, around);
      if (mutation === null || isSkipped(mutation)) continue;
      const verdict = verdictOf(mutation, document, object);
      verdicts.push(verdict);
      if (verdict.outcome === "unknown") return { object: null, verdicts };
      if (verdict.denies) return { object, verdicts };
      object = mutation.object;
    }
  }
  return { object, verdicts };
}

/** Whether the conditions of a policy do not hold, of which there is nothing to say. */
function isSkipped({ status, applied }: KyvernoMutation): boolean {
  return status === "skip" && applied.length === 0;
}

function verdictOf(
  { status, isOpen, message, object, applied }: KyvernoMutation,
  policy: KyvernoMutatingPolicy,
  before: ValueObject,
): MutationVerdict {
  const said = { policy, binding: null, exceptions: applied };
  if (isOpen) return { ...said, outcome: "unknown", denies: false, message: `cannot be told: ${message}` };
  if (status !== "error") {
    const isSame = sameJson(before, object) === true;
    return { ...said, outcome: isSame ? "unchanged" : "changed", denies: false, message: "" };
  }
  const denies = policy.spec.failurePolicy === "Fail";
  return { ...said, outcome: "error", denies, message: `Policy ${policy.metadata.name} error: ${message}` };
}
