import type { Kysely } from "kysely";

/** Whose request each is, so that what waits of one can be counted, and a row for each of them that is locked meanwhile. */
export async function holds(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema.alterTable("writ_approvals").addColumn("holder", "text").execute();
  await schema.createIndex("writ_approvals_holder").on("writ_approvals").column("holder").execute();
  await schema
    .createTable("writ_holders")
    .addColumn("holder", "text", (column) => column.primaryKey())
    .addColumn("asked", "bigint", (column) => column.notNull())
    .execute();
}
