import type { Kysely } from "kysely";

/** Plans that were submitted, who may apply them, and what became of them. */
export async function submissions(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("writ_submissions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("submitted_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("submitted_by", "text", (column) => column.notNull())
    .addColumn("proposal", "text", (column) => column.notNull())
    .addColumn("receipt", "text", (column) => column.notNull())
    .addColumn("facts", "text", (column) => column.notNull())
    .addColumn("approval", "text")
    .addColumn("attempt", "text")
    .addColumn("claimed_by", "text")
    .addColumn("claimed_at", "text")
    .addColumn("record", "text")
    .addColumn("outcome_at", "text")
    .addColumn("outcome", "text")
    .execute();
}
