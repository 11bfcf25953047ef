import type { Kysely } from "kysely";
import type { Setting, SettingStore } from "#core/store";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

/** Settings in a table; each step is one statement. */
export class SqlSettings implements SettingStore {
  readonly #database: Kysely<Tables>;

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  get(name: string): Promise<Setting | null> {
    return guard(() => this.#read(name));
  }

  set(name: string, value: string, after: number): ReturnType<SettingStore["set"]> {
    return guard(async () => {
      const setting = { value, version: after + 1 };
      if (await this.#write(name, setting)) return { kind: "set", setting };
      const current = await this.#read(name);
      const isRepeated = current?.version === setting.version && current.value === value;
      return isRepeated ? { kind: "set", setting } : { kind: "conflict", current };
    });
  }

  async #read(name: string): Promise<Setting | null> {
    const row = await this.#database
      .selectFrom("writ_settings")
      .select(["value", "version"])
      .where("name", "=", name)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Whether the setting was of the version before. */
  async #write(name: string, { value, version }: Setting): Promise<boolean> {
    if (version === 1) {
      const { numInsertedOrUpdatedRows = 0n } = await this.#database
        .insertInto("writ_settings")
        .values({ name, value, version })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows > 0n;
    }
    const { numUpdatedRows } = await this.#database
      .updateTable("writ_settings")
      .set({ value, version })
      .where("name", "=", name)
      .where("version", "=", version - 1)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
