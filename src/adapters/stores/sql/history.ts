import type { Kysely, Transaction } from "kysely";
import type { HistoryStore, StoredAct, StoredHistory } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

/** Histories in a table with one row for each act and agent, and the last act of each agent in another, which is compared and set. */
export class SqlHistory implements HistoryStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  recent(agents: readonly string[], since: string, limit: number): Promise<StoredHistory> {
    return guard(async () => {
      if (agents.length === 0) return { acts: [], heads: new Map() };
      const keys = agents.map(keyOf);
      // The heads first: what is added meanwhile may stand among the acts, and then nothing is added after these heads.
      const heads = await this.#database.selectFrom("writ_heads").selectAll().where("agent", "in", keys).execute();
      const rows = await this.#database
        .selectFrom("writ_acts")
        .select(["id", "agents", "at", "act"])
        .distinct()
        .where("agent", "in", keys)
        .where("at", ">=", since)
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      const acts = rows.map(({ id, agents: all, at, act }): StoredAct => ({ id, agents: JSON.parse(all), at, act }));
      return { acts, heads: new Map(heads.map(({ agent, head }) => [JSON.parse(agent), head])) };
    });
  }

  append(acts: readonly StoredAct[], after: ReadonlyMap<string, string> | null): ReturnType<HistoryStore["append"]> {
    return guard(async () => {
      try {
        await this.#database.transaction().execute(async (transaction) => {
          for (const act of acts) await append(transaction, act, after);
        });
        return { kind: "appended" };
      } catch (error) {
        if (error instanceof Overtaken) return { kind: "conflict" };
        throw error;
      }
    });
  }

  amend({ id, agents, act }: Parameters<HistoryStore["amend"]>[0]): ReturnType<HistoryStore["amend"]> {
    return guard(async () => {
      const { numUpdatedRows } = await this.#database
        .updateTable("writ_acts")
        .set({ act })
        .where("agent", "in", agents.map(keyOf))
        .where("id", "=", id)
        .executeTakeFirst();
      return { kind: numUpdatedRows > 0n ? "amended" : "unknown" };
    });
  }

  prune({ before, agents, most }: Parameters<HistoryStore["prune"]>[0]): Promise<void> {
    return guard(async () => {
      await this.#database.deleteFrom("writ_acts").where("at", "<", before).execute();
      for (const agent of agents.map(keyOf)) {
        const first = await this.#database
          .selectFrom("writ_acts")
          .select("id")
          .where("agent", "=", agent)
          .orderBy("id", "desc")
          .offset(most)
          .limit(1)
          .executeTakeFirst();
        if (first === undefined) continue;
        await this.#database.deleteFrom("writ_acts").where("agent", "=", agent).where("id", "<=", first.id).execute();
      }
    });
  }
}

/** Rolls back what was to be added after another act than is the last. */
class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** Ids may hold characters that PostgreSQL has no text for. */
function keyOf(agent: string): string {
  return JSON.stringify(agent);
}

async function append(
  transaction: Transaction<Tables>,
  { id, agents, at, act }: StoredAct,
  after: ReadonlyMap<string, string> | null,
): Promise<void> {
  for (const agent of agents.toSorted()) {
    const row = { agent: keyOf(agent), id, agents: JSON.stringify(agents), at, act };
    const inserted = await transaction
      .insertInto("writ_acts")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 0n) await advance(transaction, agent, id, after);
  }
}

/** Makes an act the last of an agent. */
async function advance(
  transaction: Transaction<Tables>,
  agent: string,
  head: string,
  after: ReadonlyMap<string, string> | null,
): Promise<void> {
  const expected = after === null ? null : (after.get(agent) ?? "");
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto("writ_heads")
    .values({ agent: keyOf(agent), head })
    .onConflict((conflict) => {
      const update = conflict.column("agent").doUpdateSet({ head });
      return expected === null ? update : update.where("writ_heads.head", "=", expected);
    })
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Overtaken();
}
