import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostgres, startPostgres, type PostgresServer } from "../../stores/testing/postgres-server.ts";
import { loadSql, type ReadSql } from "./index.ts";

const SETUP = `
  CREATE TABLE orders (id int PRIMARY KEY, name text, amount int);
  INSERT INTO orders SELECT n, 'order ' || n, n * 10 FROM generate_series(1, 20) n;
  CREATE TABLE secrets (id int, word text);
  INSERT INTO secrets VALUES (1, 'open');
  CREATE SEQUENCE numbers;
  CREATE VIEW large AS SELECT * FROM orders WHERE amount > 100;
  CREATE FUNCTION empty_orders() RETURNS int LANGUAGE sql AS 'DELETE FROM orders; SELECT 1';
`;

/** What a server made of statements like these was compared with what was said of them. */
const STATEMENTS = [
  "SELECT * FROM orders WHERE id = 3",
  "SELECT count(*), max(amount) FROM large GROUP BY name HAVING count(*) > 0 ORDER BY 1 LIMIT 3",
  "WITH o AS MATERIALIZED (SELECT * FROM orders) SELECT upper(name) FROM o JOIN secrets USING (id)",
  "SELECT lower(name), amount::text, now(), random() FROM orders WHERE name ~* 'ORDER' FOR UPDATE",
  "SELECT json_agg(o), string_agg(name, ','), array_agg(id) FROM orders o",
  "VALUES (1), (2) UNION ALL SELECT amount FROM orders",
  "TABLE secrets",
  "SHOW server_version",
  "EXPLAIN DELETE FROM orders",
  "SELECT pg_get_viewdef('large'::regclass), pg_size_pretty(pg_relation_size('orders')), to_regclass('x')",
  "SELECT * FROM information_schema.tables; SELECT 1; SET statement_timeout = 1000",
  "BEGIN; SELECT 1; ROLLBACK",
  "SELECT 'a'; /* DROP TABLE orders; */ -- DROP TABLE secrets",
  "SELECT $x$; DROP TABLE orders; $x$",
  "DELETE FROM orders",
  "COMMIT; DROP TABLE orders",
  "COMMIT; DROP SCHEMA public CASCADE; BEGIN",
  "WITH gone AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM gone",
  "SELECT empty_orders()",
  "SELECT ('x'::text).length, nextval('numbers')",
  "EXPLAIN ANALYZE DELETE FROM orders",
  "SELECT * INTO copied FROM secrets",
  "PREPARE p AS TRUNCATE orders",
  "DO 'BEGIN DELETE FROM orders; END'",
  "SELECT query_to_xml('DELETE FROM orders RETURNING 1', true, true, '')",
  "SELECT setval('numbers', 100)",
  "EXPLAIN (ANALYZE false, VERBOSE) SELECT empty_orders()",
  "CREATE TEMP TABLE scratch AS SELECT * FROM orders",
  "SELECT lo_from_bytea(0, 'x')",
];

describe.skipIf(findPostgres() === null)(
  "readSql() beside a real PostgreSQL (skipped where it is not installed)",
  () => {
    let readSql: ReadSql;
    let server: PostgresServer;
    let url: string;

    beforeAll(async () => {
      readSql = await loadSql();
      server = await startPostgres(findPostgres() ?? "");
      url = await server.createDatabase();
    }, 60_000);
    afterAll(() => server.remove());

    it("calls nothing read-only that changes anything, and something read-only at all", async () => {
      const wrong: string[] = [];
      let readOnly = 0;
      await withClient(url, async (client) => {
        for (const statement of STATEMENTS) {
          await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${SETUP}`);
          const before = await stateOf(client);
          const isReadOnly = onlyReads(readSql, statement);
          await withClient(url, async (other) => void (await other.query(statement).catch(() => null)));
          if (isReadOnly && (await stateOf(client)) !== before) wrong.push(statement);
          if (isReadOnly) readOnly += 1;
        }
      });
      expect(wrong).toEqual([]);
      expect(readOnly).toBe(14);
    }, 60_000);

    it("sees what gets out of a read-only transaction, as servers of tools open one around a query", async () => {
      await withClient(url, async (client) => {
        await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${SETUP}`);
        const escape = "COMMIT; DROP TABLE secrets";
        await client.query("BEGIN TRANSACTION READ ONLY");
        await client.query(escape);
        await client.query("ROLLBACK");
        const { rows } = await client.query<{ gone: boolean }>("SELECT to_regclass('secrets') IS NULL AS gone");
        expect(rows[0]?.gone).toBe(true);
        expect(onlyReads(readSql, escape)).toBe(false);
      });
    });
  },
);

function onlyReads(readSql: ReadSql, statement: string): boolean {
  const { effects, unresolved } = readSql(statement, {
    dialect: "postgresql",
    source: { file: "", address: "", path: [] },
  });
  return unresolved.length === 0 && effects.every(({ verb }) => verb === "read");
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

/** Rows, objects, sequences and large objects of the database, as one text. */
async function stateOf(client: pg.Client): Promise<string> {
  const objects = await client.query(
    "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  const rows: unknown[] = [];
  for (const table of ["orders", "secrets", "numbers", "pg_largeobject_metadata"])
    rows.push(
      await client.query(`SELECT * FROM ${table} ORDER BY 1`).then(
        (result) => result.rows,
        () => "gone",
      ),
    );
  return JSON.stringify([objects.rows, rows]);
}
