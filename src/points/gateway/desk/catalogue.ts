import type { ListKind } from "../interceptor.ts";
import type { Connection } from "../upstream/connect.ts";
import { speaking, type Speaker } from "../upstream/subscribe.ts";
import { gather, type Gathered } from "./gather.ts";

/** For how long a list is believed that was not asked for by a client. */
const FRESH_MS = 5000;

interface Kept {
  readonly gathered: Promise<Gathered>;
  readonly atMs: number;
  /** How often the server had said that a list changed when it was asked. */
  readonly changes: number;
}

/** What servers list, by connection, so that not every call asks for the tools again. Lists that clients ask for are always asked for anew. */
export class Catalogue {
  readonly #kept = new WeakMap<Connection, Map<ListKind, Kept>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A list as it was within the last seconds, unless the server has said since that a list changed. Rejects as `gather` does. */
  recent(connection: Connection, kind: ListKind, client: Speaker): Promise<Gathered> {
    const kept = this.#kept.get(connection)?.get(kind);
    const isFresh =
      kept?.changes === connection.upstream.listChanges && this.#now() - (kept?.atMs ?? -Infinity) < FRESH_MS;
    return isFresh && kept !== undefined ? kept.gathered : this.fresh(connection, kind, client);
  }

  /** A list as it is now. */
  fresh(connection: Connection, kind: ListKind, client: Speaker): Promise<Gathered> {
    const { listChanges: changes } = connection.upstream;
    const gathered = gather(connection, kind, speaking(connection, client));
    const kept = { gathered, atMs: this.#now(), changes };
    const lists = this.#kept.get(connection) ?? new Map<ListKind, Kept>();
    this.#kept.set(connection, lists.set(kind, kept));
    gathered.catch(() => lists.delete(kind));
    return gathered;
  }
}
