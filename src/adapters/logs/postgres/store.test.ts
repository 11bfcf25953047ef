import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LogStore } from "../shared/log-store.ts";
import { findPostgres, startPostgres, type PostgresServer } from "../../stores/testing/postgres-server.ts";
import {
  contentOf,
  entriesIn,
  keepsTheContractOfSharedLogs,
  openLog,
  recordsOf,
  refusal,
  type Place,
} from "../testing/shared-contract.ts";
import { openPostgresLogStore } from "./store.ts";

const BIN = findPostgres();
const SKIPPED = BIN === null ? " (skipped: no `initdb` and `postgres` on this machine)" : "";

function texts(entries: readonly Uint8Array[]): readonly string[] {
  return entries.map((entry) => Buffer.from(entry).toString());
}

describe.skipIf(BIN === null)(`a log in PostgreSQL${SKIPPED}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(BIN ?? "");
  });
  afterAll(() => server.remove());

  const newPlace = async (): Promise<Place> => {
    const url = await server.createDatabase();
    return () => openPostgresLogStore(url);
  };

  it("has everything that was acknowledged when the server lost its power, and takes more once it is back", async () => {
    const place = await newPlace();
    const log = await openLog(place);
    const [before, during, after] = [recordsOf("before", 50), recordsOf("during", 3), recordsOf("after", 3)];
    for (const entry of before) expect((await log.append(entry)).kind).toBe("appended");
    await server.kill();
    for (const entry of during) expect((await log.append(entry)).kind).toBe("unavailable");
    expect(await refusal(() => log.publish())).toBe("log-unavailable");
    await server.start();
    for (const entry of after) expect((await log.append(entry)).kind).toBe("appended");
    await log.close();
    expect(texts(await contentOf(place))).toEqual(texts([...before, ...after]));
  });

  keepsTheContractOfSharedLogs(newPlace);

  it("makes its tables once, whoever comes first", async () => {
    const place = await newPlace();
    const stores: LogStore[] = await Promise.all(Array.from({ length: 6 }, place));
    await Promise.all(stores.map((store, at) => store.append([Buffer.from(String(at))])));
    const { groups } = await (await place()).groupsFrom(0);
    expect(groups.map(({ first }) => first)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const store of stores) await store.close();
  });

  it("says that an entry is not acknowledged when its connection is cut, and gives its index to nobody else", async () => {
    const url = await server.createDatabase();
    const place: Place = () => openPostgresLogStore(url);
    const [log, client] = [await openLog(place), new pg.Client({ connectionString: url })];
    client.on("error", () => {});
    await client.connect();
    await client.query("begin; update writ_log_size set size = size");
    const [entry, next] = recordsOf("one", 2);
    const answer = log.append(entry ?? Buffer.alloc(0));
    const waiting = "select pid from pg_stat_activity where application_name = 'writ-log' and wait_event_type = 'Lock'";
    for (let isWaiting = false; !isWaiting;) isWaiting = (await client.query(waiting)).rows.length > 0;
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
    expect((await answer).kind).toBe("unavailable");
    await client.query("commit");
    await client.end();
    expect(await log.append(next ?? Buffer.alloc(0))).toEqual({ kind: "appended", index: 0 });
    await log.close();
    expect(texts(await entriesIn(place))).toEqual(texts([next ?? Buffer.alloc(0)]));
  });
});
