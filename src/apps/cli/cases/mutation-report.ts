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
  /** Those that noticed a change last come first, because most changes are noticed by few cases. */
  readonly cases: ReadyCase[];
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
      subject.trials.push({ judge, cases: [...own] });
    }
  }
  return [...subjects.values()];
}

type Answer = { readonly kind: "senseless" | "killed" } | { readonly kind: "survived"; readonly mutation: Mutation };

/** Asks until somebody notices: what noticed the last change is asked first, since changes beside each other are often noticed by the same case. */
function tryMutant({ policy, mutation }: Mutant, trials: Trial[]): Answer {
  let isSenseless = true;
  for (const [at, trial] of trials.entries()) {
    const answer = noticed(policy, trial);
    if (answer === "noticed") {
      toFront(trials, at);
      return { kind: "killed" };
    }
    isSenseless &&= answer === "senseless";
  }
  return isSenseless ? { kind: "senseless" } : { kind: "survived", mutation };
}

function noticed(policy: PolicyDocument, { judge, cases }: Trial): "noticed" | "unnoticed" | "senseless" {
  const bundle = judge.replace(policy);
  if (bundle === null) return "senseless";
  const program = compileProgram(bundle, { backend: "closures" });
  const at = cases.findIndex((one) => judgeCase(one, { bundle, program }).length > 0);
  if (at < 0) return "unnoticed";
  toFront(cases, at);
  return "noticed";
}

function toFront(all: unknown[], at: number): void {
  all.unshift(...all.splice(at, 1));
}
