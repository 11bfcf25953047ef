import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostgres, startPostgres, type PostgresServer } from "../stores/testing/postgres-server.ts";
import { postgresMinter, type Minter } from "./index.ts";
import type { TableRight } from "#core/credentials";

const bin = findPostgres();

describe.skipIf(bin === null)(`postgresMinter()${bin === null ? " (no PostgreSQL on this machine)" : ""}`, () => {
  let server: PostgresServer;
  let url: string;
  let minter: Minter<readonly TableRight[]>;

  beforeAll(async () => {
    server = await startPostgres(bin ?? "");
    url = await server.createDatabase();
    minter = postgresMinter({ url, seconds: 600, now: Date.now });
    await ask(url, "create table orders (id int); create table people (id int); insert into orders values (1)");
  });
  afterAll(() => server.remove());

  const orders: TableRight = { schema: "public", table: "orders", privileges: ["SELECT"] };

  it("makes a role that may do what the rights say, and nothing else", async () => {
    const { environment } = await minter.mint("task-1", [orders]);
    const handle = minter.handleOf("task-1", [orders]);
    expect(handle).toBe("writ_task_1");
    await as(environment, async (client) => {
      expect((await client.query("select id from orders")).rows).toEqual([{ id: 1 }]);
      for (const refused of ["delete from orders", "select * from people", "drop table orders", "create role boss"])
        await expect(client.query(refused)).rejects.toThrow(/permission denied|must be owner/);
    });
    await minter.revoke(handle);
  });

  it("ends its sessions with it, and may be asked to end it again", async () => {
    const { environment } = await minter.mint("task-2", [orders]);
    const handle = minter.handleOf("task-2", [orders]);
    const client = new pg.Client(configOf(environment));
    const broken = new Promise((resolve) => client.on("error", resolve));
    await client.connect();
    await minter.revoke(handle);
    await broken;
    await expect(as(environment, (again) => again.query("select 1"))).rejects.toThrow(/does not exist/);
    await minter.revoke(handle);
    expect((await ask(url, "select from pg_roles where rolname like 'writ\\_%'")).rowCount).toBe(0);
  });

  it("leaves no half role behind where a table is not there", async () => {
    const rights = [orders, { ...orders, table: "nothing" }];
    await expect(minter.mint("task-3", rights)).rejects.toMatchObject({ name: "UnavailableError" });
    expect((await ask(url, "select from pg_roles where rolname like 'writ\\_%'")).rowCount).toBe(0);
    await expect(minter.revoke("postgres")).rejects.toThrow("names no role");
  });
});

function configOf(environment: Readonly<Record<string, string>>): pg.ClientConfig {
  const { PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD } = environment;
  return { host: PGHOST ?? "", port: Number(PGPORT), database: PGDATABASE, user: PGUSER, password: PGPASSWORD };
}

async function as<Result>(
  environment: Readonly<Record<string, string>>,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(configOf(environment));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ask(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}
