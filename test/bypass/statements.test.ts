import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findPostgres, startPostgres, type PostgresServer } from "../../src/adapters/stores/testing/postgres-server.ts";
import { SPEC } from "./judge.ts";

interface Claim {
  readonly statements: string;
  /** What the suite says that they do: `verb Kind id`. */
  readonly finds: string;
}

const SETUP = `
  DROP SCHEMA IF EXISTS public, a CASCADE; CREATE SCHEMA public; CREATE SCHEMA a;
  CREATE TABLE users (id int, a int, pw text); INSERT INTO users VALUES (1, 0, 'x'), (2, 0, 'y');
  CREATE TABLE orders (id int); INSERT INTO orders VALUES (1);
  CREATE TABLE q (id int); INSERT INTO q VALUES (1);
  CREATE TABLE x (id int);
  CREATE TABLE called (by text);
  CREATE TABLE a.t (id int); CREATE SEQUENCE a.s;
  CREATE FUNCTION a.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION f(int DEFAULT 0) RETURNS int LANGUAGE sql AS 'INSERT INTO called VALUES (''f''); SELECT 1';
  CREATE FUNCTION lower(char) RETURNS text LANGUAGE sql AS 'INSERT INTO called VALUES (''lower''); SELECT ''x''';
  DROP ROLE IF EXISTS r;
  SELECT lo_unlink(oid) FROM pg_largeobject_metadata; SELECT lo_from_bytea(1, 'x');
`;

/** What the database keeps: objects with their columns and rights, rows, sequences, large objects and roles. */
const STATE = `
  SELECT jsonb_build_array(
    (SELECT jsonb_agg(jsonb_build_array(n.nspname, c.relname, c.relacl::text) ORDER BY 1) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('public', 'a')),
    (SELECT jsonb_agg(nspname ORDER BY 1) FROM pg_namespace WHERE nspname !~ '^pg_'),
    (SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('public.users') AND NOT attisdropped),
    (SELECT jsonb_agg(oid::regprocedure::text ORDER BY 1) FROM pg_proc WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'a'))),
    (SELECT jsonb_agg(rolname ORDER BY 1) FROM pg_roles),
    (SELECT count(*) FROM pg_largeobject_metadata),
    (SELECT jsonb_agg(last_value::text) FROM pg_sequences))::text AS state
`;
const TABLES = ["users", "orders", "q", "called"];

/** Statements of which the server cannot show in a database what they do, by why. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  "(WITH z AS (DELETE FROM q RETURNING 1) SELECT 1) UNION SELECT 2": "the server refuses what the grammar takes",
  "COMMIT; DROP TABLE users; BEGIN":
    "its `BEGIN` takes the deletion into a transaction, which whoever sends it may still end",
  "SELECT dblink('host=x', 'DROP TABLE users')": "the extension is not installed",
  "SELECT pg_terminate_backend(1)": "it ends a process of the server",
  "CALL f()": "a function is called as a procedure, which the server refuses",
};

describe.skipIf(findPostgres() === null)(
  "what spec/bypass says of statements (skipped where PostgreSQL is not installed)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "writ-statements-"));
    let server: PostgresServer;
    let url: string;

    beforeAll(async () => {
      // The server may run as another user.
      chmodSync(folder, 0o777);
      server = await startPostgres(findPostgres() ?? "");
      url = await server.createDatabase();
    }, 60_000);
    afterAll(async () => {
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    it("is what a real server makes of them", async () => {
      const said: Record<string, string> = {};
      for (const claim of claims()) {
        if (Object.hasOwn(NOT_SHOWN, claim.statements)) continue;
        const seen = await shownBy(url, claim.statements, folder);
        if (!agrees(claim, seen)) said[claim.statements] = `${claim.finds}, but ${JSON.stringify(seen)}`;
      }
      expect(said).toEqual({});
    }, 60_000);

    it("leaves out only statements that the suite has", () => {
      const all = claims().map(({ statements }) => statements);
      expect(Object.keys(NOT_SHOWN).filter((one) => !all.includes(one))).toEqual([]);
      expect(all.length - Object.keys(NOT_SHOWN).length).toBeGreaterThanOrEqual(35);
    });
  },
);

interface Seen {
  /** Whether what the database keeps is another afterwards. */
  readonly changed: boolean;
  /** Whether there is a file that was not there. */
  readonly wrote: boolean;
  readonly rows: string;
  readonly error: string | null;
}

/** Runs statements as `psql -c` does, with files in a folder of the test, and looks at what became of them. */
async function shownBy(url: string, statements: string, folder: string): Promise<Seen> {
  const file = join(folder, "x");
  rmSync(file, { force: true });
  const watcher = new pg.Client({ connectionString: url });
  await watcher.connect();
  try {
    await watcher.query(SETUP);
    const before = await stateOf(watcher);
    const ran = await run(url, statements.replaceAll("/tmp/x", file));
    return { ...ran, changed: (await stateOf(watcher)) !== before, wrote: existsSync(file) };
  } finally {
    await watcher.end();
  }
}

async function run(url: string, statements: string): Promise<Pick<Seen, "rows" | "error">> {
  const client = new pg.Client({ connectionString: url, options: "-c statement_timeout=5000" });
  await client.connect();
  try {
    const { rows } = await client.query<object>(statements);
    return { rows: JSON.stringify(rows ?? []), error: null };
  } catch (error) {
    return { rows: "", error: error instanceof Error ? error.message : String(error) };
  } finally {
    await client.end();
  }
}

async function stateOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ state: string }>(STATE);
  const kept = [rows[0]?.state ?? ""];
  for (const table of TABLES) {
    const all = await client.query(`SELECT * FROM public.${table} ORDER BY 1`).catch(() => ({ rows: ["gone"] }));
    kept.push(JSON.stringify(all.rows));
  }
  return kept.join("\n");
}

/** How what is said shows: a change in what is kept, a file in the folder, one of the machine in the answer, and a program by how it failed. */
function agrees({ finds }: Claim, { changed, wrote, rows, error }: Seen): boolean {
  if (/^(?:create|update|delete|invoke) (?:Records|Table|SchemaObject|Dataset|DataGrant|DataUser) /.test(finds))
    return changed;
  if (finds.startsWith("update File")) return wrote;
  if (finds.startsWith("read File")) return rows.includes("root:");
  if (finds.startsWith("read Records pg_catalog.")) return rows.includes("passw");
  return finds.startsWith("invoke Command") && error?.includes("program") === true;
}

/** The statements of the suite that are written out: those of tools, and those that `psql -c` is given. */
function claims(): readonly Claim[] {
  const folder = join(SPEC, "evasions");
  const cases = readdirSync(folder).flatMap((file) => casesOf(join(folder, file)));
  return cases.flatMap(({ statements, script, finds }) => {
    const text = statements ?? statementsIn(script ?? "");
    return text === null || finds === undefined || finds.startsWith("unresolved") ? [] : [{ statements: text, finds }];
  });
}

interface Case {
  readonly script?: string;
  readonly statements?: string;
  readonly finds?: string;
}

function casesOf(file: string): readonly Case[] {
  const { cases }: { cases: readonly Case[] } = parse(readFileSync(file, "utf8"));
  return cases;
}

function statementsIn(script: string): string | null {
  const [, single, double] = /^psql -c (?:'([^']*)'|"([^"`$]*)")$/s.exec(script.replaceAll("\\$", "$\u0000")) ?? [];
  return single ?? double?.replaceAll("\u0000", "") ?? null;
}
