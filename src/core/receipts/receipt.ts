import { PRINCIPAL_KINDS, type PrincipalKind } from "#core/model";
import { list, oneOf, orNull, record, required, savedPlan, text, type SavedPlan, type Shape } from "#core/wire";

/**
 * What a control plane signs of one decision about one saved plan: enough to know that exactly this plan was decided on, for whom, by what and until
 * when. It permits nothing by itself; whoever applies the plan shows it and is told.
 */
export interface Receipt {
  /** The id of the submission. */
  readonly submission: string;
  /** The control plane that decided: the name of its key. */
  readonly origin: string;
  readonly plan: SavedPlan;
  /** `changesDigest` of what was read out of the plan. */
  readonly changes: string;
  /** The digest of the proposal that was decided on, and of the bundle that it was decided by. */
  readonly proposal: string;
  readonly bundle: string;
  readonly principal: ReceiptPrincipal;
  readonly effect: "allow" | "hold" | "deny";
  readonly obligations: readonly { readonly code: string; readonly message: string }[];
  /** The request for an approval that would release it; null where none would. */
  readonly approval: string | null;
  /** The record of evidence that holds the decision; null where nothing is recorded. */
  readonly record: string | null;
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
  readonly expiresAt: string;
}

/** Who proposed: itself, and on whose behalf, outermost first. */
export interface ReceiptPrincipal {
  readonly kind: PrincipalKind;
  readonly id: string;
  readonly chain: readonly string[];
}

/** The type under which receipts are signed. */
export const RECEIPT_TYPE = "application/vnd.writ.receipt.v1+json";

/** What no receipt exceeds. */
export const RECEIPT_LIMITS: { readonly bytes: number; readonly obligations: number; readonly message: number } = {
  bytes: 1_048_576,
  obligations: 100,
  message: 500,
};

const WORD: Shape<string> = text("a word", 256);
const NAME: Shape<string> = text("a name", 2048);
const MOST_CHAIN = 1000;

const obligation = record<Receipt["obligations"][number]>("an obligation", {
  code: required(WORD, "a permanent word"),
  message: required(text("a sentence", RECEIPT_LIMITS.message, true), "for people"),
});

const principal = record<ReceiptPrincipal>("a principal", {
  kind: required(oneOf(PRINCIPAL_KINDS), "what it is"),
  id: required(NAME, "who it is"),
  chain: required(list(NAME, "names", MOST_CHAIN), "on whose behalf, outermost first"),
});

/** What is signed. */
export const receiptShape: Shape<Receipt> = record<Receipt>("a receipt", {
  submission: required(WORD, "the id of the submission"),
  origin: required(NAME, "the control plane"),
  plan: required(savedPlan, "the plan"),
  changes: required(WORD, "the digest of what it would do"),
  proposal: required(WORD, "the digest of the proposal"),
  bundle: required(WORD, "the digest of the bundle"),
  principal: required(principal, "who proposed"),
  effect: required(oneOf(["allow", "hold", "deny"]), "what was decided"),
  obligations: required(list(obligation, "obligations", RECEIPT_LIMITS.obligations), "what must still happen"),
  approval: required(orNull(WORD), "the request for an approval"),
  record: required(orNull(WORD), "the record of evidence"),
  issuedAt: required(WORD, "RFC 3339, UTC"),
  expiresAt: required(WORD, "RFC 3339, UTC"),
});
