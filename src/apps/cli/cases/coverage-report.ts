import { isVacuousPass } from "#core/analysis";
import { decide, type Verdict } from "#core/decide";
import type { Outcome } from "#core/model";
import type { ReadyCase } from "./prepare.ts";

/** What the cases make one validation say. */
export interface ValidationCoverage {
  readonly policy: string;
  readonly validation: string;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Passes that hang on nothing being there. */
  readonly vacuousPasses: number;
  /** What the cases leave open, for people; empty when nothing. */
  readonly gaps: readonly string[];
}

/** What all cases together make the validations of their policies say. */
export interface CoverageReport {
  readonly validations: readonly ValidationCoverage[];
  /** Cases on whose input no policy had anything to say. */
  readonly matchedNothing: readonly string[];
}

/** Counts what the validations of all policies of the cases say in them, and tells what is never said. */
export function coverCases(cases: readonly ReadyCase[]): CoverageReport {
  const tallies = new Map<string, Tally>();
  const matchedNothing: string[] = [];
  for (const one of cases) {
    addTallies(one, tallies);
    if (!coverCase(one, tallies)) matchedNothing.push(one.folder);
  }
  return { validations: [...tallies.values()].map(coverageOf), matchedNothing };
}

interface Tally {
  readonly policy: string;
  readonly validation: string;
  readonly outcomes: Partial<Record<Outcome, number>>;
  vacuousPasses: number;
}

/** Makes a tally for every validation that the case could make say something. */
function addTallies({ judge }: ReadyCase, tallies: Map<string, Tally>): void {
  for (const { document } of judge.bundle.policies) {
    const policy = document.metadata.name;
    for (const { id: validation } of document.spec.validations) {
      const key = keyOf(policy, validation);
      if (!tallies.has(key)) tallies.set(key, { policy, validation, outcomes: {}, vacuousPasses: 0 });
    }
  }
}

/** Whether any policy had anything to say. */
function coverCase({ judge, proposals, now }: ReadyCase, tallies: ReadonlyMap<string, Tally>): boolean {
  let isMatched = false;
  for (const proposal of proposals) {
    for (const verdict of decide(judge.program, proposal, now).verdicts) {
      const tally = tallies.get(keyOf(verdict.policy, verdict.validation));
      if (tally === undefined) continue;
      count(tally, verdict);
      if (isVacuousPass(judge.program, proposal, verdict, now)) tally.vacuousPasses += 1;
      isMatched ||= verdict.outcome !== "not-applicable";
    }
  }
  return isMatched;
}

function count({ outcomes }: Tally, { outcome }: Verdict): void {
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}

function coverageOf({ policy, validation, outcomes, vacuousPasses }: Tally): ValidationCoverage {
  const passes = outcomes.pass ?? 0;
  const gaps = [
    ...(passes === 0 ? ["no case makes it pass"] : []),
    ...(outcomes.fail === undefined ? ["no case makes it fail"] : []),
    ...(passes > 0 && vacuousPasses === passes ? ["it passes only where what it asks about is absent"] : []),
  ];
  return { policy, validation, outcomes, vacuousPasses, gaps };
}

function keyOf(policy: string, validation: string): string {
  return `${policy}/${validation}`;
}
