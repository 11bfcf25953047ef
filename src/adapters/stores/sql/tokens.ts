import { sql, type Kysely, type Selectable } from "kysely";
import { isDeepStrictEqual } from "node:util";
import type { TokenRecord, TokenStore } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

type Row = Omit<Selectable<Tables["writ_tokens"]>, "first">;

const COLUMNS = [
  "id",
  "hash",
  "name",
  "roles",
  "kind",
  "owner",
  "task",
  "created_at",
  "created_by",
  "expires_at",
  "revoked_at",
] as const;

/** Tokens in a table; each step is one statement. */
export class SqlTokens implements TokenStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  add(token: TokenRecord): ReturnType<TokenStore["add"]> {
    return guard(async () => {
      const row = { ...toRow(token), first: null };
      await this.#database
        .insertInto("writ_tokens")
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return { kind: (await this.#isThere(token)) ? "added" : "taken" };
    });
  }

  addFirst(token: TokenRecord): ReturnType<TokenStore["addFirst"]> {
    return guard(async () => {
      const values = sql.join(Object.values(toRow(token)));
      const columns = sql.join([...COLUMNS, "first"].map((column) => sql.ref(column)));
      await sql`insert into writ_tokens (${columns}) select ${values}, 1
        where not exists (select 1 from writ_tokens) on conflict do nothing`.execute(this.#database);
      return { kind: (await this.#isThere(token)) ? "added" : "not-first" };
    });
  }

  find(id: string): Promise<TokenRecord | null> {
    return guard(async () => {
      const row = await this.#rows().where("id", "=", id).executeTakeFirst();
      return row === undefined ? null : toToken(row);
    });
  }

  list(): Promise<readonly TokenRecord[]> {
    return guard(async () => {
      const rows = await this.#rows().execute();
      return rows.map(toToken).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    });
  }

  revoke(id: string, at: string): ReturnType<TokenStore["revoke"]> {
    return guard(async () => {
      const { numUpdatedRows } = await this.#database
        .updateTable("writ_tokens")
        .set((columns) => ({ revoked_at: columns.fn.coalesce("revoked_at", columns.val(at)) }))
        .where("id", "=", id)
        .executeTakeFirst();
      return { kind: numUpdatedRows > 0n ? "revoked" : "unknown" };
    });
  }

  #rows() {
    return this.#database.selectFrom("writ_tokens").select(COLUMNS);
  }

  /** Whether the token stands there as it was asked for, be it from now or from an earlier attempt. */
  async #isThere(token: TokenRecord): Promise<boolean> {
    const row = await this.#rows().where("id", "=", token.id).executeTakeFirst();
    return row !== undefined && isDeepStrictEqual({ ...toToken(row), revokedAt: null }, { ...token, revokedAt: null });
  }
}

/** In the order of `COLUMNS`. */
function toRow(token: TokenRecord): Row {
  return {
    id: token.id,
    hash: token.hash,
    name: token.name,
    roles: JSON.stringify(token.roles),
    kind: token.kind,
    owner: token.owner,
    task: token.task,
    created_at: token.createdAt,
    created_by: token.createdBy,
    expires_at: token.expiresAt,
    revoked_at: token.revokedAt,
  };
}

function toToken(row: Row): TokenRecord {
  const roles: readonly string[] = JSON.parse(row.roles);
  return {
    id: row.id,
    hash: row.hash,
    name: row.name,
    roles,
    kind: row.kind,
    owner: row.owner,
    task: row.task,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
