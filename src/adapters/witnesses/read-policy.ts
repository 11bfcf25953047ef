import { readFileSync } from "node:fs";
import { UnavailableError } from "#core/diagnostics";
import { parsePolicy, type TrustPolicy } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";

/** The policy in a file whose witnesses can be asked. Throws an `UnavailableError` for one whose quorum they cannot reach. */
export function readWitnessPolicy(file: string): TrustPolicy {
  const result = parsePolicy(nodeCrypto.sha256, readText(file));
  if (result.kind === "malformed") {
    const { line, message } = result.problem;
    throw unusable(`line ${line} of \`${file}\`: ${message}`);
  }
  const { addresses, isQuorum, quorum } = result.policy;
  const wrong = addresses.values().find((address) => !URL.canParse(address));
  if (wrong !== undefined) throw unusable(`\`${wrong}\` in \`${file}\` is no address`);
  if (addresses.size > 0 && isQuorum(new Set(addresses.keys()))) return result.policy;
  throw unusable(
    `the witnesses of \`${file}\` that have an address cannot make the quorum \`${quorum}\`: add the addresses to their lines`,
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw unusable(`\`${file}\` cannot be read`, cause);
  }
}

function unusable(reason: string, cause?: unknown): UnavailableError {
  return new UnavailableError("witness-policy-unusable", `Cannot ask witnesses: ${reason}`, { cause });
}
