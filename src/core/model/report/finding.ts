import type { Location } from "../resource/location.ts";
import type { Verb } from "../proposal/proposal.ts";
import type { ForeignEntry } from "./foreign-entry.ts";

export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a violation does. */
export const MODES = ["enforce", "warn", "audit"] as const;
export type Mode = (typeof MODES)[number];

export const OUTCOMES = ["pass", "fail", "unknown", "error", "not-applicable", "waived"] as const;
/** What one validation said of one effect. */
export type Outcome = (typeof OUTCOMES)[number];

/** One value that a verdict hangs on. `value` is printable text, masked where it must be. */
export interface Observation {
  readonly path: string;
  readonly value: string;
  readonly known: "yes" | "no" | "after-apply";
  readonly default: boolean;
  readonly location: Location | null;
}

/** Who accepted a finding, until when and why. */
export interface FindingWaiver {
  /** The name of the `Waiver`. */
  readonly id: string;
  readonly reason: string;
  readonly owner: string;
  readonly approver: string;
  readonly category: "accepted" | "mitigated";
  readonly ticket: string | null;
  /** RFC 3339. */
  readonly expires: string;
}

/** A comment that asks for a waiver, with its place. */
export interface FindingRequest {
  readonly reason: string;
  /** A date, or a point in time by RFC 3339. */
  readonly until: string;
  readonly file: string;
  readonly line: number;
}

/** One validation that did not pass on one resource, ready to be shown. */
export interface Finding {
  /** Stable over runs, line moves and renames: a hash of policy, validation and resource identity. */
  readonly fingerprint: string;
  readonly outcome: "fail" | "unknown" | "error" | "waived";
  /** What the outcome amounts to under the policy's mode: an enforced failure is a `violation`, one of mode `warn` or `audit` a `warning` or a `note`. */
  readonly level: "violation" | "warning" | "note";
  readonly severity: Severity;
  readonly policy: string;
  readonly validation: string;
  readonly title: string;
  readonly message: string;
  readonly verb: Verb;
  readonly resource: {
    readonly kind: string;
    readonly type: string;
    readonly id: string;
    readonly name: string;
    readonly scope: string;
    readonly environment: string | null;
  };
  /** The input that was judged; `location` may lie in a file beside it. */
  readonly input: string;
  readonly location: Location;
  readonly observed: readonly Observation[];
  /** What would have satisfied the validation, in words or as the expression. */
  readonly required: string;
  readonly remediation: string | null;
  readonly satisfies: readonly string[];
  readonly waiver: FindingWaiver | null;
  /** What a comment in the input asks for; it grants nothing. */
  readonly request: FindingRequest | null;
  /** What the engine of a policy that others wrote says of it; null for Writ's own policies. */
  readonly foreign: ForeignEntry | null;
  /** True when the finding was in the `--baseline` file. */
  readonly baseline: boolean;
}
