import { signEnvelope, utf8, type Signer } from "#core/evidence";
import { canonicalJson } from "#core/model";
import { RECEIPT_LIMITS, RECEIPT_TYPE, type Receipt } from "./receipt.ts";

/** The receipt as a DSSE envelope that the signer signed. Equal receipts have equal payloads. Messages of obligations are cut, and only the first are kept. */
export async function signReceipt(signer: Signer, receipt: Receipt): Promise<string> {
  const obligations = receipt.obligations
    .slice(0, RECEIPT_LIMITS.obligations)
    .map(({ code, message }) => ({ code, message: message.slice(0, RECEIPT_LIMITS.message).toWellFormed() }));
  const { kind, id, chain } = receipt.principal;
  const { digest, tool, toolVersion } = receipt.plan;
  const content = {
    ...receipt,
    plan: { digest, tool, toolVersion },
    principal: { kind, id, chain },
    obligations,
  };
  return await signEnvelope(signer, RECEIPT_TYPE, utf8(canonicalJson(content)));
}
