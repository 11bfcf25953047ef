import { childrenOf, type Expr } from "#core/language";
import { Batch } from "./batch.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import type { LoadedPolicy, Slot } from "./loaded-policy.ts";

/** A policy that an effect concerns: for certain, or only if it is in an environment which cannot be told yet. */
export interface Candidate {
  readonly policy: LoadedPolicy;
  readonly isCertain: boolean;
}

/** Beyond these a batch is split: functions that are too long stay unoptimised, objects with too many fields become slow. */
const MAX_BATCH_EXPRESSIONS = 48;

/** The policies that one class of effects concerns, ready to be evaluated. */
export class Bucket {
  readonly batches: readonly Batch[];
  #slotsInOrder: readonly Slot[] | undefined;

  constructor(candidates: readonly Candidate[], context: EvaluationContext) {
    this.batches = split(candidates).map(
      (group) =>
        new Batch(
          group.map(({ policy }) => policy),
          group[0]?.isCertain ?? true,
          context,
        ),
    );
  }

  /** All validations in the order of verdicts: by policy, then as the policy lists them. */
  get slotsInOrder(): readonly Slot[] {
    return (this.#slotsInOrder ??= this.batches
      .flatMap((batch) => batch.members.flatMap(({ slots }) => slots))
      .toSorted((a, b) => a.policy.position - b.policy.position));
  }
}

function split(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const shared = candidates.filter(isShareable);
  return [
    ...chunk(shared.filter((candidate) => candidate.isCertain)),
    ...chunk(shared.filter((candidate) => !candidate.isCertain)),
    ...candidates.filter((candidate) => !isShareable(candidate)).map((candidate) => [candidate]),
  ];
}

/** Whether a policy may be evaluated without asking its match conditions first: when it has none, or guards no loop with them. */
function isShareable({ policy }: Candidate): boolean {
  const { matchConditions, validations, variables } = policy.checked;
  return (
    matchConditions.length === 0 || ![...validations, ...variables].some(({ checked }) => hasLoop(checked.parsed.expr))
  );
}

function hasLoop(expr: Expr): boolean {
  return expr.kind === "comprehension" || childrenOf(expr).some(hasLoop);
}

function chunk(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const chunks: Candidate[][] = [];
  let weight = Infinity;
  for (const candidate of candidates) {
    const added = weightOf(candidate);
    if (weight + added > MAX_BATCH_EXPRESSIONS) {
      chunks.push([]);
      weight = 0;
    }
    chunks.at(-1)?.push(candidate);
    weight += added;
  }
  return chunks;
}

function weightOf({ policy }: Candidate): number {
  const { matchConditions, validations, variables } = policy.checked;
  return matchConditions.length + validations.length + variables.length;
}
