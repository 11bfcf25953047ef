import { UnavailableError } from "#core/diagnostics";
import { canonicalJson } from "#core/model";
import type { Era } from "../protocol/revisions.ts";
import type { OpenCarrier } from "#core/mcp";
import { connect, type Connection, type Identity } from "./connect.ts";
import { Given } from "./given.ts";
import { listChanges, subscribe } from "./subscribe.ts";
import type { OwnerEars } from "./upstream.ts";

/** A server as the configuration names it. */
export interface ServerSpec {
  readonly key: string;
  readonly open: OpenCarrier;
  /** The era that it speaks, where that is said; null where it is asked. */
  readonly era: Era | null;
}

/** A connection that one call has for itself until it gives it back. */
export interface Lease {
  readonly connection: Connection;
  /** Hears what belongs to no call meanwhile. */
  hearing(ears: OwnerEars): void;
  /** Watches a resource, or no longer, where the server has subscriptions in place of requests for it and the client has such requests; null elsewhere. */
  readonly watch: ((uri: string, isWatched: boolean) => void) | null;
  over(): void;
}

interface Idle {
  readonly connection: Connection;
  readonly owner: Switch;
  readonly sinceMs: number;
}

/** How many connections without a session one server has at most, and for how long one may be idle. */
const MOST_LEASED = 256;
const IDLE_MS = 60_000;

/**
 * The connections to one server. Where it speaks 2026-07-28 all clients share one, since every request stands alone. Before, connections have sessions: a client that has
 * one itself gets a connection for it, and clients that have none are lent one of their own caller's for each call.
 */
export class Server {
  readonly key: string;
  /** What it gave to whom. */
  readonly given: Given;
  readonly #open: OpenCarrier;
  readonly #now: () => number;
  #era: Era | null;
  #shared: Promise<Connection> | null = null;
  readonly #idle = new Map<string, Idle[]>();
  #leased = 0;

  constructor({ key, open, era }: ServerSpec, now: () => number) {
    this.key = key;
    this.#open = open;
    this.#era = era;
    this.#now = now;
    this.given = new Given(now);
  }

  /** A connection for a session, or the shared one, whose messages outside calls nobody hears. Rejects with `UnavailableError`. */
  async connect(identity: Identity, owner: OwnerEars): Promise<Connection> {
    const shared = await this.#findShared(identity);
    if (shared !== null) return shared;
    const connection = await connect(this.#open, identity, owner, this.#era);
    this.#learn(connection);
    return connection;
  }

  /** A connection for one call of a caller without a session. Rejects with `UnavailableError`. */
  async lease(caller: string, identity: Identity): Promise<Lease> {
    const shared = await this.#findShared(identity);
    if (shared !== null) return { connection: shared, hearing: () => undefined, watch: null, over: () => undefined };
    const key = `${caller}\n${canonicalJson(identity.capabilities)}`;
    const idle = this.#take(key) ?? (await this.#openIdle(identity));
    if (idle.connection.era === "2026")
      return { connection: idle.connection, hearing: () => undefined, watch: null, over: () => undefined };
    this.#leased++;
    let isOver = false;
    return {
      connection: idle.connection,
      watch: null,
      hearing: (ears) => idle.owner.to(ears),
      over: () => {
        if (isOver) return;
        isOver = true;
        this.#leased--;
        this.#giveBack(key, idle);
      },
    };
  }

  async close(): Promise<void> {
    const idle = [...this.#idle.values()].flat().map(({ connection }) => connection);
    this.#idle.clear();
    const shared = await this.#shared?.catch(() => null);
    await Promise.all([...idle, ...(shared ? [shared] : [])].map(({ upstream }) => upstream.close()));
  }

  /** The connection that all share; null where the server is known to have sessions. The first who asks finds out. */
  async #findShared(identity: Identity): Promise<Connection | null> {
    if (this.#era === "2025") return null;
    this.#shared ??= this.#openShared(identity);
    const connection = await this.#shared;
    if (connection.era === "2026" && connection.upstream.isOpen) return connection;
    this.#shared = null;
    return connection.era === "2025" ? null : await this.#findShared(identity);
  }

  /** A server that turns out to have sessions is left again at once, since this handshake told it nothing of a client. */
  async #openShared({ info, revision }: Identity): Promise<Connection> {
    try {
      const connection = await connect(this.#open, { info, revision, capabilities: {} }, new Switch(), this.#era);
      this.#learn(connection);
      if (connection.era === "2025") await connection.upstream.close();
      else hearChanges(connection, info);
      return connection;
    } catch (error) {
      this.#shared = null;
      throw error;
    }
  }

  #learn({ era }: Connection): void {
    this.#era = era;
  }

  #take(key: string): Idle | null {
    const idle = this.#idle.get(key) ?? [];
    const freshest = idle.pop();
    if (idle.length === 0) this.#idle.delete(key);
    this.#drop();
    return freshest?.connection.upstream.isOpen === true ? freshest : null;
  }

  async #openIdle(identity: Identity): Promise<Idle> {
    if (this.#leased >= MOST_LEASED)
      throw new UnavailableError("mcp-server", "Too many calls are under way at the server");
    const owner = new Switch();
    const connection = await connect(this.#open, identity, owner, this.#era);
    return { connection, owner, sinceMs: this.#now() };
  }

  #giveBack(key: string, { connection, owner }: Idle): void {
    owner.to(null);
    if (!connection.upstream.isOpen) return;
    this.#idle.set(key, [...(this.#idle.get(key) ?? []), { connection, owner, sinceMs: this.#now() }]);
    this.#drop();
  }

  #drop(): void {
    const before = this.#now() - IDLE_MS;
    for (const [key, idle] of this.#idle) {
      const kept = idle.filter(({ sinceMs }) => sinceMs > before).slice(-MOST_IDLE);
      for (const { connection } of idle.filter((one) => !kept.includes(one))) void connection.upstream.close();
      if (kept.length === 0) this.#idle.delete(key);
      else this.#idle.set(key, kept);
    }
  }
}

const MOST_IDLE = 8;

/** Has a server say at once that a list changed, whether or not a client wants to know: `Upstream` counts it. One that does not is believed for a while, as ever. */
function hearChanges(connection: Connection, info: Identity["info"]): void {
  const notifications = listChanges(connection.capabilities);
  if (Object.keys(notifications).length === 0) return;
  const speaker = { info, capabilities: {} };
  subscribe(connection, speaker, { notifications, ears: new Switch(), signal: null }).catch(() => undefined);
}

/** Ears that can be changed. What nobody hears is not answered for anybody. */
class Switch implements OwnerEars {
  #ears: OwnerEars | null = null;

  to(ears: OwnerEars | null): void {
    this.#ears = ears;
  }

  message(...heard: Parameters<OwnerEars["message"]>): void {
    this.#ears?.message(...heard);
  }

  ask(...asked: Parameters<OwnerEars["ask"]>): ReturnType<OwnerEars["ask"]> {
    return this.#ears?.ask(...asked) ?? Promise.reject(new UnavailableError("mcp-client", "There is no client to ask"));
  }

  ended(problem: string): void {
    this.#ears?.ended(problem);
  }
}
