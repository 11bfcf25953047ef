import { utf8 } from "../bytes/index.ts";
import { signCheckpoint } from "../notes/index.ts";
import type { Appended, EvidenceLog, Sha256, Signer } from "../ports.ts";
import { MAX_ENTRY_BYTES } from "../tiles/index.ts";
import { EMPTY_EDGE, growTree } from "./log-tree.ts";

/** A log in memory, for tests and for questions that are asked once: durable for as long as the process. */
export function createMemoryLog(sha256: Sha256, signer: Signer): EvidenceLog {
  const tree = growTree(sha256, EMPTY_EDGE);
  const files = new Map<string, Uint8Array>();
  let open = true;
  const publish = async (): Promise<string> => {
    const head = tree.head();
    for (const { path, bytes } of tree.takeFiles()) files.set(path, bytes);
    const note = await signCheckpoint(sha256, [signer], signer.name, head);
    files.set("checkpoint", utf8(note));
    return note;
  };
  return {
    origin: signer.name,
    append: (entry) => Promise.resolve(open ? add(tree, entry) : CLOSED),
    size: () => tree.size,
    publish,
    read: (path) => Promise.resolve(files.get(path) ?? null),
    async close() {
      open = false;
      await publish();
    },
  };
}

const CLOSED: Appended = { kind: "unavailable", reason: "the log is closed" };

function add(tree: { readonly size: number; add(entry: Uint8Array): void }, entry: Uint8Array): Appended {
  const refusal = refusalOf(entry);
  if (refusal !== null) return refusal;
  tree.add(entry.slice());
  return { kind: "appended", index: tree.size - 1 };
}

/** Why no log takes an entry, or null. */
export function refusalOf({ length }: Uint8Array): Appended | null {
  if (length === 0) return { kind: "refused", reason: "an entry cannot be empty" };
  if (length <= MAX_ENTRY_BYTES) return null;
  return { kind: "refused", reason: `an entry has at most ${MAX_ENTRY_BYTES} bytes, but this has ${length}` };
}
