import { createShowcase, parseCheckpoint, type Cosigner, type Showcase } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import type { LogStore } from "./log-store.ts";

/**
 * Where a shared log keeps the checkpoint with the signatures of its witnesses. The one of the log itself stays as it is: others grow on from that, and do not wait for
 * witnesses.
 */
const COSIGNED = "cosigned";

/** The checkpoint that readers may have: the one that witnesses have signed, where any are asked. */
export async function readShown(store: LogStore): Promise<Uint8Array | null> {
  return (await store.readFile(COSIGNED)) ?? (await store.readHead())?.note ?? null;
}

/** Lets readers have every checkpoint again, once no witness is asked any more. */
export async function showAll(store: LogStore): Promise<void> {
  await store.removeFiles(COSIGNED);
}

/** The step between the checkpoints of a shared log and its readers. Of two processes the one with the larger tree is shown. */
export function showcaseOver(store: LogStore, cosigner: Cosigner): Showcase {
  return createShowcase({
    sha256: nodeCrypto.sha256,
    cosigner,
    read: (path) => store.readFile(path),
    show: async (note) => {
      const bytes = Buffer.from(note);
      const shown = await store.readFile(COSIGNED);
      if (shown === null || sizeOf(shown) <= sizeOf(bytes)) await store.putFile(COSIGNED, bytes);
    },
  });
}

function sizeOf(note: Uint8Array): number {
  return parseCheckpoint(note)?.size ?? 0;
}
