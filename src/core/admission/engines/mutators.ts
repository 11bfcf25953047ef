import type { ForeignEntry } from "#core/model";
import type { AdmissionRequest } from "../model/request.ts";
import { admissionPlugin } from "../mutating/admission-plugin.ts";
import type { MutatingSpeaker, MutationVerdict } from "../mutating/plugin.ts";
import { reviewMutations } from "../mutating/review.ts";
import type { BoundMutatingPolicy, MutatedAround } from "../mutating/types.ts";
import type { MutatingPolicyDocument } from "../documents/mutating-types.ts";
import { nameOf } from "../kyverno/documents/name.ts";
import type { KyvernoMutatingPolicy } from "../kyverno/documents/types.ts";
import { kyvernoPlugin } from "../kyverno/mutating/plugin.ts";
import type { LoadedAdmission } from "../validating/load.ts";
import type { AskedAround, ForeignPolicy, ForeignVerdict } from "./engine.ts";
import { factsOf } from "./facts.ts";
import type { Naming } from "./names.ts";

/** The mutating policies of all engines, which change objects before others judge them. */
export interface Mutators {
  readonly policies: readonly ForeignPolicy[];
  /** What the policies make of the object of a request. Total. */
  mutate(request: AdmissionRequest, around: AskedAround & MutatedAround): MutatedRequest;
}

/** A request after all mutating policies. */
export interface MutatedRequest {
  /** The request as other policies see it; null when nobody can tell what the object is. */
  readonly request: AdmissionRequest | null;
  /** The policies that changed the object, by name. */
  readonly changedBy: readonly string[];
  /** What is to be said of the policies that were asked. */
  readonly verdicts: readonly ForeignVerdict[];
}

type Mutating = Pick<LoadedAdmission, "mutating" | "kyverno">;

/** The mutating policies of what was loaded, asked in the order of the API server. */
export function createMutators({ mutating, kyverno }: Mutating, naming: Naming): Mutators {
  const described = new Map<MutatingSpeaker, ForeignPolicy>([
    ...mutating.map((one) => [one.document, describe(one.document, namesOf(one), naming)] as const),
    ...kyverno.mutating.map(({ document }) => [document, describe(document, [], naming)] as const),
  ]);
  return {
    policies: [...described.values()],
    mutate(request, around) {
      kyverno.clock.now = around.now;
      const review = reviewMutations(
        (reversed) => [
          admissionPlugin(reversed ? mutating.toReversed() : mutating, around),
          kyvernoPlugin(reversed ? kyverno.mutating.toReversed() : kyverno.mutating, around),
        ],
        request,
      );
      const verdicts = review.verdicts.flatMap((verdict) => {
        const policy = described.get(verdict.policy);
        return policy === undefined ? [] : [toVerdict(verdict, policy)];
      });
      const changed = review.verdicts.filter(({ outcome }) => outcome === "changed");
      return {
        request: review.object === null && request.object !== null ? null : { ...request, object: review.object },
        changedBy: [...new Set(changed.flatMap(({ policy }) => described.get(policy)?.name ?? []))],
        verdicts,
      };
    },
  };
}

function namesOf({ bindings }: BoundMutatingPolicy): readonly string[] {
  return bindings.map((binding) => binding.metadata.name);
}

function describe(
  document: MutatingPolicyDocument | KyvernoMutatingPolicy,
  bindings: readonly string[],
  naming: Naming,
): ForeignPolicy {
  const { kind, metadata, spec } = document;
  const { title, description, severity } = factsOf(metadata);
  return {
    kind,
    name: naming(kind, nameOf(document)),
    title,
    description,
    severity,
    actions: spec.failurePolicy === "Fail" ? ["Deny"] : ["Audit"],
    messages: [],
    bindings,
  };
}

function toVerdict(verdict: MutationVerdict, policy: ForeignPolicy): ForeignVerdict {
  const { binding, outcome, denies, message, exceptions } = verdict;
  const isQuiet = outcome === "changed" || outcome === "unchanged";
  return {
    policy,
    binding,
    index: null,
    outcome: isQuiet ? "pass" : outcome,
    level: levelOf(outcome, denies),
    message: outcome === "unknown" ? `${policy.kind} '${policy.name}' ${message}` : message,
    required: null,
    stops: false,
    exceptions,
    entry: isQuiet ? null : entryOf(verdict),
  };
}

/** What an object becomes is no detail, so that it is a warning when nobody can tell. */
function levelOf(outcome: MutationVerdict["outcome"], denies: boolean): ForeignVerdict["level"] {
  if (outcome === "unknown") return "warning";
  return denies ? "violation" : "note";
}

/** Kyverno, whose policies are bound by nothing, writes its own name before the kind. */
function entryOf({ policy, binding, message }: MutationVerdict): ForeignEntry {
  const { category, severity, scored } = factsOf(policy.metadata);
  const named =
    binding === null
      ? { source: "KyvernoMutatingPolicy", policy: nameOf(policy), rule: "evaluation", binding }
      : { source: policy.kind, policy: policy.metadata.name, rule: policy.metadata.name, binding };
  return { ...named, result: "error", message, scored, category, severity, properties: {} };
}

/** What a validating policy said of an object that may not be the one that it would see. */
export function undecided(verdict: ForeignVerdict): ForeignVerdict {
  const { policy } = verdict;
  const message = `${policy.kind} '${policy.name}' cannot be told, since nobody can tell what mutating policies make of the object`;
  return {
    ...verdict,
    index: null,
    outcome: "unknown",
    level: policy.actions.includes("Deny") ? "warning" : "note",
    message,
    required: null,
    stops: true,
    exceptions: [],
    entry: verdict.entry === null ? null : { ...verdict.entry, result: "error", message },
  };
}
