export { approvalSubject, changesDigest, type ApprovedContent } from "./digests.ts";
export {
  isExpired,
  openReceipt,
  RECEIPT_REFUSALS,
  type OpenedReceipt,
  type ReceiptRefusal,
  type ReceiptSubject,
  type ReceiptTrust,
} from "./open-receipt.ts";
export { RECEIPT_LIMITS, RECEIPT_TYPE, type Receipt, type ReceiptPrincipal } from "./receipt.ts";
export { signReceipt } from "./sign-receipt.ts";
