import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import { UnavailableError } from "#core/diagnostics";
import { parseJson } from "#core/model";
import type { SettingStore } from "#core/store";
import { list, readMessage, record, required, text, whole, type Shape } from "#core/wire";
import { hashSecret } from "../access/api-tokens.ts";

/** The secrets that addresses of the webhook may end with, as hashes, the youngest last. */
interface KnownSecrets {
  readonly all: readonly KnownSecret[];
  readonly version: number;
}

interface KnownSecret {
  /** SHA-256 in lower-case hex. */
  readonly hash: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
}

/** Under which the store keeps the hashes. */
export const SECRETS_SETTING = "webhook-secrets";
/** How long a secret is used. The API server shows the address to whoever's request it could not ask about, so that it does not stay secret for ever. */
export const SECRET_MS: number = 24 * 60 * 60 * 1000;
/** How long the one before is still taken, once another is registered. */
const PREVIOUS_MS = 10 * 60 * 1000;
const MOST_SECRETS = 4;
/** How long what was read of the store is believed, and how often it is asked again for a secret that is not known. */
const FRESH_MS = 5000;
const MISS_MS = 500;

const known: Shape<KnownSecret> = record<KnownSecret>("a secret", {
  hash: required(text("a hash", 64), "of it"),
  at: required(whole(0, Number.MAX_SAFE_INTEGER), "when it was made"),
});
const secrets: Shape<{ readonly secrets: readonly KnownSecret[] }> = record("secrets", {
  secrets: required(list(known, "secrets", MOST_SECRETS), "the youngest last"),
});

/**
 * The secrets by which an API server that can send no token proves that it is the one whose webhook configuration this control plane wrote. Only hashes are
 * kept, for all replicas; a secret itself stands in the configuration, and for a moment in the memory of the replica that made it.
 */
export class WebhookSecrets {
  readonly #settings: SettingStore;
  readonly #now: () => number;
  #known: KnownSecrets = { all: [], version: 0 };
  #readAt = Number.NEGATIVE_INFINITY;
  #made: string | null = null;

  constructor(settings: SettingStore, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  /** Whether a secret is good. While the store does not answer, those that were known are. */
  async accepts(secret: string): Promise<boolean> {
    if (this.#age() > FRESH_MS) await this.#refresh();
    if (this.#isKnown(secret)) return true;
    if (this.#age() <= MISS_MS) return false;
    await this.#refresh();
    return this.#isKnown(secret);
  }

  /** Whether a secret that is registered needs no other: it is the youngest, and not too old. */
  async isCurrent(secret: string): Promise<boolean> {
    await this.#read();
    const youngest = this.#known.all.at(-1);
    return youngest?.hash === hashSecret(secret) && this.#now() < youngest.at + SECRET_MS;
  }

  /**
   * The secret to register, which is taken from now on beside those that are registered. Null when another replica was faster, whose secret is then
   * registered by it. Rejects with `UnavailableError`.
   */
  async renew(registered: readonly string[]): Promise<string | null> {
    await this.#read();
    if (this.#made !== null && (await this.isCurrent(this.#made))) return this.#made;
    const made = randomBytes(32).toString("base64url");
    const hashes = new Set(registered.map(hashSecret));
    const staying = this.#known.all.filter((one) => hashes.has(one.hash));
    const isSet = await this.#write([...staying, { hash: hashSecret(made), at: this.#now() }]);
    this.#made = isSet ? made : null;
    return this.#made;
  }

  /** Takes no more than the youngest, once that has been registered for a while. */
  async retire(): Promise<void> {
    const youngest = this.#known.all.at(-1);
    if (this.#known.all.length < 2 || youngest === undefined || this.#now() < youngest.at + PREVIOUS_MS) return;
    await this.#write([youngest]);
  }

  #age(): number {
    return Math.abs(this.#now() - this.#readAt);
  }

  #isKnown(secret: string): boolean {
    const asked = hash("sha256", secret, "buffer");
    let isKnown = false;
    for (const one of this.#known.all) {
      const expected = Buffer.from(one.hash, "hex");
      if (expected.length === asked.length && timingSafeEqual(expected, asked)) isKnown = true;
    }
    return isKnown;
  }

  async #refresh(): Promise<void> {
    this.#readAt = this.#now();
    try {
      await this.#read();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
    }
  }

  async #read(): Promise<void> {
    const setting = await this.#settings.get(SECRETS_SETTING);
    const parsed = setting === null ? null : parseJson(setting.value);
    const read = parsed?.kind === "parsed" ? readMessage(secrets, parsed.value) : null;
    const all = read?.kind === "read" ? read.message.secrets : [];
    this.#known = { all, version: setting?.version ?? 0 };
    this.#readAt = this.#now();
  }

  async #write(all: readonly KnownSecret[]): Promise<boolean> {
    const value = JSON.stringify({ secrets: all.slice(-MOST_SECRETS) });
    const { kind } = await this.#settings.set(SECRETS_SETTING, value, this.#known.version);
    await this.#read();
    return kind === "set";
  }
}
