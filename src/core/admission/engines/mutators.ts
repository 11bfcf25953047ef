import type { ForeignEntry } from "#core/model";
import type { AdmissionRequest } from "../model/request.ts";
import { admissionPlugin } from "../mutating/admission-plugin.ts";
import type { MutatingSpeaker, MutationVerdict } from "../mutating/plugin.ts";
import { reviewMutations } from "../mutating/review.ts";
import type { BoundMutatingPolicy, MutatedAround } from "../mutating/types.ts";
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

/** The mutating policies of what was loaded, asked in the order of the API server. */
export function createMutators(mutating: readonly BoundMutatingPolicy[], naming: Naming): Mutators {
  const described = new Map<MutatingSpeaker, ForeignPolicy>(
    mutating.map((one) => [one.document, describe(one, naming)] as const),
  );
  return {
    policies: [...described.values()],
    mutate(request, around) {
      const review = reviewMutations(
        (reversed) => [admissionPlugin(reversed ? mutating.toReversed() : mutating, around)],
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

function describe({ document, bindings }: BoundMutatingPolicy, naming: Naming): ForeignPolicy {
  const { kind, metadata, spec } = document;
  const { title, description, severity } = factsOf(metadata);
  return {
    kind,
    name: naming(kind, metadata.name),
    title,
    description,
    severity,
    actions: spec.failurePolicy === "Fail" ? ["Deny"] : ["Audit"],
    messages: [],
    bindings: bindings.map((binding) => binding.metadata.name),
  };
}

function toVerdict(verdict: MutationVerdict, policy: ForeignPolicy): ForeignVerdict {
  const { binding, outcome, denies, message } = verdict;
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
    exceptions: [],
    entry: isQuiet ? null : entryOf(verdict, policy),
  };
}

/** What an object becomes is no detail, so that it is a warning when nobody can tell. */
function levelOf(outcome: MutationVerdict["outcome"], denies: boolean): ForeignVerdict["level"] {
  if (outcome === "unknown") return "warning";
  return denies ? "violation" : "note";
}

function entryOf({ policy: { metadata }, binding, message }: MutationVerdict, policy: ForeignPolicy): ForeignEntry {
  const { category, severity, scored } = factsOf(metadata);
  const named = { source: policy.kind, policy: metadata.name, rule: metadata.name, binding };
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
