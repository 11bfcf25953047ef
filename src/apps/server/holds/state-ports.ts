import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { UnavailableError } from "#core/diagnostics";
import type { StatePorts } from "#core/holds";
import type { Store } from "#core/store";

const SETTING = "hold-state-key";
const KEY_BYTES = 32;
const MOST_ATTEMPTS = 10;
/** So many states are remembered as brought back; while there are more that are not over, none is opened. */
const MOST_USED = 100_000;

/** What states are sealed with in all replicas on one store: a key that the first of them made. Rejects with `UnavailableError`. */
export async function openStatePorts(store: Pick<Store, "settings">, now: () => number): Promise<StatePorts> {
  const key = await keyIn(store);
  const used = new Map<string, number>();
  return {
    mac: (text) => createHmac("sha256", key).update(text).digest("base64url"),
    equals: isSameText,
    nonce: () => randomBytes(16).toString("base64url"),
    useOnce: (nonce, expiresAtMs) => useOnce(used, nonce, expiresAtMs, now()),
    now,
  };
}

async function keyIn({ settings }: Pick<Store, "settings">): Promise<Uint8Array> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const known = await settings.get(SETTING);
    if (known !== null) return Buffer.from(known.value, "base64url");
    await settings.set(SETTING, randomBytes(KEY_BYTES).toString("base64url"), 0);
  }
  throw new UnavailableError("store-busy", "The key of states could not be agreed on");
}

function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

function useOnce(used: Map<string, number>, nonce: string, expiresAtMs: number, now: number): boolean {
  if (used.size >= MOST_USED) for (const [one, end] of used) if (end <= now) used.delete(one);
  if (used.has(nonce) || used.size >= MOST_USED) return false;
  used.set(nonce, expiresAtMs);
  return true;
}
