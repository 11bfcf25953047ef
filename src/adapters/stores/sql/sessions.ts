import { isDeepStrictEqual } from "node:util";
import type { Kysely, Selectable } from "kysely";
import type { SessionRecord, SessionStore } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

const COLUMNS = ["hash", "identity", "created_at", "expires_at", "ended_at"] as const;

/** Sessions and logins in two tables; each step is one statement. */
export class SqlSessions implements SessionStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  begin({ hash, expiresAt }: Parameters<SessionStore["begin"]>[0]): Promise<void> {
    return guard(async () => {
      await this.#database
        .insertInto("writ_logins")
        .values({ hash, expires_at: expiresAt, used_by: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }

  // INVARIANT (used-once): the name of whoever uses a login is written only where none stands, so that of all who try one finds its own.
  use(hash: string, use: string, now: string): ReturnType<SessionStore["use"]> {
    return guard(async () => {
      await this.#database
        .updateTable("writ_logins")
        .set({ used_by: use })
        .where("hash", "=", hash)
        .where("used_by", "is", null)
        .where("expires_at", ">", now)
        .execute();
      const row = await this.#database
        .selectFrom("writ_logins")
        .select("used_by")
        .where("hash", "=", hash)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      return { kind: row?.used_by === use ? "used" : "unknown" };
    });
  }

  add(session: SessionRecord): ReturnType<SessionStore["add"]> {
    return guard(async () => {
      await this.#database
        .insertInto("writ_sessions")
        .values({
          hash: session.hash,
          identity: session.identity,
          created_at: session.createdAt,
          expires_at: session.expiresAt,
          ended_at: session.endedAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const known = await this.#read(session.hash);
      const isSame = known !== null && isDeepStrictEqual({ ...known, endedAt: null }, { ...session, endedAt: null });
      return { kind: isSame ? "added" : "taken" };
    });
  }

  find(hash: string): Promise<SessionRecord | null> {
    return guard(() => this.#read(hash));
  }

  end(hash: string, at: string): ReturnType<SessionStore["end"]> {
    return guard(async () => {
      const { numUpdatedRows } = await this.#database
        .updateTable("writ_sessions")
        .set((columns) => ({ ended_at: columns.fn.coalesce("ended_at", columns.val(at)) }))
        .where("hash", "=", hash)
        .executeTakeFirst();
      return { kind: numUpdatedRows > 0n ? "ended" : "unknown" };
    });
  }

  prune(before: string): Promise<void> {
    return guard(async () => {
      await this.#database.deleteFrom("writ_logins").where("expires_at", "<", before).execute();
      await this.#database.deleteFrom("writ_sessions").where("expires_at", "<", before).execute();
    });
  }

  async #read(hash: string): Promise<SessionRecord | null> {
    const row = await this.#database
      .selectFrom("writ_sessions")
      .select(COLUMNS)
      .where("hash", "=", hash)
      .executeTakeFirst();
    return row === undefined ? null : toSession(row);
  }
}

function toSession(row: Selectable<Tables["writ_sessions"]>): SessionRecord {
  return {
    hash: row.hash,
    identity: row.identity,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  };
}
