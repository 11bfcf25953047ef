import type { Bundle } from "#core/bundle";
import type { Backend, Timestamp, Value } from "#core/language";
import type { Effect, Mode, Outcome, Proposal, Severity } from "#core/model";

/** A bundle compiled and indexed, ready to decide. */
export interface Program {
  readonly bundleDigest: string;
}

export interface ProgramOptions {
  readonly backend?: Backend;
}

/** Compiles a bundle; throws `InvariantError` for a bundle without any policy (nothing may be an allow-all). */
export function compileProgram(_bundle: Bundle, _options: ProgramOptions = {}): Program {
  throw new Error("not built yet");
}

/** What one validation said of one effect. */
export interface Verdict {
  readonly policy: string;
  readonly validation: string;
  readonly severity: Severity;
  readonly mode: Mode;
  /** Position in `proposal.effects`. */
  readonly effect: number;
  readonly outcome: Outcome;
  /** With `waived`: the waiver's name, and what the validation itself said. */
  readonly waiver: string | null;
  readonly underlying: Outcome;
}

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly effect: number | null;
}

export interface DecisionObligation {
  readonly code: string;
  readonly message: string;
  readonly verdict: Verdict | null;
}

export interface Decision {
  readonly effect: "allow" | "hold" | "deny";
  readonly verdicts: readonly Verdict[];
  readonly reasons: readonly Reason[];
  readonly obligations: readonly DecisionObligation[];
  readonly bundleDigest: string;
}

/** Answers one proposal against one program. */
export function decide(_program: Program, _proposal: Proposal, _now: Timestamp): Decision {
  throw new Error("not built yet");
}

/** One value that a verdict hangs on: the path read, what was there, and what was asked of it. */
export interface WitnessRead {
  /** As in `resource.properties.encrypted`. */
  readonly path: string;
  readonly segments: readonly (string | number)[];
  readonly value: Value;
  /** The smallest failed sub-expression that read it. */
  readonly required: string;
}

export interface Witness {
  readonly message: string;
  readonly reads: readonly WitnessRead[];
  /** The smallest sub-expressions that made the outcome what it is, as source text. */
  readonly required: string;
}

/** Explains one verdict of a decision by evaluating its validation once more with every read recorded. */
export function explainVerdict(_program: Program, _proposal: Proposal, _verdict: Verdict, _now: Timestamp): Witness {
  throw new Error("not built yet");
}

/** The digest of what was judged: SHA-256 over the canonical form of a proposal, lower-case hex. */
export function digestProposal(_proposal: Proposal): string {
  throw new Error("not built yet");
}

export type { Effect };
