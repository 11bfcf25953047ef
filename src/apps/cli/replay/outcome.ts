import type { ReplayReport } from "#core/analysis";
import { EXIT } from "#points/check";

/** How much of what was decided was asked again; null where the recordings came from a file, which does not say. */
export interface Coverage {
  readonly decided: number;
  readonly recorded: number;
}

/** What a replay came to. */
export interface ReplayOutcome {
  /** The digest of the candidate. */
  readonly bundle: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly report: ReplayReport;
  /** Recordings that could not be asked again. */
  readonly unreadable: number;
  readonly coverage: Coverage | null;
}

/** Which flips end a command with 1. */
export type FailOn = "newly-allowed" | "any" | "never";

/** How a replay ends: 1 for flips that are not wanted, and 4 where not everything could be told. */
export function exitCodeOf(
  { report, unreadable }: Pick<ReplayOutcome, "report" | "unreadable">,
  failOn: FailOn,
): number {
  const { flips, replayed } = report;
  const any = Object.values(flips).reduce((sum, { recordings }) => sum + recordings, 0);
  const unwanted = { "newly-allowed": flips["newly-allowed"].recordings, any, never: 0 }[failOn];
  if (unwanted > 0) return EXIT.violations;
  return replayed.recordings === 0 || unreadable > 0 ? EXIT.undecided : EXIT.compliant;
}
