import type { Kysely } from "kysely";

/** Who uploaded a bundle, what an activation does to answers, and by which approval. What was activated before is not known in these. */
export async function bundles(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema.alterTable("writ_bundles").addColumn("author", "text").execute();
  await schema
    .alterTable("writ_activations")
    .addColumn("change", "text", (column) => column.notNull().defaultTo("unknown"))
    .execute();
  await schema.alterTable("writ_activations").addColumn("approval", "text").execute();
}
