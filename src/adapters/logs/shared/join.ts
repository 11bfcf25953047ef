import { existsSync, rmSync } from "node:fs";
import { UnavailableError } from "#core/diagnostics";
import { fromUtf8, isSameBytes, parsePolicy, type Cosigner, type EvidenceLog, type VerifierKey } from "#core/evidence";
import { createKeyFile, nodeCrypto, openKeyFile, type FileSigner } from "#adapters/signers";
import { POLICY, policyOf } from "../policy.ts";
import type { LogStore } from "./log-store.ts";
import { openSharedLog } from "./open.ts";

/** What a process has of a shared log. */
export interface Joining {
  readonly store: LogStore;
  /** Where its key is kept, if it is kept here. */
  readonly keyFile: string;
  /** The origin of a log that begins with this process. */
  readonly newOrigin: string;
  /** Asks witnesses for their signatures before readers have a checkpoint; without one, none is asked. */
  readonly cosigner?: Cosigner;
}

/** A log that was joined, and whether this process has its key. */
export interface Joined {
  readonly log: EvidenceLog;
  readonly signs: boolean;
}

/**
 * Joins a log that several processes write, or begins it.
 *
 * The first makes its key, if there is none, and all others are told by the log which key it has. One without a key hands its records in, and leaves it to the others to sign.
 * Throws an `UnavailableError` with the code `log-foreign` where the key is another log's, and closes the store with any error.
 */
export async function joinSharedLog(joining: Joining): Promise<Joined> {
  const { store, keyFile, newOrigin, cosigner } = joining;
  try {
    const known = await keysOf(store);
    const { keys, signer } = known === null ? await begin(joining) : find(store, known, keyFile);
    const signers = signer === null ? [] : [signer];
    const asking = cosigner === undefined ? {} : { cosigner };
    const log = await openSharedLog({ store, origin: keys[0]?.name ?? newOrigin, signers, ...asking });
    return { log, signs: signer !== null };
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Found {
  readonly keys: readonly VerifierKey[];
  readonly signer: FileSigner | null;
}

async function begin({ store, keyFile, newOrigin }: Joining): Promise<Found> {
  const isNew = !existsSync(keyFile);
  const signer = isNew ? createKeyFile(keyFile, newOrigin) : openKeyFile(keyFile);
  await store.createFiles([{ path: POLICY, bytes: Buffer.from(policyOf([signer])) }]);
  const keys = (await keysOf(store)) ?? [];
  // Another was faster: the key that was made here has signed nothing, and is nobody's.
  if (isNew && !isAmong(keys, signer)) for (const path of [keyFile, `${keyFile}.vkey`]) rmSync(path);
  return find(store, keys, keyFile);
}

function find(store: LogStore, keys: readonly VerifierKey[], keyFile: string): Found {
  const signer = existsSync(keyFile) ? openKeyFile(keyFile) : null;
  if (signer === null || isAmong(keys, signer)) return { keys, signer };
  throw new UnavailableError(
    "log-foreign",
    `The log in ${store.place} is \`${keys[0]?.name ?? ""}\`, and \`${keyFile}\` is none of its keys: name its own key, or none`,
  );
}

function isAmong(keys: readonly VerifierKey[], { name, publicKey }: FileSigner): boolean {
  return keys.some((key) => key.name === name && isSameBytes(key.publicKey, publicKey));
}

async function keysOf(store: LogStore): Promise<readonly VerifierKey[] | null> {
  const bytes = await store.readFile(POLICY);
  if (bytes === null) return null;
  const result = parsePolicy(nodeCrypto.sha256, fromUtf8(bytes) ?? "");
  if (result.kind === "parsed" && result.policy.logs.length > 0) return result.policy.logs;
  throw new UnavailableError(
    "log-damaged",
    `The log in ${store.place} does not say which keys it has: its \`${POLICY}\` cannot be read`,
  );
}
