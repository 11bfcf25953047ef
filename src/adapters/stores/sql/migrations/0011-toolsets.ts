import type { Kysely } from "kysely";

/** What servers of tools offer, and what was approved of it. */
export async function toolsets(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("writ_toolsets")
    .addColumn("server", "text", (column) => column.primaryKey())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("seen", "text", (column) => column.notNull())
    .addColumn("pinned", "text")
    .addColumn("pin", "text")
    .execute();
}
