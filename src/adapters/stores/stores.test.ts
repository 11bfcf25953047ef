import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMemoryStore, openPostgresStore, openSqliteStore } from "./index.ts";
import { describeStore } from "./testing/contract.ts";
import { findPostgres, startPostgres, type PostgresServer } from "./testing/postgres-server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-stores-"));
const BIN = findPostgres();
let server: PostgresServer | undefined;

beforeAll(async () => {
  if (BIN !== null) server = await startPostgres(BIN);
});
afterAll(async () => {
  await server?.remove();
  rmSync(FOLDER, { recursive: true, force: true });
});

describeStore({
  name: "memory",
  skip: null,
  place: () => Promise.resolve(""),
  open: () => Promise.resolve(openMemoryStore()),
  keeps: false,
  isShared: false,
});

describeStore({
  name: "SQLite",
  skip: null,
  place: () => Promise.resolve(join(mkdtempSync(join(FOLDER, "store-")), "data", "writ.db")),
  open: openSqliteStore,
  keeps: true,
  isShared: false,
});

describeStore({
  name: "PostgreSQL",
  skip: BIN === null ? "skipped: no `initdb` and `postgres` on this machine" : null,
  place: async () => (await server?.createDatabase()) ?? "",
  open: openPostgresStore,
  keeps: true,
  isShared: true,
});

describe("openSqliteStore()", () => {
  it("has its file for itself, and makes it readable by its owner alone", async () => {
    const own = join(FOLDER, "alone", "writ.db");
    const store = await openSqliteStore(own);
    await expect(openSqliteStore(own)).rejects.toMatchObject({ code: "store-in-use" });
    for (const name of [own, `${own}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
    expect(statSync(join(FOLDER, "alone")).mode & 0o777).toBe(0o700);
    await store.close();
    await (await openSqliteStore(own)).close();
  });

  it("leaves nothing of the key of somebody who was forgotten in its files", async () => {
    const own = join(FOLDER, "forgotten", "writ.db");
    const store = await openSqliteStore(own);
    const holds = (text: string): boolean =>
      [own, `${own}-wal`].some((name) => readFileSync(name).toString("latin1").includes(text));
    await store.disclosures.claimKey("person:ann", { id: "id-of-ann", key: "the-key-of-ann" });
    const kept = { digest: "d", subject: "id-of-ann", box: "the-box-of-ann", at: "2026-03-01T10:00:00.000Z" };
    await store.disclosures.keep([kept]);
    expect([holds("the-key-of-ann"), holds("the-box-of-ann")]).toEqual([true, true]);
    await store.disclosures.forget("person:ann");
    const texts = ["the-key-of-ann", "the-box-of-ann", "id-of-ann", "person:ann"];
    expect(texts.filter(holds)).toEqual([]);
    await store.close();
  });

  it("refuses a file that is no store", async () => {
    await expect(openSqliteStore(FOLDER)).rejects.toMatchObject({ code: "store-unavailable" });
  });
});

describe.skipIf(BIN === null)("openPostgresStore() (skipped without a PostgreSQL on this machine)", () => {
  it("answers again after the server was gone and came back", async () => {
    const store = await openPostgresStore((await server?.createDatabase()) ?? "");
    await store.settings.set("a", "1", 0);
    await server?.kill();
    await expect(store.ping()).rejects.toMatchObject({ code: "store-unavailable" });
    await expect(store.settings.set("a", "2", 1)).rejects.toMatchObject({ code: "store-unavailable" });
    await server?.start();
    expect(await store.settings.get("a")).toEqual({ value: "1", version: 1 });
    await store.close();
  });
});
