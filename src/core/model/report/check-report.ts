import type { Diagnostic } from "#core/diagnostics";
import type { Finding, FindingWaiver, Mode, Outcome, Severity } from "./finding.ts";
import type { ForeignEntry } from "./foreign-entry.ts";

/** The validation behind findings, as reporters describe it. Present for every loaded validation, whether or not it found anything. */
export interface Rule {
  /** `policy/validation`. */
  readonly id: string;
  readonly policy: string;
  readonly validation: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly mode: Mode;
  /** `runtime` when only an inventory of what exists can tell. */
  readonly evidence: "configuration" | "runtime";
  readonly remediation: string | null;
  readonly satisfies: readonly string[];
}

export interface InputSummary {
  readonly file: string;
  /** `terraform-plan`, `kubernetes-manifest`, … or null when it could not be told. */
  readonly format: string | null;
  readonly status: "decided" | "failed";
  readonly resources: number;
  readonly effects: number;
  readonly effect: "allow" | "hold" | "deny" | null;
}

/**
 * The summary line. `vacuous` counts policies that matched no resource at all; `awaiting` validations that an inventory would have to feed and none did; `warn` counts failures of policies that only warn.
 */
export interface Counts {
  readonly pass: number;
  readonly fail: number;
  readonly warn: number;
  readonly unknown: number;
  readonly error: number;
  readonly waived: number;
  readonly notApplicable: number;
  readonly vacuous: number;
  readonly awaiting: number;
}

/** One verdict that passed or did not apply, listed on request only (`--show-passed`), so that reports can prove coverage. */
export interface QuietVerdict {
  readonly rule: string;
  readonly outcome: Exclude<Outcome, "fail" | "unknown" | "error" | "waived">;
  /** The id of the resource. */
  readonly resource: string;
  /** What else a report names the resource by. */
  readonly subject: { readonly type: string; readonly name: string; readonly scope: string };
  readonly file: string;
  /** What the engine of a policy that others wrote says of it; null for Writ's own policies. */
  readonly foreign: ForeignEntry | null;
}

/** How a loaded waiver stands after a run. */
export interface WaiverStanding extends FindingWaiver {
  /** `in-use` when it turned something aside; with any other state it turned nothing aside. `not-judged` where nothing was judged. */
  readonly state: "in-use" | "unneeded" | "unmatched" | "content-changed" | "expired" | "self-approved" | "not-judged";
  readonly policy: string;
  /** Null for every validation of the policy. */
  readonly validation: string | null;
  /** Of a policy of others what bound it; null for whatever does. */
  readonly binding: string | null;
  /** The id of the resource. */
  readonly resource: string;
  /** Whole days until it ends, below zero once it is over. */
  readonly daysLeft: number | null;
  /** Whether it is in force and ends within the days of the settings. */
  readonly endsSoon: boolean;
  /** How many verdicts it turns aside, or would if it were in force. */
  readonly findings: number;
  /** Another waiver that is about the same findings and counts instead. */
  readonly overlaps: string | null;
  /** Where its document is. */
  readonly file: string;
  readonly line: number;
}

/** An object that mutating policies of Kubernetes' admission changed before policies of others judged it. */
export interface ObjectMutations {
  readonly file: string;
  /** The id of the resource. */
  readonly resource: string;
  /** The policies that changed it, in the order in which they were called. */
  readonly policies: readonly string[];
  /** Where the object differs from what the file says, the first ones of many. */
  readonly paths: readonly string[];
}

export interface Obligation {
  readonly code: string;
  readonly message: string;
  readonly rule: string | null;
  readonly resource: string | null;
}

/** What the API server would write to its audit log when an object is admitted or denied. */
export interface AuditAnnotation {
  readonly file: string;
  /** The id of the object. */
  readonly resource: string;
  /** As in `policy/key`. */
  readonly key: string;
  /** Null when it cannot be told here. */
  readonly value: string | null;
}

/** Everything that one run of `writ check` found, the one input of every reporter. Nothing in it is secret. */
export interface CheckReport {
  readonly tool: { readonly name: "writ"; readonly version: string; readonly informationUri: string };
  /** RFC 3339. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly principal: { readonly id: string; readonly kind: string };
  readonly environment: string | null;
  readonly bundleDigest: string;
  readonly effect: "allow" | "hold" | "deny" | null;
  readonly exitCode: number;
  readonly inputs: readonly InputSummary[];
  readonly rules: readonly Rule[];
  readonly findings: readonly Finding[];
  readonly quiet: readonly QuietVerdict[];
  readonly vacuous: readonly string[];
  /** Rules that stay unknown until an inventory observes what they are about. */
  readonly awaiting: readonly string[];
  /** Objects that were changed before policies of others judged them; Writ's own policies judge what the file says. */
  readonly mutations: readonly ObjectMutations[];
  /** Every loaded waiver, by name. */
  readonly waivers: readonly WaiverStanding[];
  readonly obligations: readonly Obligation[];
  readonly annotations: readonly AuditAnnotation[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
}
