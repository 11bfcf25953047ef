import { sql, type Kysely } from "kysely";
import type { Activation, ActivationResult, BundleStore, StoredBundle } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

const COLUMNS = ["sequence", "id", "digest", "by", "at", "reason", "change", "approval"] as const;

/** Bundles and activations in two tables that only grow; each step is one statement. */
export class SqlBundles implements BundleStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  put({ digest, files, storedAt, author }: StoredBundle): ReturnType<BundleStore["put"]> {
    return guard(async () => {
      const { numInsertedOrUpdatedRows = 0n } = await this.#database
        .insertInto("writ_bundles")
        .values({ digest, files: JSON.stringify(files), stored_at: storedAt, author })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return { kind: numInsertedOrUpdatedRows > 0n ? "stored" : "known" };
    });
  }

  get(digest: string): Promise<StoredBundle | null> {
    return guard(async () => {
      const row = await this.#database
        .selectFrom("writ_bundles")
        .select(["files", "stored_at", "author"])
        .where("digest", "=", digest)
        .executeTakeFirst();
      if (row === undefined) return null;
      const files: StoredBundle["files"] = JSON.parse(row.files);
      return { digest, files, storedAt: row.stored_at, author: row.author };
    });
  }

  head(): Promise<Activation | null> {
    return guard(async () => (await this.#latest(1))[0] ?? null);
  }

  activate(asked: Omit<Activation, "sequence">, after: number): Promise<ActivationResult> {
    return guard(async () => {
      await this.#insert(asked, after);
      const activation = await this.#activations().where("id", "=", asked.id).executeTakeFirst();
      if (activation !== undefined) return { kind: "activated", activation };
      const bundle = await this.#database
        .selectFrom("writ_bundles")
        .select("digest")
        .where("digest", "=", asked.digest)
        .executeTakeFirst();
      if (bundle === undefined) return { kind: "unknown-bundle" };
      return { kind: "conflict", head: (await this.#latest(1))[0] ?? null };
    });
  }

  find(sequence: number): Promise<Activation | null> {
    return guard(async () => (await this.#activations().where("sequence", "=", sequence).executeTakeFirst()) ?? null);
  }

  history(limit: number): Promise<readonly Activation[]> {
    return guard(() => this.#latest(limit));
  }

  // INVARIANT (one-successor): an activation has the number after the head that its caller saw, and numbers are unique, so that of two that saw the
  // same head one is inserted.
  async #insert(asked: Omit<Activation, "sequence">, after: number): Promise<void> {
    const { id, digest, by, at, reason, change, approval } = asked;
    const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));
    await sql`insert into writ_activations (${columns})
      select cast(${after + 1} as integer), ${id}, ${digest}, ${by}, ${at}, ${reason}, ${change}, ${approval}
      where exists (select 1 from writ_bundles where digest = ${digest})
        and (select coalesce(max(sequence), 0) from writ_activations) = cast(${after} as integer)
      on conflict do nothing`.execute(this.#database);
  }

  #activations() {
    return this.#database.selectFrom("writ_activations").select(COLUMNS);
  }

  #latest(limit: number): Promise<Activation[]> {
    return this.#activations().orderBy("sequence", "desc").limit(limit).execute();
  }
}
