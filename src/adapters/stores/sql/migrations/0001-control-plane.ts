import type { Kysely } from "kysely";

/** Tokens, bundles with their activations, settings. */
export async function controlPlane(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("writ_tokens")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("roles", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("expires_at", "text")
    .addColumn("revoked_at", "text")
    .addColumn("first", "integer", (column) => column.unique())
    .execute();
  await schema
    .createTable("writ_bundles")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("files", "text", (column) => column.notNull())
    .addColumn("stored_at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("writ_activations")
    .addColumn("sequence", "integer", (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("digest", "text", (column) => column.notNull().references("writ_bundles.digest"))
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("writ_settings")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .execute();
}
