import type { Kysely } from "kysely";

/** Questions that were decided on, and how many of them each process kept. */
export async function recordings(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("writ_recordings")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("proposal", "text", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("point", "text", (column) => column.notNull())
    .addColumn("principal_kind", "text", (column) => column.notNull())
    .addColumn("principal_id", "text", (column) => column.notNull())
    .addColumn("bundle", "text", (column) => column.notNull())
    .addColumn("effect", "text", (column) => column.notNull())
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("shadow_bundle", "text")
    .addColumn("shadow_effect", "text")
    .addColumn("shadow_by", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("count", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createTable("writ_recorded")
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addColumn("decided", "bigint", (column) => column.notNull())
    .addColumn("recorded", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("writ_recorded_key", ["source", "day"])
    .execute();
}
