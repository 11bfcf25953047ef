import { reportWrongType } from "../shape/shape.ts";
import { decisionMessage, type DecisionMessage } from "../decision/decision.ts";
import { list, named, oneOf, orNull, record, required, optional, text, whole, type Shape } from "../shape/index.ts";
import { findings, type SubmissionFinding } from "./finding.ts";
import {
  digest,
  pipelineRun,
  planChanges,
  savedPlan,
  type PipelineRun,
  type PlanChanges,
  type SavedPlan,
} from "./plan.ts";

/** A plan that somebody wants to apply. */
export interface SubmissionRequest {
  readonly plan: SavedPlan;
  /** `Bundle.kindsDigest` of the kinds that the changes were made by. */
  readonly kinds: string;
  readonly changes: PlanChanges;
  readonly run: PipelineRun | null;
}

/** What was decided, and the receipt for it. */
export interface SubmissionAnswer {
  readonly id: string;
  readonly decision: DecisionMessage;
  readonly findings: readonly SubmissionFinding[];
  /** A DSSE envelope. */
  readonly receipt: string;
  /** The request for an approval that would release it; null where none would. */
  readonly approval: string | null;
  readonly expiresAt: string;
}

/** May this plan be applied, now, once? */
export interface AuthorizationRequest {
  readonly receipt: string;
  /** Of the file that is about to be applied. */
  readonly plan: string;
  /** Of the changes that were read out of that file. */
  readonly changes: string;
  /** Drawn at random for this attempt, so that asking again after a lost answer is no second use. */
  readonly attempt: string;
}

/** Why a plan may not be applied. */
export interface RefusalMessage {
  readonly code: string;
  readonly message: string;
}

export interface AuthorizationAnswer {
  /** Null when the plan may be applied. */
  readonly refusal: RefusalMessage | null;
  readonly decision: DecisionMessage;
  readonly findings: readonly SubmissionFinding[];
}

export const OUTCOME_STATUSES = ["executed", "failed", "unknown"] as const;

/** What became of a plan. */
export interface OutcomeRequest {
  readonly attempt: string;
  readonly status: (typeof OUTCOME_STATUSES)[number];
  readonly exitCode: number | null;
  /** The changes with what is known of them now; null when nothing could be observed. */
  readonly observed: PlanChanges | null;
}

export const AGREEMENTS = ["match", "mismatch", "unknown"] as const;

export interface OutcomeAnswer {
  /** Whether what is there is what was planned. */
  readonly agreement: (typeof AGREEMENTS)[number];
  /** Where it is not, in words. */
  readonly differences: readonly string[];
  /** How many obligations the now-known values discharged. */
  readonly discharged: number;
  /** What is violated, and what is still not known. */
  readonly findings: readonly SubmissionFinding[];
}

const WORD: Shape<string> = text("a word", 256);
const SENTENCE: Shape<string> = text("a sentence", 65_536, true);
const ENVELOPE: Shape<string> = text("a receipt", 1_048_576);

/** A word that was drawn at random, long enough that nobody guesses it. */
const ATTEMPT: Shape<string> = {
  expected: "a random word of 16 to 64 letters and digits",
  read: (value, place, reading) =>
    typeof value === "string" && /^[A-Za-z0-9_-]{16,64}$/.test(value)
      ? value
      : reportWrongType(value, place, reading, "a random word of 16 to 64 letters and digits"),
  schema: () => ({ type: "string", pattern: "^[A-Za-z0-9_-]{16,64}$" }),
};
const MOST_DIFFERENCES = 100;

export const submissionRequest: Shape<SubmissionRequest> = named(
  "SubmissionRequest",
  record<SubmissionRequest>("a submission", {
    plan: required(savedPlan, "the plan"),
    kinds: required(text("a digest", 64), "of the kinds that the changes were made by"),
    changes: required(planChanges, "what it would do"),
    run: optional(orNull(pipelineRun), null, "the run of a pipeline that submits it"),
  }),
);

export const submissionAnswer: Shape<SubmissionAnswer> = named(
  "Submission",
  record<SubmissionAnswer>("what was decided", {
    id: required(WORD, "of the submission"),
    decision: required(decisionMessage, "what was decided"),
    findings: required(findings, "what the decision hangs on"),
    receipt: required(ENVELOPE, "a DSSE envelope, signed by this control plane"),
    approval: required(orNull(WORD), "the request for an approval; null where none would release it"),
    expiresAt: required(WORD, "when the receipt is worth nothing any more"),
  }),
);

export const authorizationRequest: Shape<AuthorizationRequest> = named(
  "AuthorizationRequest",
  record<AuthorizationRequest>("a request to apply", {
    receipt: required(ENVELOPE, "as it was answered"),
    plan: required(digest, "of the file that is about to be applied"),
    changes: required(digest, "of the changes that were read out of that file"),
    attempt: required(ATTEMPT, "drawn at random for this attempt"),
  }),
);

const refusal: Shape<RefusalMessage> = record<RefusalMessage>("a refusal", {
  code: required(WORD, "a permanent word"),
  message: required(SENTENCE, "for people"),
});

export const authorizationAnswer: Shape<AuthorizationAnswer> = named(
  "Authorization",
  record<AuthorizationAnswer>("whether a plan may be applied", {
    refusal: required(orNull(refusal), "why not; null when it may, this once"),
    decision: required(decisionMessage, "what was decided this time"),
    findings: required(findings, "what the decision hangs on"),
  }),
);

export const outcomeRequest: Shape<OutcomeRequest> = named(
  "OutcomeRequest",
  record<OutcomeRequest>("an outcome", {
    attempt: required(ATTEMPT, "the attempt that was authorized"),
    status: required(oneOf(OUTCOME_STATUSES), "what became of it"),
    exitCode: optional(orNull(whole(0, 255)), null, "of the tool; null when it did not end by itself"),
    observed: optional(orNull(planChanges), null, "the changes with what is known of them now"),
  }),
);

export const outcomeAnswer: Shape<OutcomeAnswer> = named(
  "Outcome",
  record<OutcomeAnswer>("what is known of an outcome", {
    agreement: required(oneOf(AGREEMENTS), "whether what is there is what was planned"),
    differences: required(list(SENTENCE, "differences", MOST_DIFFERENCES), "where it is not"),
    discharged: required(whole(0, Number.MAX_SAFE_INTEGER), "how many obligations are met now"),
    findings: required(findings, "what is violated, and what is still not known"),
  }),
);

/** Who signs the receipts of a control plane: verifier keys in the form of C2SP signed-note. */
export interface ReceiptKeysAnswer {
  readonly keys: readonly string[];
}

const MOST_KEYS = 64;

export const receiptKeysAnswer: Shape<ReceiptKeysAnswer> = record<ReceiptKeysAnswer>("keys of receipts", {
  keys: required(
    list(text("a key", 512), "keys", MOST_KEYS),
    "verifier keys (C2SP signed-note), one of which signs each receipt",
  ),
});
