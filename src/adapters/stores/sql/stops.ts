import type { Kysely, Selectable } from "kysely";
import { isDeepStrictEqual } from "node:util";
import type { Resumption, Stop, StopEffect, StopState, StopStore } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

type Row = Pick<Selectable<Tables["writ_stops"]>, "stop" | "resumption">;

const COLUMNS = ["stop", "resumption"] as const;

/** Stops in a table, and what each replica did about them in another; each step is one statement. */
export class SqlStops implements StopStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  add(stop: Stop): ReturnType<StopStore["add"]> {
    return guard(async () => {
      await this.#database
        .insertInto("writ_stops")
        .values({ id: stop.id, stop: JSON.stringify(stop), resumption: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const known = await this.#find(stop.id);
      return { kind: known !== undefined && isDeepStrictEqual(stopIn(known), stop) ? "added" : "taken" };
    });
  }

  standing(): Promise<readonly Stop[]> {
    return guard(async () => {
      const query = this.#database.selectFrom("writ_stops").select(COLUMNS).where("resumption", "is", null);
      return (await query.orderBy("id").execute()).map(stopIn);
    });
  }

  find(id: string): Promise<StopState | null> {
    return guard(async () => {
      const row = await this.#find(id);
      return row === undefined ? null : this.#withEffects(row);
    });
  }

  list(limit: number): Promise<readonly StopState[]> {
    return guard(async () => {
      const query = this.#database.selectFrom("writ_stops").select(COLUMNS).orderBy("id", "desc").limit(limit);
      return Promise.all((await query.execute()).map((row) => this.#withEffects(row)));
    });
  }

  resume(id: string, resumption: Resumption): ReturnType<StopStore["resume"]> {
    return guard(async () => {
      await this.#database
        .updateTable("writ_stops")
        .set({ resumption: JSON.stringify(resumption) })
        .where("id", "=", id)
        .where("resumption", "is", null)
        .execute();
      const first = resumptionIn((await this.#find(id)) ?? { resumption: null });
      return first === null ? { kind: "unknown" } : { kind: "resumed", resumption: first };
    });
  }

  tell(id: string, effect: StopEffect): ReturnType<StopStore["tell"]> {
    return guard(async () => {
      if ((await this.#find(id)) === undefined) return { kind: "unknown" };
      const row = { stop: id, replica: effect.replica, effect: JSON.stringify(effect) };
      await this.#database
        .insertInto("writ_stop_effects")
        .values(row)
        .onConflict((conflict) => conflict.columns(["stop", "replica"]).doUpdateSet({ effect: row.effect }))
        .execute();
      return { kind: "told" };
    });
  }

  #find(id: string): Promise<Row | undefined> {
    return this.#database.selectFrom("writ_stops").select(COLUMNS).where("id", "=", id).executeTakeFirst();
  }

  async #withEffects(row: Row): Promise<StopState> {
    const stop = stopIn(row);
    const query = this.#database.selectFrom("writ_stop_effects").select("effect").where("stop", "=", stop.id);
    const rows = await query.orderBy("replica").execute();
    const effects = rows.map(({ effect }): StopEffect => JSON.parse(effect));
    return { stop, resumption: resumptionIn(row), effects };
  }
}

function stopIn({ stop }: Row): Stop {
  const stored: Stop = JSON.parse(stop);
  return stored;
}

function resumptionIn({ resumption }: Pick<Row, "resumption">): Resumption | null {
  const stored: Resumption | null = resumption === null ? null : JSON.parse(resumption);
  return stored;
}
