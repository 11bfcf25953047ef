import type { Kysely } from "kysely";

/** People who log in; and of a token which sort of principal it is, and who answers for it. */
export async function sessions(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("writ_logins")
    .addColumn("hash", "text", (column) => column.primaryKey())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("used_by", "text")
    .execute();
  await schema.createIndex("writ_logins_over").on("writ_logins").column("expires_at").execute();
  await schema
    .createTable("writ_sessions")
    .addColumn("hash", "text", (column) => column.primaryKey())
    .addColumn("identity", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .execute();
  await schema.createIndex("writ_sessions_over").on("writ_sessions").column("expires_at").execute();
  await schema
    .alterTable("writ_tokens")
    .addColumn("kind", "text", (column) => column.notNull().defaultTo("service"))
    .execute();
  await schema.alterTable("writ_tokens").addColumn("owner", "text").execute();
}
