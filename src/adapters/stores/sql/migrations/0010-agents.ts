import type { Kysely } from "kysely";

/** What agents used of their budgets, and what they did. */
export async function agents(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("writ_accounts")
    .addColumn("account", "text", (column) => column.primaryKey())
    .addColumn("used", "bigint", (column) => column.notNull())
    .addColumn("members", "text", (column) => column.notNull())
    .addColumn("ends_at", "text")
    .execute();
  await schema.createIndex("writ_accounts_ends_at").on("writ_accounts").column("ends_at").execute();
  await schema
    .createTable("writ_reservations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("amounts", "text", (column) => column.notNull())
    .addColumn("settled", "integer", (column) => column.notNull())
    .execute();
  await schema.createIndex("writ_reservations_expires_at").on("writ_reservations").column("expires_at").execute();
  await schema
    .createTable("writ_acts")
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("agents", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("act", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("writ_acts_key", ["agent", "id"])
    .execute();
  await schema.createIndex("writ_acts_at").on("writ_acts").column("at").execute();
  await schema
    .createTable("writ_heads")
    .addColumn("agent", "text", (column) => column.primaryKey())
    .addColumn("head", "text", (column) => column.notNull())
    .execute();
}
