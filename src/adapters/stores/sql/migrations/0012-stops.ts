import type { Kysely } from "kysely";

/** What was stopped, and what each replica did about it. */
export async function stops(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("writ_stops")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("stop", "text", (column) => column.notNull())
    .addColumn("resumption", "text")
    .execute();
  await schema
    .createTable("writ_stop_effects")
    .addColumn("stop", "text", (column) => column.notNull())
    .addColumn("replica", "text", (column) => column.notNull())
    .addColumn("effect", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("writ_stop_effects_key", ["stop", "replica"])
    .execute();
}
