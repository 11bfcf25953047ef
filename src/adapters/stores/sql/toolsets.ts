import type { Kysely, Selectable } from "kysely";
import type { Toolset, ToolsetPin, ToolsetState, ToolsetStore } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

type Row = Pick<Selectable<Tables["writ_toolsets"]>, "server" | "seen" | "pinned" | "pin">;

const COLUMNS = ["server", "seen", "pinned", "pin"] as const;

/** Sets of tools in a table, one row for each server; each step that changes one is one statement. */
export class SqlToolsets implements ToolsetStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  see(toolset: Toolset): Promise<void> {
    return guard(async () => {
      const row = { digest: toolset.digest, seen: JSON.stringify(toolset) };
      await this.#database
        .insertInto("writ_toolsets")
        .values({ server: toolset.server, ...row, pinned: null, pin: null })
        .onConflict((conflict) => conflict.column("server").doUpdateSet(row))
        .execute();
    });
  }

  find(server: string): Promise<ToolsetState | null> {
    return guard(async () => {
      const row = await this.#find(server);
      return row === undefined ? null : stateIn(row);
    });
  }

  list(): Promise<readonly ToolsetState[]> {
    return guard(async () => {
      const rows = await this.#database.selectFrom("writ_toolsets").select(COLUMNS).execute();
      return rows.map(stateIn).toSorted((a, b) => (a.server < b.server ? -1 : 1));
    });
  }

  pin(server: string, digest: string, pin: Omit<ToolsetPin, "toolset">): ReturnType<ToolsetStore["pin"]> {
    return guard(async () => {
      await this.#database
        .updateTable("writ_toolsets")
        .set((table) => ({ pinned: table.ref("seen"), pin: JSON.stringify(pin) }))
        .where("server", "=", server)
        .where("digest", "=", digest)
        .execute();
      const row = await this.#find(server);
      if (row === undefined) return { kind: "unknown" };
      const state = stateIn(row);
      return { kind: state.pin?.toolset.digest === digest ? "pinned" : "conflict", state };
    });
  }

  unpin(server: string): ReturnType<ToolsetStore["unpin"]> {
    return guard(async () => {
      const cleared = { pinned: null, pin: null };
      await this.#database.updateTable("writ_toolsets").set(cleared).where("server", "=", server).execute();
      return { kind: (await this.#find(server)) === undefined ? "unknown" : "unpinned" };
    });
  }

  #find(server: string): Promise<Row | undefined> {
    return this.#database.selectFrom("writ_toolsets").select(COLUMNS).where("server", "=", server).executeTakeFirst();
  }
}

function stateIn({ server, seen, pinned, pin }: Row): ToolsetState {
  return { server, seen: toolsetIn(seen), pin: pin === null || pinned === null ? null : pinIn(pin, pinned) };
}

function pinIn(pin: string, pinned: string): ToolsetPin {
  const stored: Omit<ToolsetPin, "toolset"> = JSON.parse(pin);
  return { ...stored, toolset: toolsetIn(pinned) };
}

function toolsetIn(text: string): Toolset {
  const stored: Toolset = JSON.parse(text);
  return stored;
}
