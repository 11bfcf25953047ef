import type { Caller } from "#core/access";
import type { SubmissionStore } from "#core/store";
import type { Receipt } from "#core/receipts";
import type { OutcomeAnswer, OutcomeRequest } from "#core/wire";
import type { SessionPorts } from "#points/api";

/** What somebody is asked to approve. */
export interface ApprovalQuestion {
  readonly id: string;
  /** `approvalSubject` of what is approved. */
  readonly subject: string;
  /** The id of the caller who asks. */
  readonly requester: string;
  /** For people; proves nothing. */
  readonly requesterName: string;
  readonly summary: string;
  /** JSON as plain data. */
  readonly details: object;
  readonly requestedAt: string;
  readonly expiresAt: string;
}

/** How an approval stands, and of what it is. */
export interface ApprovalStanding {
  readonly subject: string;
  readonly state: "waiting" | "approved" | "refused" | "revoked" | "expired";
}

/** Where approvals are asked for and looked up. Both reject with `UnavailableError`. */
export interface Approvals {
  ask(question: ApprovalQuestion): Promise<void>;
  /** Null where there is no such request. */
  find(id: string, now: string): Promise<ApprovalStanding | null>;
}

/** What became of a plan, for the record. */
export interface EffectRecord {
  readonly caller: Caller;
  /** The record of the decision by which it was applied. */
  readonly decision: string;
  readonly status: OutcomeRequest["status"];
  readonly agreement: OutcomeAnswer["agreement"];
  /** The digest of what was observed; null when nothing was. */
  readonly after: string | null;
}

/** What this point is given. */
export interface ApplyPorts extends SessionPorts {
  readonly submissions: SubmissionStore;
  readonly approvals: Approvals;
  /** The name under which receipts are signed. */
  readonly origin: string;
  sign(receipt: Receipt): Promise<string>;
  /** How long a receipt holds. */
  readonly receiptMs: number;
  /** A new id (UUIDv7). */
  newId(): string;
  /** Keeps what became of a plan; rejects with `UnavailableError`. Null where nothing is recorded. */
  readonly recordEffect: ((effect: EffectRecord) => Promise<void>) | null;
}
