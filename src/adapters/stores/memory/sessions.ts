import { isDeepStrictEqual } from "node:util";
import type { SessionRecord, SessionStore } from "#core/store";

interface Login {
  readonly expiresAt: string;
  use: string | null;
}

/** Sessions and logins in maps. Its methods do everything in one turn, so that each is one atomic step. */
export class MemorySessions implements SessionStore {
  readonly #logins = new Map<string, Login>();
  readonly #sessions = new Map<string, SessionRecord>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async begin({ hash, expiresAt }: Parameters<SessionStore["begin"]>[0]): Promise<void> {
    this.#check();
    if (!this.#logins.has(hash)) this.#logins.set(hash, { expiresAt, use: null });
  }

  async use(hash: string, use: string, now: string): ReturnType<SessionStore["use"]> {
    this.#check();
    const login = this.#logins.get(hash);
    if (login === undefined || login.expiresAt <= now) return { kind: "unknown" };
    login.use ??= use;
    return { kind: login.use === use ? "used" : "unknown" };
  }

  async add(session: SessionRecord): ReturnType<SessionStore["add"]> {
    this.#check();
    const known = this.#sessions.get(session.hash);
    if (known === undefined) this.#sessions.set(session.hash, session);
    const isSame = known === undefined || isDeepStrictEqual({ ...known, endedAt: null }, { ...session, endedAt: null });
    return { kind: isSame ? "added" : "taken" };
  }

  async find(hash: string): Promise<SessionRecord | null> {
    this.#check();
    return this.#sessions.get(hash) ?? null;
  }

  async end(hash: string, at: string): ReturnType<SessionStore["end"]> {
    this.#check();
    const session = this.#sessions.get(hash);
    if (session === undefined) return { kind: "unknown" };
    this.#sessions.set(hash, { ...session, endedAt: session.endedAt ?? at });
    return { kind: "ended" };
  }

  async prune(before: string): Promise<void> {
    this.#check();
    for (const part of [this.#logins, this.#sessions]) {
      for (const [hash, { expiresAt }] of part) if (expiresAt < before) part.delete(hash);
    }
  }
}
