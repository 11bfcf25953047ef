import { hash, timingSafeEqual } from "node:crypto";
import { callerOf, tokenId, type Caller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { Store, TokenRecord } from "#core/store";

/** How long a token is believed before it is looked up again: at most so long after it was revoked by another replica. */
const FRESH_MS = 5000;
/** How long it is believed while the store does not answer: decisions go on while the database is away, but not for ever. */
const STALE_MS = 300_000;
/** How many tokens are remembered. */
const MOST_KNOWN = 10_000;

interface Known {
  readonly token: TokenRecord;
  readonly hash: Buffer;
  readonly at: number;
}

/**
 * Tells callers by their tokens. A token is looked up by the public id in it, and then its hash is compared in constant time; what was found is
 * remembered for a moment, so that decisions do not wait for the store.
 */
export class Authenticator {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The caller with this `Authorization`; null when nobody is proven by it. Rejects with `UnavailableError` when the store cannot tell. */
  async authenticate(authorization: string | undefined): Promise<Caller | null> {
    const text = bearer(authorization);
    const id = text === null ? null : tokenId(text);
    if (text === null || id === null) return null;
    const known = await this.#find(id);
    return known !== null && isHashOf(text, known.hash) ? callerOf(known.token, this.#now()) : null;
  }

  /** Forgets what is remembered of a token, as after it was revoked here. */
  forget(id: string): void {
    this.#known.delete(id);
  }

  #find(id: string): Known | Promise<Known | null> {
    const now = this.#now();
    const known = this.#known.get(id);
    return known !== undefined && now - known.at < FRESH_MS ? known : this.#lookUp(id, known, now);
  }

  async #lookUp(id: string, known: Known | undefined, now: number): Promise<Known | null> {
    try {
      return this.#remember(id, await this.#store.tokens.find(id), now);
    } catch (error) {
      if (known !== undefined && error instanceof UnavailableError && now - known.at < STALE_MS) return known;
      throw error;
    }
  }

  /** Only tokens that exist are remembered, so that guesses cannot fill the memory. */
  #remember(id: string, token: TokenRecord | null, at: number): Known | null {
    this.#known.delete(id);
    if (token === null) return null;
    if (this.#known.size >= MOST_KNOWN) this.#known.delete(this.#known.keys().next().value ?? "");
    const known = { token, hash: Buffer.from(token.hash, "hex"), at };
    this.#known.set(id, known);
    return known;
  }
}

/** What is kept of a token: the SHA-256 of its text in lower-case hex. */
export function hashToken(text: string): string {
  return hash("sha256", text);
}

function isHashOf(text: string, expected: Buffer): boolean {
  const actual = hash("sha256", text, "buffer");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

const LONGEST = 256;

function bearer(authorization: string | undefined): string | null {
  if (authorization === undefined || authorization.length > LONGEST) return null;
  return /^bearer /i.test(authorization) ? authorization.slice(7) : null;
}
