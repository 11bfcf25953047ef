import { verifyNote, type Checkpoint, type VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto } from "../ports.ts";
import type { Problem } from "./problem.ts";
import { isValidAt, type Trust } from "./trust.ts";

/** Who vouches for a checkpoint: the log's own trusted keys, and the witnesses with their times. */
export interface Vouchers {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly { readonly key: VerifierKey; readonly timeSeconds: number }[];
  readonly problems: readonly Problem[];
}

/**
 * Verifies the signatures under a checkpoint against what is trusted.
 *
 * `time` is when the newest record was written, in milliseconds, or null when it is not known; a key that was not valid then does not count. A
 * witness's own time counts for its own key.
 */
export async function verifyVouchers(
  crypto: EvidenceCrypto,
  trust: Trust,
  checkpoint: Checkpoint,
  time: number | null,
): Promise<Vouchers> {
  const own = trust.policy.logs.filter(({ name }) => name === checkpoint.origin);
  if (own.length === 0)
    return nobody("origin-unknown", `The log \`${checkpoint.origin}\` is none of those that are trusted`);
  const signed = await verifyNote(crypto.verifyEd25519, checkpoint.note, [...own, ...trust.policy.witnesses]);
  const wrong = signed.find(({ valid }) => !valid);
  if (wrong !== undefined)
    return nobody("signature-wrong", `The signature of \`${wrong.key.name}\` does not fit the checkpoint`);
  const logs = signed.filter(({ key }) => key.type === "ed25519").map(({ key }) => key);
  const valid = logs.filter((key) => time === null || isValidAt(trust, key, time));
  const witnesses = signed
    .flatMap(({ key, timeSeconds }) => (timeSeconds === null ? [] : [{ key, timeSeconds }]))
    .filter(({ key, timeSeconds }) => isValidAt(trust, key, timeSeconds * 1000));
  return { logs: valid, witnesses, problems: [...logProblems(logs, valid), ...quorumProblems(trust, witnesses)] };
}

function nobody(code: Problem["code"], message: string): Vouchers {
  return { logs: [], witnesses: [], problems: [{ code, message }] };
}

function logProblems(signed: readonly VerifierKey[], valid: readonly VerifierKey[]): readonly Problem[] {
  if (valid.length > 0) return [];
  return signed.length === 0
    ? [{ code: "signature-missing", message: "No trusted key of the log has signed the checkpoint" }]
    : [{ code: "key-expired", message: "The log's key was not valid when the newest record was written" }];
}

function quorumProblems({ policy }: Trust, witnesses: Vouchers["witnesses"]): readonly Problem[] {
  if (policy.isQuorum(new Set(witnesses.map(({ key }) => key)))) return [];
  const seen =
    witnesses.length === 0 ? "none of them has" : `only ${witnesses.map(({ key }) => key.name).join(", ")} have`;
  return [
    { code: "quorum-missing", message: `The quorum of witnesses \`${policy.quorum}\` is not reached: ${seen} signed` },
  ];
}
