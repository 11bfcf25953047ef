import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isObject, canonicalJson, parseJson } from "#core/model";
import type { ProvenIdentity } from "#core/identity";
import type { SessionRecord, SessionStore } from "#core/store";
import { hashSecret } from "./api-tokens.ts";
import { NOBODY, refusedFor, type Authentication } from "./authentication.ts";
import { Cookies } from "./cookies.ts";
import type { CallerOf } from "./issuers.ts";
import { Remembered } from "./remembered.ts";
import { isOwnSite } from "./same-site.ts";

/** What sessions are kept with. */
export interface SessionPorts {
  readonly sessions: SessionStore;
  readonly callerOf: CallerOf;
  readonly now: () => number;
  /** The address by which browsers know this server. */
  readonly publicUrl: string;
}

const SESSION = "writ_session";
const SECRET_BYTES = 32;
/** How often what is over is removed, at most. */
const PRUNE_MS = 60_000;

/** A session that was begun. */
interface NewSession {
  readonly record: SessionRecord;
  readonly setCookie: string;
}

/** Tells people by the sessions of their browsers. Of a session only the hash of its secret is kept. */
export class Sessions {
  readonly cookies: Cookies;
  readonly #ports: SessionPorts;
  readonly #origin: string;
  readonly #known: Remembered<SessionRecord>;
  #prunedAt = 0;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#origin = new URL(ports.publicUrl).origin;
    this.cookies = new Cookies(this.#origin.startsWith("https:"));
    this.#known = new Remembered((hash) => ports.sessions.find(hash), ports.now);
  }

  /** Who has the session of this request; who that is, and what they may do, is told by the rules of now. Rejects with `UnavailableError`. */
  async authenticate(request: IncomingMessage): Promise<Authentication> {
    const secret = this.cookies.read(request.headers.cookie ?? "", SESSION);
    if (secret === null) return NOBODY;
    if (!isOwnSite(request, this.#origin)) return { kind: "foreign" };
    const session = await this.#known.get(hashSecret(secret));
    const identity = session === null ? null : this.#identityOf(session);
    if (identity === null) return ENDED;
    const result = this.#ports.callerOf(identity);
    return result.kind === "caller" ? result : refusedFor(result.refusal);
  }

  /** A session for somebody who has just been proven; it is not kept yet. */
  make(identity: ProvenIdentity, minutes: number): NewSession {
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    const now = this.#ports.now();
    const record = {
      hash: hashSecret(secret),
      identity: canonicalJson({ ...identity, expiresAtMs: null }),
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + minutes * 60_000).toISOString(),
      endedAt: null,
    };
    return { record, setCookie: this.cookies.write(SESSION, secret, minutes * 60) };
  }

  /** What records call the session whose cookie a request has; null without one. */
  targetOf(cookie: string): string | null {
    const secret = this.cookies.read(cookie, SESSION);
    return secret === null ? null : sessionTarget({ hash: hashSecret(secret) });
  }

  /** Ends the session whose cookie a request has, and answers what takes the cookie back. */
  async end(cookie: string): Promise<string> {
    const secret = this.cookies.read(cookie, SESSION);
    if (secret !== null) {
      const hash = hashSecret(secret);
      await this.#ports.sessions.end(hash, new Date(this.#ports.now()).toISOString());
      this.#known.forget(hash);
    }
    return this.cookies.write(SESSION, "", 0);
  }

  /** Removes what is over, unless that was done a moment ago. */
  async prune(): Promise<void> {
    const now = this.#ports.now();
    if (Math.abs(now - this.#prunedAt) < PRUNE_MS) return;
    this.#prunedAt = now;
    await this.#ports.sessions.prune(new Date(now).toISOString());
  }

  #identityOf({ identity, expiresAt, endedAt }: SessionRecord): ProvenIdentity | null {
    const expiresAtMs = Date.parse(expiresAt);
    if (endedAt !== null || !(this.#ports.now() < expiresAtMs)) return null;
    const json = parseJson(identity);
    if (json.kind !== "parsed" || !isObject(json.value)) return null;
    // oxlint-disable-next-line no-unsafe-type-assertion -- written by `make`, and kept where only this server writes
    return { ...(json.value as unknown as ProvenIdentity), expiresAtMs };
  }
}

const ENDED: Authentication = {
  kind: "nobody",
  reason: "session-ended",
  detail: "The session has ended: log in again at /login",
};

/** Whose a session is, for records that name nobody. */
export function sessionTarget({ hash }: Pick<SessionRecord, "hash">): string {
  return hash.slice(0, 16);
}
