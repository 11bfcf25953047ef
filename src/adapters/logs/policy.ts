import { formatKey, verifierKey, type Signer } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";

/** The file of a log that says which keys are its own. */
export const POLICY = "policy";

/** What the log says that is to be trusted (C2SP tlog-policy), for whoever has heard of its key elsewhere. */
export function policyOf(signers: readonly Signer[]): string {
  const keys = signers.map(({ name, publicKey }) =>
    formatKey(verifierKey(nodeCrypto.sha256, name, "ed25519", publicKey)),
  );
  return `${keys.map((key) => `log ${key}\n`).join("")}quorum none\n`;
}
