import { mutatePolicy, type Mutant, type Mutation } from "#core/analysis";
import { compileProgram } from "#core/decide";
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

/**
 * Changes every policy of the cases in every small way and tells which changes no case notices. The cases must pass on the policies as they are.
 * `started` is called with the name of each policy before its turn.
 */
export function mutateCases(
  cases: readonly ReadyCase[],
  started: (policy: string) => void,
): readonly PolicyMutations[] {
  const byJudge = Map.groupBy(cases, ({ judge }) => judge);
  return Array.from(byJudge, ([judge, own]) => mutateJudge(judge, own, started)).flat();
}

function mutateJudge(
  judge: Judge,
  cases: readonly ReadyCase[],
  started: (policy: string) => void,
): readonly PolicyMutations[] {
  return judge.bundle.policies.map(({ document }) => {
    const { name } = document.metadata;
    started(name);
    const answers = mutatePolicy(document).map((mutant) => tryMutant(mutant, judge, cases));
    const survivors = answers.flatMap((answer) => (answer.kind === "survived" ? [answer.mutation] : []));
    return { policy: name, mutants: answers.filter(({ kind }) => kind !== "senseless").length, survivors };
  });
}

type Answer = { readonly kind: "senseless" | "killed" } | { readonly kind: "survived"; readonly mutation: Mutation };

function tryMutant({ policy, mutation }: Mutant, judge: Judge, cases: readonly ReadyCase[]): Answer {
  const bundle = judge.replace(policy);
  if (bundle === null) return { kind: "senseless" };
  const program = compileProgram(bundle, { backend: "closures" });
  const isNoticed = cases.some((one) => judgeCase(one, { bundle, program }).length > 0);
  return isNoticed ? { kind: "killed" } : { kind: "survived", mutation };
}
