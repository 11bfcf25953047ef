import { readFileSync } from "node:fs";
import { readSource } from "#adapters/sources";
import { compileProgram, decide, type Verdict } from "#core/decide";
import { Timestamp } from "#core/language";
import type { Effect } from "#core/model";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";
import { pathOf, type Act, type Outcomes } from "./acts.ts";
import type { Expression } from "./expressions.ts";
import { worstOf } from "./worst-of.ts";

/** What was said of an act in one expression. */
export interface Judgement {
  /** By policy. */
  readonly verdicts: Readonly<Record<string, Outcomes>>;
  /** What could not be read or followed, and which policies could not be evaluated at all, in words. */
  readonly troubles: readonly string[];
}

const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);
const OPTIONS = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };

/** Makes a judge by the shipped library, which is loaded once. */
export function createJudge(): (act: Act, expression: Expression) => Judgement {
  const { bundle, diagnostics } = loadPolicies({ paths: [], library: true });
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  const program = compileProgram(bundle);
  return (act, { file }) => {
    const reading = readSource({ file, bytes: readFileSync(pathOf(act.name, file)) });
    const proposed = proposeReadings(program, bundle.kinds, [reading], OPTIONS);
    const decided = proposed.map(({ proposal }) => ({ proposal, verdicts: decide(program, proposal, NOW).verdicts }));
    const asked = decided.flatMap(({ proposal, verdicts }) =>
      verdicts.filter((one) => isAsked(act, one, proposal.effects)),
    );
    const errors = decided.flatMap(({ verdicts }) => verdicts).filter(({ outcome }) => outcome === "error");
    // That a chart makes more in a cluster is said whatever the act is, which is about the chart that is taken.
    const unread = [...reading.diagnostics, ...reading.unresolved]
      .filter(({ code }) => code !== "kubernetes-chart-not-seen")
      .map(({ message }) => message);
    const wrong = errors.map(({ policy, validation }) => `${policy}/${validation} cannot be evaluated`);
    return { verdicts: summarise(act, asked), troubles: [...unread, ...wrong] };
  };
}

function isAsked({ verdicts, judged }: Act, { policy, effect }: Verdict, effects: readonly Effect[]): boolean {
  const kind = effects[effect]?.resource.kind ?? "";
  return Object.hasOwn(verdicts, policy) && (judged.includes(kind) || judged.includes("*"));
}

function summarise(act: Act, verdicts: readonly Verdict[]): Judgement["verdicts"] {
  return Object.fromEntries(
    Object.keys(act.verdicts).map((policy) => {
      const own = Map.groupBy(
        verdicts.filter((one) => one.policy === policy),
        ({ validation }) => validation,
      );
      const worst = [...own].map(
        ([validation, some]) => [validation, worstOf(some.map(({ outcome }) => outcome))] as const,
      );
      return [policy, Object.fromEntries(worst.filter(([, outcome]) => outcome !== "not-applicable"))];
    }),
  );
}
