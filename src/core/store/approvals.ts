import type { Instant } from "./records.ts";

/** JSON as plain data. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const APPROVAL_KINDS = ["activation", "submission", "act", "resume", "toolset"] as const;
/** What is asked for: that a bundle decides, that a submitted change is applied, that an agent does something, that what was stopped goes on, or that tools are used as a server offers them. */
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** That somebody other than its maker must approve something before it happens. */
export interface ApprovalRequest {
  /** UUIDv7, so that the order of ids is that of time. */
  readonly id: string;
  readonly kind: ApprovalKind;
  /** The digest (`sha256:` and 64 hex digits) of exactly what is approved. Of anything with another digest nothing is approved. */
  readonly subject: string;
  /** Who made it and who asks for it, as `Caller.id`; neither may approve it. */
  readonly author: string | null;
  readonly requester: string;
  /** Who else may not approve it: what acts, and everybody on whose behalf it does. */
  readonly involved?: readonly string[] | undefined;
  /** For people; proves nothing. */
  readonly requesterName: string;
  /** What it is about, for people. */
  readonly summary: string;
  /**
   * What it is about, for programs: its keys are words that people understand, since all of it is shown to them. What is listed under `destroys` and
   * `loosens` comes first there.
   */
  readonly details: JsonObject;
  readonly requestedAt: Instant;
  /** From then on an approval is worth nothing, whenever it was given. */
  readonly expiresAt: Instant;
}

export const APPROVAL_ANSWERS = ["approved", "refused", "revoked"] as const;
export type ApprovalAnswerKind = (typeof APPROVAL_ANSWERS)[number];

/** What somebody answered. */
export interface ApprovalAnswer {
  /** The id of what was answered. */
  readonly request: string;
  /** `Caller.id`. */
  readonly approver: string;
  /** For people; proves nothing. */
  readonly approverName: string;
  readonly answer: ApprovalAnswerKind;
  readonly reason: string;
  readonly at: Instant;
}

/** That an approval was used where it may be used once; `by` was chosen by whoever used it, so that asking again is recognised. */
export interface ApprovalUse {
  readonly by: string;
  readonly at: Instant;
}

/** A request with all that came of it. */
export interface StoredApproval {
  readonly request: ApprovalRequest;
  /** None, the one that decided, or that and the revocation of it. */
  readonly answers: readonly ApprovalAnswer[];
  readonly use: ApprovalUse | null;
}

export const APPROVAL_STATES = ["waiting", "approved", "refused", "revoked", "expired"] as const;
/** How a request stands at a point in time. */
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Which requests, a page at a time. */
export interface ApprovalPage {
  /** Null for any. */
  readonly state: ApprovalState | null;
  readonly kind: ApprovalKind | null;
  /** Of exactly this; null for any. */
  readonly subject: string | null;
  /** When the states are told. */
  readonly now: Instant;
  /** The id of the last request of the page before; null for the first page. */
  readonly before: string | null;
  readonly limit: number;
}

export type AnswerResult =
  | { readonly kind: "answered"; readonly approval: StoredApproval }
  | { readonly kind: "conflict"; readonly approval: StoredApproval }
  | { readonly kind: "unknown" };

/** For whom something is asked, and how much of it may wait at once. */
export interface AskLimit {
  /** Whose requests are counted; a digest, since names may hold anything. */
  readonly holder: string;
  readonly most: number;
  readonly now: Instant;
}

export type AskOnceResult =
  | { readonly kind: "asked" }
  /** Exactly this was asked before: it is not over, and was not used. */
  | { readonly kind: "known"; readonly approval: StoredApproval }
  /** As much as may waits already. */
  | { readonly kind: "too-many" }
  | { readonly kind: "taken" };

export type ConsumeResult =
  | { readonly kind: "consumed" }
  | { readonly kind: "used"; readonly use: ApprovalUse }
  | { readonly kind: "not-approved" }
  | { readonly kind: "unknown" };

/** Requests for approval and their answers. Who may answer is not asked here. */
export interface ApprovalStore {
  /** Content never changes under an id; `taken`: another request has this one. */
  ask(request: ApprovalRequest): Promise<{ readonly kind: "asked" } | { readonly kind: "taken" }>;
  /**
   * As `ask`, unless a request of this kind for exactly this subject stands already, whatever was answered to it, or `limit.most` of the holder wait. Of
   * replicas that ask at once for one holder, one is first.
   */
  askOnce(request: ApprovalRequest, limit: AskLimit): Promise<AskOnceResult>;
  find(id: string): Promise<StoredApproval | null>;
  /** The latest first. */
  list(page: ApprovalPage): Promise<readonly StoredApproval[]>;
  /**
   * The first answer decides, and what it approved may be revoked once. Of replicas that answer at once one succeeds; the others are told how it stands
   * (`conflict`).
   */
  answer(answer: ApprovalAnswer): Promise<AnswerResult>;
  /**
   * Uses an approval up: one that was given, was not revoked, and is not over at `use.at`. Of all who try, the first succeeds. Whoever does not ask for
   * single use looks at `approvalState` and leaves this alone.
   */
  consume(id: string, use: ApprovalUse): Promise<ConsumeResult>;
}
