import type { Kysely } from "kysely";
import type { AliasStore } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

/** Aliases in a table. */
export class SqlAliases implements AliasStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  claim(name: string, proposed: string): Promise<string> {
    return guard(async () => {
      await this.#database
        .insertInto("writ_aliases")
        .values({ name, alias: proposed })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .execute();
      const row = await this.#database
        .selectFrom("writ_aliases")
        .select("alias")
        .where("name", "=", name)
        .executeTakeFirstOrThrow();
      return row.alias;
    });
  }

  find(name: string): Promise<string | null> {
    return guard(async () => {
      const found = this.#database.selectFrom("writ_aliases").select("alias").where("name", "=", name);
      return (await found.executeTakeFirst())?.alias ?? null;
    });
  }

  forget(name: string): Promise<void> {
    return guard(async () => {
      await this.#database.deleteFrom("writ_aliases").where("name", "=", name).execute();
    });
  }
}
