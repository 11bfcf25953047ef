import { nodeCrypto } from "#adapters/signers";
import type { Signer } from "../ports.ts";
import { createMemoryLog } from "../log/memory-log.ts";
import { tilePath, tilesOver, bundlesOver } from "../tiles/index.ts";
import { parseTrust, type PackFiles, type Trust } from "../verify/index.ts";
import { testSigner, vkeyOf } from "./signers.ts";

/** The log that tests write. */
export const LOG: Signer = testSigner("example.com/log", 1);

/** Trust in that log's key alone, or in another policy. Throws for a policy that cannot be read. */
export function trustIn(policy: string = `log ${vkeyOf(LOG)}\nquorum none\n`): Trust {
  const result = parseTrust(nodeCrypto.sha256, policy);
  if (result.kind === "malformed") throw new Error(result.reason);
  return result.trust;
}

/** The files of a log that holds some entries, as they lie in its folder; a map, so that tests can change them. */
export async function logFolder(
  entries: readonly Uint8Array[],
  signer: Signer = LOG,
): Promise<Map<string, Uint8Array>> {
  const log = createMemoryLog(nodeCrypto.sha256, signer);
  for (const entry of entries) await log.append(entry);
  await log.publish();
  const whole = { from: 0, to: entries.length };
  const tiles = [...tilesOver(whole, entries.length), ...bundlesOver(whole, entries.length)].map(tilePath);
  const files = new Map<string, Uint8Array>();
  for (const path of ["checkpoint", ...tiles]) {
    const bytes = await log.read(path);
    if (bytes === null) throw new Error(`the log lacks ${path}`);
    files.set(path, bytes.slice());
  }
  return files;
}

/** Files in memory as a verifier reads them. */
export function packOf(files: ReadonlyMap<string, Uint8Array>): PackFiles {
  return {
    paths: () => [...files.keys()].toSorted(),
    read: (path, most) => Promise.resolve(files.get(path)?.subarray(0, most + 1) ?? null),
  };
}
