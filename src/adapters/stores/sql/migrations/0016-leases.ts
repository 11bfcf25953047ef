import type { Kysely } from "kysely";

/** Credentials that are out. */
export async function leases(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("writ_leases")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("broker", "text", (column) => column.notNull())
    .addColumn("handle", "text", (column) => column.notNull())
    .addColumn("held_by", "text", (column) => column.notNull())
    .addColumn("names", "text", (column) => column.notNull())
    .addColumn("session", "text", (column) => column.notNull())
    .addColumn("ends_at", "text", (column) => column.notNull())
    .execute();
}
