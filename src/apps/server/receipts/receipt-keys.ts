import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import type { FileSigner } from "#adapters/signers";
import { openOwnKey } from "../own-key.ts";

/** What signs the receipts of a replica, and whom the receipts of the whole control plane may be by. */
export interface ReceiptKeys {
  readonly signer: FileSigner;
  /** The verifier keys of all replicas, this one included. Rejects with `UnavailableError`. */
  list(): Promise<readonly string[]>;
}

const SETTING = "receipt-keys";
/** The oldest keys are forgotten; receipts do not hold that long. */
const MOST_KEYS = 64;
const MOST_ATTEMPTS = 100;

/** Opens the key in the data of a server, and tells the other replicas of it. Rejects with `UnavailableError`. */
export async function openReceiptKeys(data: string, store: Store): Promise<ReceiptKeys> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const signer = openOwnKey(join(data, "receipts.key"));
  await publishKey(store, signer.vkey);
  return { signer, list: async () => keysIn((await store.settings.get(SETTING))?.value) };
}

async function publishKey(store: Store, vkey: string): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const current = await store.settings.get(SETTING);
    const keys = keysIn(current?.value);
    if (keys.includes(vkey)) return;
    const value = JSON.stringify([...keys, vkey].slice(-MOST_KEYS));
    if ((await store.settings.set(SETTING, value, current?.version ?? 0)).kind === "set") return;
  }
  throw new UnavailableError("store-busy", "The key of receipts could not be made known");
}

function keysIn(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const keys: readonly string[] = JSON.parse(value);
  return keys;
}
