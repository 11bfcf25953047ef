import type { Principal, Severity } from "#core/model";

/** How one run decides and what it makes of the outcome. */
export interface CheckOptions {
  readonly principal: Principal;
  /** The environment of every resource that the settings do not place; null when nobody said. */
  readonly environment: string | null;
  /** Judge only what the input changes, not what it merely contains. */
  readonly changedOnly: boolean;
  /** Violations below this severity are reported without failing the run. */
  readonly failOn: Severity;
  /** Whether what cannot be decided fails the run with its own exit code. */
  readonly failOnUnknown: boolean;
  /** Whether warnings alone end the run with their own exit code. */
  readonly warnExitCode: boolean;
  /** Report violations, but end as if there were none; broken input still fails the run. */
  readonly noFail: boolean;
  /** List what passed or did not apply as well. */
  readonly showPassed: boolean;
  /** Fingerprints of findings that are known and accepted as the state from which to improve. */
  readonly baseline: ReadonlySet<string>;
}

/** What the run needs to know of its surroundings, since a point has no clock of its own. */
export interface CheckClock {
  /** RFC 3339. */
  readonly startedAt: string;
  readonly now: { readonly seconds: number; readonly nanos: number };
  /** Milliseconds since the run started. */
  elapsedMs(): number;
}
