import type { Kysely } from "kysely";
import type { DisclosureStore, Instant, OpenableDisclosure, StoredDisclosure, SubjectKey } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

/** So many rows go into one statement: databases bound how many parameters it has. */
const ROWS_AT_ONCE = 1000;

/** Disclosures in one table, and the keys that open them in another. */
export class SqlDisclosures implements DisclosureStore {
  readonly #database: Kysely<Tables>;
  readonly #sweep: () => Promise<void>;

  /** `sweep` overwrites what was deleted, where the database would else keep it for a while. */
  constructor(database: Kysely<Tables>, sweep: () => Promise<void>) {
    this.#database = database;
    this.#sweep = sweep;
  }

  claimKey(subject: string, proposed: SubjectKey): Promise<SubjectKey> {
    return guard(async () => {
      await this.#database
        .insertInto("writ_disclosure_keys")
        .values({ ...proposed, subject })
        .onConflict((conflict) => conflict.column("subject").doNothing())
        .execute();
      const found = this.#database.selectFrom("writ_disclosure_keys").select(["id", "key"]);
      return await found.where("subject", "=", subject).executeTakeFirstOrThrow();
    });
  }

  /** In the order of their digests, so that replicas which keep the same ones never wait for each other in a circle. */
  keep(disclosures: readonly StoredDisclosure[]): Promise<void> {
    const rows = disclosures.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
    return guard(() =>
      this.#database.transaction().execute(async (transaction) => {
        for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
          await transaction
            .insertInto("writ_disclosures")
            .values(rows.slice(from, from + ROWS_AT_ONCE))
            .onConflict((conflict) => conflict.column("digest").doNothing())
            .execute();
        }
      }),
    );
  }

  find(digests: readonly string[]): Promise<readonly OpenableDisclosure[]> {
    if (digests.length === 0) return Promise.resolve([]);
    return guard(() =>
      this.#database
        .selectFrom("writ_disclosures")
        .innerJoin("writ_disclosure_keys", "writ_disclosure_keys.id", "writ_disclosures.subject")
        .select(["writ_disclosures.digest", "writ_disclosures.box", "writ_disclosure_keys.key"])
        .where("writ_disclosures.digest", "in", digests)
        .execute(),
    );
  }

  prune(before: Instant, limit: number): Promise<number> {
    return guard(async () => {
      const old = this.#database.selectFrom("writ_disclosures").select("digest").where("at", "<", before);
      const { numDeletedRows } = await this.#database
        .deleteFrom("writ_disclosures")
        .where("digest", "in", old.orderBy("at").limit(limit))
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  forget(subject: string): Promise<number> {
    return guard(async () => {
      const removed = await this.#database.transaction().execute(async (transaction) => {
        const own = transaction.selectFrom("writ_disclosure_keys").select("id").where("subject", "=", subject);
        const { numDeletedRows } = await transaction
          .deleteFrom("writ_disclosures")
          .where("subject", "in", own)
          .executeTakeFirst();
        await transaction.deleteFrom("writ_disclosure_keys").where("subject", "=", subject).execute();
        return Number(numDeletedRows);
      });
      await this.#sweep();
      return removed;
    });
  }
}
