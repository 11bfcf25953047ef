import type { Kysely, Transaction } from "kysely";
import type { HistoryStore, StoredAct, StoredHistory } from "#core/store";
import type { Durably } from "./durably.ts";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

/** So many rows go into one statement. */
const ROWS_AT_ONCE = 500;

/** Histories in a table with one row for each act and agent, and the last act of each agent in another, which is compared and set. */
export class SqlHistory implements HistoryStore {
  readonly #database: Kysely<Tables>;
  readonly #durably: Durably;

  constructor(database: Kysely<Tables>, durably: Durably) {
    this.#database = database;
    this.#durably = durably;
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
        await this.#durably((transaction) => append(transaction, acts, after));
        return { kind: "appended" };
      } catch (error) {
        if (error instanceof Overtaken) return { kind: "conflict" };
        throw error;
      }
    });
  }

  amend(acts: Parameters<HistoryStore["amend"]>[0]): Promise<void> {
    return guard(() =>
      this.#durably(async (transaction) => {
        for (const { id, agents, act } of acts.toSorted(byId)) {
          const keys = agents.map(keyOf);
          await transaction
            .updateTable("writ_acts")
            .set({ act })
            .where("agent", "in", keys)
            .where("id", "=", id)
            .execute();
        }
      }),
    );
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
  acts: readonly StoredAct[],
  after: ReadonlyMap<string, string> | null,
): Promise<void> {
  const rows = acts.flatMap(({ id, agents, at, act }) =>
    agents.map((agent) => ({ agent: keyOf(agent), id, agents: JSON.stringify(agents), at, act })),
  );
  const heads = new Map<string, string>();
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const added = await transaction
      .insertInto("writ_acts")
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .returning(["agent", "id"])
      .execute();
    const isAdded = new Set(added.map(({ agent, id }) => `${id} ${agent}`));
    for (const { agent, id } of rows.slice(from, from + ROWS_AT_ONCE))
      if (isAdded.has(`${id} ${agent}`)) heads.set(agent, id);
  }
  // In one order, so that no two wait for each other.
  for (const [agent, head] of [...heads].toSorted(byFirst)) await advance(transaction, agent, head, after);
}

/** Makes an act the last of an agent, by its key. */
async function advance(
  transaction: Transaction<Tables>,
  agent: string,
  head: string,
  after: ReadonlyMap<string, string> | null,
): Promise<void> {
  const expected = after === null ? null : (after.get(JSON.parse(agent)) ?? "");
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto("writ_heads")
    .values({ agent, head })
    .onConflict((conflict) => {
      const update = conflict.column("agent").doUpdateSet({ head });
      return expected === null ? update : update.where("writ_heads.head", "=", expected);
    })
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Overtaken();
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function byFirst([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : Number(a > b);
}
