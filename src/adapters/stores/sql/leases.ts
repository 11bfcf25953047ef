import { isDeepStrictEqual } from "node:util";
import type { Kysely, Selectable } from "kysely";
import type { Lease, LeaseStore } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

type Row = Selectable<Tables["writ_leases"]>;

/** Leases in a table; each step is one statement. */
export class SqlLeases implements LeaseStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  add(lease: Lease): ReturnType<LeaseStore["add"]> {
    return guard(async () => {
      const { id, broker, handle, by, names, session, endsAt } = lease;
      await this.#database
        .insertInto("writ_leases")
        .values({ id, broker, handle, held_by: by, names: JSON.stringify(names), session, ends_at: endsAt })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
      return { kind: isDeepStrictEqual(await this.#find(id), lease) ? "added" : "known" };
    });
  }

  find(id: string): Promise<Lease | null> {
    return guard(() => this.#find(id));
  }

  list(after: string, limit: number): Promise<readonly Lease[]> {
    return guard(async () => {
      const query = this.#database.selectFrom("writ_leases").selectAll().where("id", ">", after);
      return (await query.orderBy("id").limit(limit).execute()).map(toLease);
    });
  }

  remove(id: string): Promise<void> {
    return guard(async () => {
      await this.#database.deleteFrom("writ_leases").where("id", "=", id).execute();
    });
  }

  async #find(id: string): Promise<Lease | null> {
    const row = await this.#database.selectFrom("writ_leases").selectAll().where("id", "=", id).executeTakeFirst();
    return row === undefined ? null : toLease(row);
  }
}

function toLease({ id, broker, handle, held_by: by, names, session, ends_at: endsAt }: Row): Lease {
  return { id, broker, handle, by, names: JSON.parse(names), session, endsAt };
}
