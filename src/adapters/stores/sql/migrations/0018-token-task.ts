import type { Kysely } from "kysely";

/** On which task whoever has a token works. */
export async function tokenTask(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable("writ_tokens").addColumn("task", "text").execute();
}
