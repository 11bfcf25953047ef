import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, sql, SqliteDialect } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import type { Tables } from "../sql/tables.ts";
import { openDatabase } from "./database.ts";
import { DeferredSync } from "./deferred-sync.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-deferred-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const NORMAL = 1;
const FULL = 2;

/** How commits are synced now. */
async function modeOf(database: Kysely<Tables>): Promise<unknown> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(database);
  return rows[0]?.synchronous;
}

describe("DeferredSync", () => {
  it("INVARIANT (durable-before-answered): leaves commits of others synced as they come, also while it writes and after it failed", async () => {
    const file = join(FOLDER, "writ.db");
    const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openDatabase(file) }) });
    const deferred = new DeferredSync(database, file);
    await sql`create table t (a)`.execute(database);
    const seen: unknown[] = [];
    const insert = deferred.write(async (transaction) => {
      seen.push(await modeOf(transaction));
      await sql`insert into t values (1)`.execute(transaction);
      return "written";
    });
    // Waits for the only connection, and so comes behind what begins before it.
    const beside = modeOf(database);
    expect(await insert).toBe("written");
    const failing = deferred.write(async (transaction) => {
      await sql`insert into t values (2)`.execute(transaction);
      throw new Error("overtaken");
    });
    await expect(failing).rejects.toThrow("overtaken");
    expect([seen, await beside, await modeOf(database)]).toEqual([[NORMAL], FULL, FULL]);
    expect((await sql`select a from t`.execute(database)).rows).toEqual([{ a: 1 }]);
    deferred.close();
    await database.destroy();
  });
});
