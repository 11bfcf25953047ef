import { join } from "node:path";
import { InvariantError, UnavailableError } from "#core/diagnostics";
import {
  collectFiles,
  emit,
  HANDOVERS,
  newEmitter,
  parseCheckpoint,
  utf8,
  type Cosigner,
  type EvidenceLog,
} from "#core/evidence";
import { nodeCrypto, type FileSigner } from "#adapters/signers";
import { nodeDisk } from "./disk/node-disk.ts";
import { POLICY, policyOf } from "./policy.ts";
import { openFolderLog } from "./segments/open.ts";
import type { LogStore } from "./shared/log-store.ts";
import { openSharedLog } from "./shared/open.ts";
import { stampNow } from "./stamp.ts";

/** The key that a log leaves, the one that it goes to, and who wants it so. */
export interface Rotation {
  readonly retired: FileSigner;
  readonly current: FileSigner;
  /** An alias, not a name. */
  readonly by: string;
  /** Asks the witnesses that a reader of the handover may want to have signed. */
  readonly cosigner?: Cosigner;
}

/** A log that is opened only to pass it on, and where it keeps files that are not of its tree. */
interface Rotatable {
  open(signers: readonly [FileSigner, ...FileSigner[]]): Promise<EvidenceLog>;
  list(prefix: string): Promise<readonly string[]>;
  keep(path: string, bytes: Uint8Array): Promise<void>;
}

/**
 * Passes a log in a folder from one key to the next: a record says so, both keys sign a checkpoint that covers it, and the proof of the record is kept with the log, so that
 * whoever trusts the old key can follow.
 *
 * The log must not be open elsewhere. Throws an `UnavailableError` when anything of it cannot be kept; it may then be done again. From then on the log is
 * opened with the new key alone, and the old one can be destroyed.
 */
export async function rotateKey(folder: string, rotation: Rotation): Promise<void> {
  await rotate(rotation, {
    open: (signers) => openFolderLog({ folder, signers, ...askingOf(rotation) }),
    list: async (prefix) => (await nodeDisk.list(join(folder, prefix))).map((name) => prefix + name),
    keep: (path, bytes) => nodeDisk.replace(join(folder, path), bytes, true),
  });
}

/** The same for a shared log, whose store is opened as often as it is needed. Whoever still has the old key signs nothing from then on. */
export async function rotateSharedKey(openStore: () => Promise<LogStore>, rotation: Rotation): Promise<void> {
  const { retired, current } = rotation;
  const open = async (signers: readonly FileSigner[]): Promise<EvidenceLog> =>
    await openSharedLog({ store: await openStore(), origin: retired.name, signers, ...askingOf(rotation) });
  const store = await openStore();
  try {
    await rotate(rotation, {
      open,
      list: (prefix) => store.listFiles(prefix),
      keep: (path, bytes) => store.putFile(path, bytes),
    });
    await store.putFile(POLICY, Buffer.from(policyOf([current])));
    await (await open([current])).close();
  } finally {
    await store.close();
  }
}

function askingOf({ cosigner }: Rotation): { readonly cosigner?: Cosigner } {
  return cosigner === undefined ? {} : { cosigner };
}

async function rotate({ retired, current, by }: Rotation, rotatable: Rotatable): Promise<void> {
  const log = await rotatable.open([retired, current]);
  try {
    const entry = recordOf(log.origin, { retired, current, by });
    const answer = await log.append(entry);
    if (answer.kind !== "appended")
      throw new UnavailableError("log-unavailable", `Cannot replace the key: ${answer.reason}`);
    const proof = await receiptOf(log, answer.index, await log.publish());
    await keep(rotatable, entry, proof);
  } finally {
    await log.close();
  }
}

/** Each handover is an emitter of its own, so that nothing must be looked for in the log. */
function recordOf(origin: string, { retired, current, by }: Rotation): Uint8Array {
  const name = `keys/${current.vkey.slice(origin.length + 1, origin.length + 9)}/${Date.now().toString(36)}`;
  const body = { retired: retired.vkey, current: current.vkey, by: { kind: "person", alias: by } };
  const emitted = emit(nodeCrypto.sha256, newEmitter(name, origin), { kind: "key-rotated", body }, stampNow());
  if (emitted.kind === "emitted") return emitted.bytes;
  throw new UnavailableError("record-malformed", `Cannot replace the key: ${emitted.reason}`);
}

async function receiptOf(log: EvidenceLog, index: number, note: string): Promise<Uint8Array> {
  const checkpoint = parseCheckpoint(utf8(note));
  if (checkpoint === null)
    throw new InvariantError("checkpoint-unreadable", "A log has published what is no checkpoint");
  const files = { paths: () => [], read: (path: string) => log.read(path) };
  const part = { checkpoint, from: index, to: index + 1, since: [], receipts: true };
  for await (const { path, bytes } of collectFiles(nodeCrypto.sha256, files, part))
    if (path.endsWith(".tlog-proof") && bytes !== null) return bytes;
  throw new InvariantError("receipt-missing", "A log lacks a tile that it has just written");
}

async function keep(rotatable: Rotatable, entry: Uint8Array, proof: Uint8Array): Promise<void> {
  const number = (await rotatable.list(HANDOVERS)).filter((path) => path.endsWith(".record")).length;
  // The proof first: a record without one would end the chain.
  await rotatable.keep(`${HANDOVERS}${number}.tlog-proof`, proof);
  await rotatable.keep(`${HANDOVERS}${number}.record`, entry);
}
