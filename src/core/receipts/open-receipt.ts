import { fromUtf8, isSignedByOneOf, parseEnvelope, utf8, type VerifyEd25519 } from "#core/evidence";
import { parseJson } from "#core/model";
import { readMessage } from "#core/wire";
import { RECEIPT_LIMITS, RECEIPT_TYPE, receiptShape, type Receipt } from "./receipt.ts";

/** Whose receipts are believed, and at what time (milliseconds since 1970). */
export interface ReceiptTrust {
  /** Ed25519 keys with the names of their control planes; a signature by one of them is enough. */
  readonly keys: readonly { readonly name: string; readonly publicKey: Uint8Array }[];
  readonly verify: VerifyEd25519;
  readonly now: number;
}

export const RECEIPT_REFUSALS = [
  "receipt-malformed",
  "receipt-untrusted",
  "receipt-expired",
  "receipt-of-another-plan",
] as const;
/** Why a receipt is worth nothing here. */
export type ReceiptRefusal = (typeof RECEIPT_REFUSALS)[number];

export type OpenedReceipt =
  | { readonly kind: "opened"; readonly receipt: Receipt }
  | { readonly kind: "refused"; readonly code: ReceiptRefusal; readonly reason: string };

/** What a receipt has to be of: the digests of the file that lies here, and of what was read out of it. */
export interface ReceiptSubject {
  readonly plan: string;
  readonly changes: string;
}

/**
 * Opens a receipt that came from anywhere.
 *
 * INVARIANT (receipt-trust): nothing in it is believed before a trusted key, and one of the control plane that it names, is seen to have signed it; then it
 * must be in time and of exactly this plan. Total for any text.
 */
export async function openReceipt(text: string, trust: ReceiptTrust, subject: ReceiptSubject): Promise<OpenedReceipt> {
  const envelope = text.length > RECEIPT_LIMITS.bytes ? null : parseEnvelope(utf8(text));
  if (envelope?.payloadType !== RECEIPT_TYPE) return refused("receipt-malformed", "it is no receipt of Writ");
  const receipt = readReceipt(envelope.payload);
  if (receipt === null) return refused("receipt-malformed", "what is signed is no receipt");
  const keys = trust.keys.filter(({ name }) => name === receipt.origin);
  if (!(await isSignedByOneOf(trust.verify, envelope, keys)))
    return refused("receipt-untrusted", "no control plane that is trusted here has signed it");
  return judge(receipt, trust, subject);
}

function judge(receipt: Receipt, { now }: ReceiptTrust, { plan, changes }: ReceiptSubject): OpenedReceipt {
  if (isExpired(receipt, now)) return refused("receipt-expired", `it ended at ${receipt.expiresAt}`);
  if (receipt.plan.digest !== plan)
    return refused("receipt-of-another-plan", `it is for the file ${receipt.plan.digest}, and this one is ${plan}`);
  if (receipt.changes !== changes)
    return refused("receipt-of-another-plan", "what was submitted is not what this file would do");
  return { kind: "opened", receipt };
}

/** Whether a receipt is over; one whose end is no time is. */
export function isExpired({ expiresAt }: Pick<Receipt, "expiresAt">, now: number): boolean {
  return !(now < Date.parse(expiresAt));
}

function readReceipt(payload: Uint8Array): Receipt | null {
  const text = fromUtf8(payload);
  const parsed = text === null ? null : parseJson(text, { maxLength: RECEIPT_LIMITS.bytes });
  const read = parsed?.kind === "parsed" ? readMessage(receiptShape, parsed.value) : null;
  return read?.kind === "read" ? read.message : null;
}

function refused(code: ReceiptRefusal, reason: string): OpenedReceipt {
  return { kind: "refused", code, reason };
}
