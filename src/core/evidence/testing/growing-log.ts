import { nodeCrypto } from "#adapters/signers";
import { createMemoryLog } from "../log/memory-log.ts";
import { utf8 } from "../bytes/index.ts";
import type { Signer } from "../ports.ts";
import { formatAddCheckpoint, proveGrowth } from "../witness/index.ts";

/** A log that tests grow, and what it asks of a witness. */
export interface GrowingLog {
  /** Appends up to a size; entries are numbered behind `flavour`, so that logs of other flavours are forks of this one. */
  growTo(size: number): Promise<void>;
  /** The signed checkpoint of now. */
  checkpoint(): Promise<string>;
  /** The proof that the log grew from `older` entries to `newer`. */
  prove(older: number, newer: number): Promise<readonly Uint8Array[] | null>;
  /** The request for the checkpoint of now, which grew from `oldSize`. */
  request(oldSize: number): Promise<Uint8Array>;
}

export function createGrowingLog(signer: Signer, flavour: string = "entry"): GrowingLog {
  const log = createMemoryLog(nodeCrypto.sha256, signer);
  const prove: GrowingLog["prove"] = (older, newer) =>
    proveGrowth(nodeCrypto.sha256, (path) => log.read(path), older, newer);
  return {
    async growTo(size) {
      while (log.size() < size) await log.append(utf8(`${flavour} ${log.size()}`));
    },
    checkpoint: () => log.publish(),
    prove,
    async request(oldSize) {
      const note = await log.publish();
      return formatAddCheckpoint(oldSize, (await prove(oldSize, log.size())) ?? [], note);
    },
  };
}
