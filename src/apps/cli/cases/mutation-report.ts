import { mutatePolicy, type Mutant, type Mutation } from "#core/analysis";
import { compileProgram } from "#core/decide";
import type { PolicyDocument } from "#core/documents";
import type { Judge } from "./judge.ts";
import type { ReadyCase } from "./prepare.ts";
import { judgeCase } from "./run.ts";

/** How well the cases of one policy pin what it says. */
export interface PolicyMutations {
  readonly policy: string;
  /** Mutants that make sense: those that do not check are left out. */
  readonly mutants: number;
  /** What could be changed without any case noticing. */
  readonly survivors: readonly Mutation[];
}

/** A policy with the cases that it judges, by the other documents that lie beside them. */
interface Subject {
  readonly document: PolicyDocument;
  readonly trials: Trial[];
}

interface Trial {
  readonly judge: Judge;
  readonly cases: readonly ReadyCase[];
}

/**
 * Changes every policy of the cases in every small way and tells which changes no case notices. The cases must pass on the policies as they are.
 * A policy counts once, whatever settings lie beside its cases. `started` is called with the name of each policy before its turn.
 */
export function mutateCases(
  cases: readonly ReadyCase[],
  started: (policy: string) => void,
): readonly PolicyMutations[] {
  return subjectsOf(cases).map((subject) => {
    const { name } = subject.document.metadata;
    started(name);
    const answers = mutatePolicy(subject.document).map((mutant) => tryMutant(mutant, subject.trials));
    const survivors = answers.flatMap((answer) => (answer.kind === "survived" ? [answer.mutation] : []));
    return { policy: name, mutants: answers.filter(({ kind }) => kind !== "senseless").length, survivors };
  });
}

function subjectsOf(cases: readonly ReadyCase[]): readonly Subject[] {
  const subjects = new Map<string, Subject>();
  for (const [judge, own] of Map.groupBy(cases, (one) => one.judge)) {
    for (const { document } of judge.bundle.policies) {
      const key = JSON.stringify([document.origin.file, document.metadata.name]);
      const subject = subjects.get(key) ?? { document, trials: [] };
      subjects.set(key, subject);
      subject.trials.push({ judge, cases: own });
    }
  }
  return [...subjects.values()];
}

type Answer = { readonly kind: "senseless" | "killed" } | { readonly kind: "survived"; readonly mutation: Mutation };

function tryMutant({ policy, mutation }: Mutant, trials: readonly Trial[]): Answer {
  const answers = trials.map((trial) => noticed(policy, trial));
  if (answers.includes("noticed")) return { kind: "killed" };
  return answers.includes("unnoticed") ? { kind: "survived", mutation } : { kind: "senseless" };
}

function noticed(policy: PolicyDocument, { judge, cases }: Trial): "noticed" | "unnoticed" | "senseless" {
  const bundle = judge.replace(policy);
  if (bundle === null) return "senseless";
  const program = compileProgram(bundle, { backend: "closures" });
  return cases.some((one) => judgeCase(one, { bundle, program }).length > 0) ? "noticed" : "unnoticed";
}
