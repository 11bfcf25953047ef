import type { SettingStore } from "#core/store";
import { UnavailableError } from "#core/diagnostics";
import { list, readMessage, record, required, text, whole, type Shape } from "#core/wire";
import { parseJson } from "#core/model";
import type { KeyedCertificate, Lifetime } from "./x509.ts";

/** An authority of this control plane. */
export interface Authority extends KeyedCertificate, Lifetime {
  /** When it begins to sign: before that whoever is to believe it learns of it. */
  readonly signsFrom: number;
}

/** The authorities that replicas on one store share, the oldest first. */
export interface Authorities {
  readonly all: readonly Authority[];
  /** Of the stored setting, for comparing and setting; 0 before the first. */
  readonly version: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long an authority holds. */
export const AUTHORITY_MS: number = 5 * 365 * DAY_MS;
/** How long a new authority is believed before it signs. */
export const OVERLAP_MS: number = 7 * DAY_MS;
/** Clocks of others may be behind. */
export const SKEW_MS: number = 60 * 60 * 1000;

const MOST_AUTHORITIES = 8;
/** Under which the store keeps the authorities with their private keys: whoever reads the store can answer in the webhook's place. */
export const AUTHORITIES_SETTING = "webhook-authorities";

const PEM: Shape<string> = text("PEM", 16_384);
const TIME: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);

const authority: Shape<Authority> = record<Authority>("an authority", {
  certificate: required(PEM, "its certificate"),
  key: required(PEM, "its private key"),
  from: required(TIME, "from when it holds"),
  until: required(TIME, "until when"),
  signsFrom: required(TIME, "from when it signs"),
});
const authorities: Shape<{ readonly authorities: readonly Authority[] }> = record("authorities", {
  authorities: required(list(authority, "authorities", MOST_AUTHORITIES), "the oldest first"),
});

/** Reads what the store has. Rejects with `UnavailableError` when it does not answer, or has what cannot be read. */
async function readAuthorities(settings: SettingStore): Promise<Authorities> {
  const setting = await settings.get(AUTHORITIES_SETTING);
  if (setting === null) return { all: [], version: 0 };
  const parsed = parseJson(setting.value);
  const read = parsed.kind === "parsed" ? readMessage(authorities, parsed.value) : null;
  if (read?.kind === "read") return { all: read.message.authorities, version: setting.version };
  throw new UnavailableError("authorities-unusable", "The authorities of the webhook in the store cannot be read");
}

/**
 * The authorities of now: made where there is none that holds, joined by a successor when two thirds of the youngest one's life are over, and without those
 * that are over. Of replicas that change them at once, one does, and all see the same. Rejects with `UnavailableError`.
 */
export async function keepAuthorities(
  settings: SettingStore,
  make: (lifetime: Lifetime) => Promise<KeyedCertificate>,
  now: number,
): Promise<Authorities> {
  const found = await readAuthorities(settings);
  const holding = found.all.filter(({ from, until }) => from <= now && now < until);
  const youngest = holding.at(-1);
  if (youngest !== undefined && now < youngest.from + (youngest.until - youngest.from) * (2 / 3)) return found;
  const lifetime = { from: now - SKEW_MS, until: now + AUTHORITY_MS };
  const made = { ...(await make(lifetime)), ...lifetime, signsFrom: youngest === undefined ? now : now + OVERLAP_MS };
  // One that does not hold yet by this clock may hold by those of others.
  const staying = found.all.filter(({ until }) => now < until);
  const value = JSON.stringify({ authorities: [...staying, made].slice(-MOST_AUTHORITIES) });
  const result = await settings.set(AUTHORITIES_SETTING, value, found.version);
  return result.kind === "set" ? readAuthorities(settings) : keepAuthorities(settings, make, now);
}

/** The authority that signs now: the youngest that is old enough, so that a younger one is believed before it is needed. */
export function signerOf({ all }: Authorities, now: number): Authority {
  const holding = all.filter(({ until }) => now < until);
  const signer = holding.findLast(({ signsFrom }) => signsFrom <= now) ?? holding[0];
  if (signer === undefined) throw new UnavailableError("authorities-unusable", "No authority of the webhook holds now");
  return signer;
}

/** The certificates that whoever calls the webhook is to believe. */
export function trustBundle({ all }: Authorities): string {
  return all.map(({ certificate }) => `${certificate.trim()}\n`).join("");
}
