import type { Kysely } from "kysely";

/** What stands for names in records. */
export async function aliases(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("writ_aliases")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("alias", "text", (column) => column.notNull().unique())
    .execute();
}
