import { isDeepStrictEqual } from "node:util";
import type { TokenRecord, TokenStore } from "#core/store";

/** Tokens in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryTokens implements TokenStore {
  readonly #tokens = new Map<string, TokenRecord>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async add(token: TokenRecord): ReturnType<TokenStore["add"]> {
    this.#check();
    const known = this.#tokens.get(token.id);
    if (known !== undefined) return { kind: isSame(known, token) ? "added" : "taken" };
    if (this.#tokens.values().some(({ hash }) => hash === token.hash)) return { kind: "taken" };
    this.#tokens.set(token.id, token);
    return { kind: "added" };
  }

  async addFirst(token: TokenRecord): ReturnType<TokenStore["addFirst"]> {
    this.#check();
    const [first] = this.#tokens.values();
    if (first !== undefined) return { kind: isSame(first, token) ? "added" : "not-first" };
    this.#tokens.set(token.id, token);
    return { kind: "added" };
  }

  async find(id: string): Promise<TokenRecord | null> {
    this.#check();
    return this.#tokens.get(id) ?? null;
  }

  async list(): Promise<readonly TokenRecord[]> {
    this.#check();
    return [...this.#tokens.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  async revoke(id: string, at: string): ReturnType<TokenStore["revoke"]> {
    this.#check();
    const token = this.#tokens.get(id);
    if (token === undefined) return { kind: "unknown" };
    this.#tokens.set(id, { ...token, revokedAt: token.revokedAt ?? at });
    return { kind: "revoked" };
  }
}

/** Whether it is the same token asked for again; that it was revoked meanwhile does not count. */
function isSame(known: TokenRecord, asked: TokenRecord): boolean {
  return isDeepStrictEqual({ ...known, revokedAt: null }, { ...asked, revokedAt: null });
}
