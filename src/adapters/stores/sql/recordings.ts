import { sql, type Insertable, type Kysely, type Selectable, type Transaction } from "kysely";
import type {
  RecordedAnswer,
  Recording,
  RecordingBatch,
  RecordingCoverage,
  RecordingPage,
  RecordingRange,
  RecordingStore,
} from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

const DAY = "2026-01-01".length;

/** Recordings in one table, and in another how many decisions each process counted on each day. */
export class SqlRecordings implements RecordingStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  add(batch: RecordingBatch): ReturnType<RecordingStore["add"]> {
    return guard(() =>
      this.#database.transaction().execute(async (transaction) => {
        if (!(await isNew(transaction, batch))) return { kind: "known" };
        await insert(transaction, batch.recordings);
        return { kind: "added" };
      }),
    );
  }

  list({ since, until, after, limit, shadow }: RecordingPage): Promise<readonly Recording[]> {
    return guard(async () => {
      let rows = this.#database
        .selectFrom("writ_recordings")
        .selectAll()
        .where("id", ">", after === "" ? since.slice(0, DAY) : after)
        .where("at", ">=", since)
        .where("at", "<", until)
        .orderBy("id")
        .limit(limit);
      if (shadow !== null) rows = rows.where("shadow_bundle", "=", shadow);
      return (await rows.execute()).map(toRecording);
    });
  }

  coverage({ since, until }: RecordingRange): Promise<RecordingCoverage> {
    return guard(async () => {
      const counted = await this.#database
        .selectFrom("writ_recorded")
        .select(({ fn }) => [fn.sum("decided").as("decided"), fn.sum("recorded").as("recorded")])
        .where("day", ">=", since.slice(0, DAY))
        .where("day", "<=", until.slice(0, DAY))
        .executeTakeFirst();
      const kept = await this.#database
        .selectFrom("writ_recordings")
        .select(({ fn }) => fn.countAll().as("recordings"))
        .where("id", ">", since.slice(0, DAY))
        .where("at", ">=", since)
        .where("at", "<", until)
        .executeTakeFirst();
      return {
        decided: Number(counted?.decided ?? 0),
        recorded: Number(counted?.recorded ?? 0),
        recordings: Number(kept?.recordings ?? 0),
      };
    });
  }

  prune({ before, most, limit }: Parameters<RecordingStore["prune"]>[0]): Promise<number> {
    return guard(async () => {
      await this.#database.deleteFrom("writ_recorded").where("day", "<", before).execute();
      const over = await this.#remove(before, limit);
      if (over === limit) return over;
      const beyond = Math.min(limit - over, (await this.#size()) - most);
      return over + (beyond > 0 ? await this.#remove(null, beyond) : 0);
    });
  }

  forget(name: string): Promise<number> {
    return guard(async () => {
      const { numDeletedRows } = await this.#database
        .deleteFrom("writ_recordings")
        .where(sql<boolean>`replace(proposal, ${JSON.stringify(name)}, '') <> proposal`)
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  /** Removes the oldest, of days before `before` where that is given. */
  async #remove(before: string | null, limit: number): Promise<number> {
    let oldest = this.#database.selectFrom("writ_recordings").select("id").orderBy("id").limit(limit);
    if (before !== null) oldest = oldest.where("id", "<", before);
    const { numDeletedRows } = await this.#database
      .deleteFrom("writ_recordings")
      .where("id", "in", oldest)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  async #size(): Promise<number> {
    const row = await this.#database
      .selectFrom("writ_recordings")
      .select(({ fn }) => fn.countAll().as("size"))
      .executeTakeFirst();
    return Number(row?.size ?? 0);
  }
}

/** Counts a batch, unless it or a later one of its source was counted on its day. */
async function isNew(transaction: Transaction<Tables>, batch: RecordingBatch): Promise<boolean> {
  const { source, day, sequence, decided, recorded } = batch;
  const { numInsertedOrUpdatedRows = 0n } = await transaction
    .insertInto("writ_recorded")
    .values({ source, day, sequence, decided, recorded })
    .onConflict((conflict) =>
      conflict
        .columns(["source", "day"])
        .doUpdateSet({
          sequence,
          decided: sql<number>`writ_recorded.decided + ${decided}`,
          recorded: sql<number>`writ_recorded.recorded + ${recorded}`,
        })
        .where("writ_recorded.sequence", "<", sequence),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** In the order of their ids, so that replicas which add the same ones never wait for each other in a circle. */
async function insert(transaction: Transaction<Tables>, recordings: readonly Recording[]): Promise<void> {
  if (recordings.length === 0) return;
  const rows = recordings.map(toRow).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await transaction
    .insertInto("writ_recordings")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({
        count: sql<number>`writ_recordings.count + excluded.count`,
        at: sql<string>`case when excluded.at > writ_recordings.at then excluded.at else writ_recordings.at end`,
      }),
    )
    .execute();
}

function toRow({ principal, answer, shadow, ...same }: Recording): Insertable<Tables["writ_recordings"]> {
  return {
    ...same,
    principal_kind: principal.kind,
    principal_id: JSON.stringify(principal.id),
    effect: answer.effect,
    by: JSON.stringify(answer.by),
    shadow_bundle: shadow?.bundle ?? null,
    shadow_effect: shadow?.effect ?? null,
    shadow_by: shadow === null ? null : JSON.stringify(shadow.by),
  };
}

function toRecording(row: Selectable<Tables["writ_recordings"]>): Recording {
  const { id, proposal, digest, point, bundle, at, count } = row;
  const principalId: string = JSON.parse(row.principal_id);
  return {
    id,
    proposal,
    digest,
    point,
    principal: { kind: row.principal_kind, id: principalId },
    bundle,
    answer: toAnswer(row.effect, row.by),
    shadow:
      row.shadow_bundle === null
        ? null
        : { bundle: row.shadow_bundle, ...toAnswer(row.shadow_effect ?? "", row.shadow_by ?? "[]") },
    at,
    count: Number(count),
  };
}

function toAnswer(effect: string, text: string): RecordedAnswer {
  const by: readonly string[] = JSON.parse(text);
  return { effect, by };
}
