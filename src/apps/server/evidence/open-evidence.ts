import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Cosigner, EmitterKey } from "#core/evidence";
import { joinSharedLog, openFolderLog, openLogStore, parseLogPlace, type Joined, type LogAccess } from "#adapters/logs";
import type { Settings } from "../config/settings.ts";
import { newOrigin, openOwnKey } from "../own-key.ts";

/** What says where the log of a server lies. */
export type EvidenceSettings = Pick<Settings, "data" | "databaseUrl" | "evidenceStore" | "evidenceKey">;

/** Where a log lies: the folder, or the place that all replicas share, and the file of its key. */
export interface EvidencePlaces {
  readonly store: string;
  readonly key: string;
}

/** Where the log of a server lies: with its state, unless it is told otherwise. A log in a folder and one that is shared have keys of their own, for each is a log of its own. */
export function evidencePlaces({ data, databaseUrl, evidenceStore, evidenceKey }: EvidenceSettings): EvidencePlaces {
  const store = evidenceStore ?? (databaseUrl === null ? "folder" : "postgres");
  const isFolder = store === "folder";
  return {
    store: isFolder ? join(data, "evidence") : store,
    key: evidenceKey ?? join(data, isFolder ? "evidence.key" : "shared-evidence.key"),
  };
}

/**
 * Opens the log of a server; the first time with a key of its own, whose name is as random. Witnesses are asked by a cosigner where there is one. Rejects with
 * `UnavailableError`.
 */
export async function openEvidence(
  settings: EvidenceSettings,
  access: LogAccess,
  cosigner: Cosigner | null,
): Promise<Joined> {
  const { store, key } = evidencePlaces(settings);
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const place = parseLogPlace(store);
  const asking = cosigner === null ? {} : { cosigner };
  if (place === null)
    return { log: await openFolderLog({ folder: store, signers: [openOwnKey(key)], ...asking }), signs: true };
  const opened = await openLogStore(place, { ...access, DATABASE_URL: settings.databaseUrl ?? undefined });
  return await joinSharedLog({ store: opened, keyFile: key, newOrigin: newOrigin(), ...asking });
}

/** The key with which a server signs what it records: its own, made the first time. */
export function emitterKey(data: string): EmitterKey {
  return openOwnKey(join(data, "emitter.key"), "writ.emitter");
}
