import type { Kysely } from "kysely";

/** What records hold only the digests of, and the keys that open it. */
export async function disclosures(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("writ_disclosure_keys")
    .addColumn("subject", "text", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("key", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("writ_disclosures")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("box", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("writ_disclosures_subject").on("writ_disclosures").column("subject").execute();
  await schema.createIndex("writ_disclosures_at").on("writ_disclosures").column("at").execute();
}
