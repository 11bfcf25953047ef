import type { Kysely } from "kysely";

/** Requests for approval, each with its answers in one row, so that every step is one statement. */
export async function approvals(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("writ_approvals")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("decided", "text")
    .addColumn("decided_at", "text")
    .addColumn("decision", "text")
    .addColumn("revocation", "text")
    .addColumn("use", "text")
    .execute();
  await schema.createIndex("writ_approvals_subject").on("writ_approvals").column("subject").execute();
  await schema.createIndex("writ_approvals_expires_at").on("writ_approvals").column("expires_at").execute();
}
