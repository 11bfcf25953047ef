import { hash, timingSafeEqual } from "node:crypto";
import { callerOf, tokenId, type Caller } from "#core/access";
import type { Store, TokenRecord } from "#core/store";
import { Remembered } from "./remembered.ts";

interface Known {
  readonly token: TokenRecord;
  readonly hash: Buffer;
}

/** Tells callers by tokens of Writ's own: each is looked up by the public id in it, and then its hash is compared in constant time. */
export class ApiTokens {
  readonly #known: Remembered<Known>;
  readonly #now: () => number;

  constructor({ tokens }: Pick<Store, "tokens">, now: () => number) {
    this.#now = now;
    this.#known = new Remembered(async (id) => {
      const token = await tokens.find(id);
      return token === null ? null : { token, hash: Buffer.from(token.hash, "hex") };
    }, now);
  }

  /** The caller with this token; null when nobody is proven by it. Rejects with `UnavailableError` when the store cannot tell. */
  async find(text: string): Promise<Caller | null> {
    const id = text.length > LONGEST ? null : tokenId(text);
    const known = id === null ? null : await this.#known.get(id);
    return known !== null && isHashOf(text, known.hash) ? callerOf(known.token, this.#now()) : null;
  }

  /** Forgets what is remembered of a token, as after it was revoked here. */
  forget(id: string): void {
    this.#known.forget(id);
  }
}

const LONGEST = 256;

/** What is kept of a secret: the SHA-256 of its text in lower-case hex. */
export function hashSecret(text: string): string {
  return hash("sha256", text);
}

function isHashOf(text: string, expected: Buffer): boolean {
  const actual = hash("sha256", text, "buffer");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
