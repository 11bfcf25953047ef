import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { UnavailableError } from "#core/diagnostics";

/** How long keys are believed, in milliseconds. */
export interface KeyTimes {
  /** How long keys are used before they are asked for again. */
  readonly freshMs: number;
  /** How long they go on being believed while nobody answers that question. */
  readonly staleMs: number;
}

/** How soon another question may follow one: with keys that are believed, and without any. */
const PAUSE_MS = 30_000;
const PAUSE_WITHOUT_KEYS_MS = 1000;

/**
 * Keeps the keys that `load` gives, so that an issuer that hangs or lies keeps nobody waiting who is known: keys that were had go on being believed until
 * `staleMs`, and the issuer is asked again after a pause. A token that names a key which is not there causes a question of its own, after the same pause,
 * so that neither a rotation is missed nor the issuer flooded by whoever invents key ids. Rejects with `UnavailableError` while there is nothing to believe.
 */
export function keepKeys(load: () => Promise<JSONWebKeySet>, times: KeyTimes): JWTVerifyGetKey {
  const kept = new KeptKeys(load, times);
  return (header, token) => kept.find(header, token);
}

type Header = Parameters<JWTVerifyGetKey>[0];
type Token = Parameters<JWTVerifyGetKey>[1];

class KeptKeys {
  readonly #load: () => Promise<JSONWebKeySet>;
  readonly #times: KeyTimes;
  #known: { readonly keys: JWTVerifyGetKey; readonly at: number } | null = null;
  #failure: UnavailableError | null = null;
  #askedAt: number | null = null;
  #pending: Promise<void> | null = null;

  constructor(load: () => Promise<JSONWebKeySet>, times: KeyTimes) {
    this.#load = load;
    this.#times = times;
  }

  async find(header: Header, token: Token): Promise<Awaited<ReturnType<JWTVerifyGetKey>>> {
    if (!this.#isWithin(this.#times.freshMs)) await this.#ask();
    try {
      return await this.#believed()(header, token);
    } catch (cause) {
      if (!(cause instanceof errors.JWKSNoMatchingKey)) throw cause;
      await this.#ask();
      // Whether the key is the issuer's, only the issuer could tell.
      if (this.#failure !== null) throw this.#failure;
      return await this.#believed()(header, token);
    }
  }

  #believed(): JWTVerifyGetKey {
    if (this.#known !== null && this.#isWithin(this.#times.staleMs)) return this.#known.keys;
    throw this.#failure ?? new UnavailableError("issuer-keys", "No keys are known");
  }

  /** Whether what is known is younger; a clock that was set back makes it as old as can be. */
  #isWithin(mostMs: number): boolean {
    const age = this.#known === null ? -1 : Date.now() - this.#known.at;
    return age >= 0 && age < mostMs;
  }

  /** Asks unless somebody just did, and waits for the answer; one that is none is kept as `#failure`. */
  #ask(): Promise<void> {
    if (this.#pending !== null) return this.#pending;
    const pause = this.#isWithin(this.#times.staleMs) ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS;
    const since = this.#askedAt === null ? Infinity : Math.abs(Date.now() - this.#askedAt);
    if (since < pause) return Promise.resolve();
    this.#askedAt = Date.now();
    this.#pending = this.#refresh().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #refresh(): Promise<void> {
    try {
      this.#known = { keys: createLocalJWKSet(await this.#load()), at: Date.now() };
      this.#failure = null;
    } catch (cause) {
      this.#failure =
        cause instanceof UnavailableError
          ? cause
          : new UnavailableError("issuer-keys", "What was answered is no set of keys", { cause });
    }
  }
}
