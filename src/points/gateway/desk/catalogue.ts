import type { ValueObject } from "#core/language";
import type { ListKind } from "../interceptor.ts";
import type { Connection } from "../upstream/connect.ts";
import { gather, speaking, type Gathered } from "./gather.ts";

/** For how long a list is believed that was not asked for by a client. */
const FRESH_MS = 5000;

interface Kept {
  readonly gathered: Promise<Gathered>;
  readonly atMs: number;
}

/** What servers list, by connection, so that not every call asks for the tools again. Lists that clients ask for are always asked for anew. */
export class Catalogue {
  readonly #kept = new WeakMap<Connection, Map<ListKind, Kept>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A list as it was within the last seconds. Rejects as `gather` does. */
  recent(connection: Connection, kind: ListKind, client: Spoken): Promise<Gathered> {
    const kept = this.#kept.get(connection)?.get(kind);
    const isFresh = kept !== undefined && this.#now() - kept.atMs < FRESH_MS;
    return isFresh ? kept.gathered : this.fresh(connection, kind, client);
  }

  /** A list as it is now. */
  fresh(connection: Connection, kind: ListKind, client: Spoken): Promise<Gathered> {
    const gathered = gather(connection, kind, speaking(connection, client));
    const lists = this.#kept.get(connection) ?? new Map<ListKind, Kept>();
    this.#kept.set(connection, lists.set(kind, { gathered, atMs: this.#now() }));
    gathered.catch(() => lists.delete(kind));
    return gathered;
  }

  /** Forgets what a server says has changed. */
  forget(connection: Connection): void {
    this.#kept.delete(connection);
  }
}

interface Spoken {
  readonly info: ValueObject;
  readonly capabilities: ValueObject;
}
