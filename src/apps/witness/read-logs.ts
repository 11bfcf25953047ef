import { readFileSync } from "node:fs";
import { parseKey, type VerifierKey } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";

export type LogsResult =
  | { readonly kind: "read"; readonly logs: readonly VerifierKey[] }
  | { readonly kind: "broken"; readonly problem: string };

/**
 * Reads which logs a witness watches: lines `log <vkey> [<url>]`, as in a policy of C2SP tlog-policy, whose other lines are passed over, so that a policy will do.
 * A log whose key is being replaced stands there with both.
 */
export function readLogs(file: string): LogsResult {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { kind: "broken", problem: `The list of logs \`${file}\` cannot be read` };
  }
  const logs: VerifierKey[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const words = line.split(/[ \t]/).filter((part) => part !== "");
    if (isPassedOver(words)) continue;
    const log = readLog(words);
    if (log === null)
      return { kind: "broken", problem: `Line ${at + 1} of \`${file}\` is not \`log <verifier key of a log>\`` };
    logs.push(log);
  }
  return logs.length > 0 ? { kind: "read", logs } : { kind: "broken", problem: `\`${file}\` names no log` };
}

function isPassedOver([word = ""]: readonly string[]): boolean {
  return word === "" || word.startsWith("#") || ["witness", "group", "quorum"].includes(word);
}

function readLog([word, text = "", ...more]: readonly string[]): VerifierKey | null {
  const key = word === "log" && more.length < 2 ? parseKey(nodeCrypto.sha256, text) : null;
  return key?.type === "ed25519" ? key : null;
}
