import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  findPostgres,
  startPostgres,
  type PostgresServer,
} from "../../../src/adapters/stores/testing/postgres-server.ts";
import { Cluster } from "./cluster.ts";
import { call, connectDirectly, Governed, grant } from "./governed.ts";
import { KUBERNETES_PROGRAM, NOT_INSTALLED, program } from "./installed.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-infrastructure-"));
const PODS = ["production/shop", "staging/shop", "staging/old"];
const DEMO = program("dbhub", "--transport", "stdio", "--demo");

const DOCUMENTS = `
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec:
  environments:
    - { name: production, when: "resource.provider == 'kubernetes' && resource.scope.split('/').last() == optional.of('production')" }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: nothing-is-deleted-in-production, title: Agents delete nothing in production }
spec:
  match: { kinds: ["*"], verbs: [delete], principals: [agent], environments: [production] }
  severity: critical
  mode: enforce
  validations:
    - { id: kept, expression: "verb != 'delete'", message: Agents delete nothing in production }
  remediation: Try it in staging, and leave production to a person.
---
apiVersion: writ/v1
kind: Policy
metadata: { name: tables-stay, title: Agents drop no tables }
spec:
  match: { kinds: [Table, Dataset, Database], verbs: [delete], principals: [agent] }
  severity: critical
  mode: enforce
  validations:
    - { id: kept, expression: "verb != 'delete'", message: Agents drop no tables }
  remediation: Ask for a migration.
---
apiVersion: writ/v1
kind: Agent
metadata: { name: operator }
spec: { owner: platform, identity: { keyId: "{operator}" } }
${grant("operator-calls", "operator", "  verbs: [invoke]\n  kinds: [Tool]")}
${grant("operator-reads", "operator", "  verbs: [read]\n  kinds: [Workload, Namespace, Records]")}
${grant("operator-changes", "operator", "  verbs: [delete, update, create]\n  kinds: [Table, Records]")}
${grant(
  "operator-deletes",
  "operator",
  `  verbs: [delete]
  kinds: [Workload]
  conditions: [{ name: namespaced, expression: "resource.scope.split('/').last().orValue('') in ['staging', 'production']" }]`,
)}
${grant("operator-clears", "operator", "  verbs: [delete]\n  kinds: [Namespace]\n  approval: required")}
`;

/** What a statement was made of by a database itself. */
async function query(url: string, statement: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(NOT_INSTALLED !== "")(`servers of infrastructure behind the gateway${NOT_INSTALLED}`, () => {
  const bin = findPostgres();
  const servers: Record<string, object> = {
    demo: {
      ...DEMO,
      package: "@bytebase/dbhub",
      arguments: { execute_sql: { sql: { as: "sql", dialect: "sqlite" } } },
    },
  };
  const governed = new Governed({ agents: ["operator"], documents: DOCUMENTS, servers });
  let cluster: Cluster;
  let database: PostgresServer | undefined;
  let [governedUrl, directUrl] = ["", ""];

  beforeAll(async () => {
    cluster = await Cluster.start(PODS);
    writeFileSync(join(FOLDER, "kubeconfig"), cluster.kubeconfig);
    if (KUBERNETES_PROGRAM !== null)
      servers["cluster"] = {
        command: KUBERNETES_PROGRAM,
        env: { KUBECONFIG: join(FOLDER, "kubeconfig") },
        package: "kubernetes-mcp-server",
      };
    if (bin !== null) {
      database = await startPostgres(bin);
      [governedUrl, directUrl] = [await database.createDatabase(), await database.createDatabase()];
      for (const url of [governedUrl, directUrl]) await query(url, "CREATE TABLE notes AS SELECT 'kept' AS word");
      servers["database"] = { ...program("postgres", governedUrl), package: "@modelcontextprotocol/server-postgres" };
    }
    await governed.start();
  }, 60_000);

  afterAll(async () => {
    await governed.end();
    await cluster.stop();
    await database?.remove();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  describe.skipIf(NOT_INSTALLED === "" && KUBERNETES_PROGRAM === null)(
    "kubernetes-mcp-server (skipped: its program is installed on Linux with amd64 alone)",
    () => {
      it("lists what there is, and deletes by argument: in staging, and not in production", async () => {
        const client = await governed.connect("operator", "/mcp/cluster");
        expect(await call(client, "pods_list")).toContain("shop");
        const production = { name: "shop", namespace: "production" };
        const told = await call(client, "pods_delete", production);
        expect(told).toContain("Agents delete nothing in production");
        expect(told).toContain("Try it in staging");
        const kinds = { apiVersion: "v1", kind: "Pod" };
        expect(await call(client, "resources_delete", { ...kinds, ...production })).toContain("nothing in production");
        expect(await call(client, "pods_delete", { ...production, context: "elsewhere" })).toContain(
          "`context` is none",
        );
        expect(await call(client, "pods_delete", { name: "shop" })).toContain("No grant");
        expect([...cluster.pods]).toEqual(PODS);
        await call(client, "pods_delete", { name: "old", namespace: "staging" });
        expect([...cluster.pods]).toEqual(["production/shop", "staging/shop"]);
      });

      it("is told no secret, runs nothing in containers, and changes nothing that nobody could read", async () => {
        const client = await governed.connect("operator", "/mcp/cluster");
        const secret = { apiVersion: "v1", kind: "Secret", name: "keys", namespace: "staging" };
        expect(await call(client, "resources_get", secret)).toContain("`read` on Secret");
        const run = { name: "shop", namespace: "staging", command: ["rm", "-rf", "/data"] };
        expect(await call(client, "pods_exec", run)).toContain("`delete` on File");
        const resource = "apiVersion: v1\nkind: Pod\nmetadata: { name: more, namespace: production }\n";
        const held = await call(client, "resources_create_or_update", { resource });
        expect(held).toContain("Held");
        expect(held).toContain("manifest");
        expect(await call(client, "pods_delete", { name: "--all", namespace: "staging" })).toContain("command line");
      });

      it("waits for a person before a namespace goes", async () => {
        const client = await governed.connect("operator", "/mcp/cluster");
        const namespace = { apiVersion: "v1", kind: "Namespace", name: "staging" };
        expect(await call(client, "resources_delete", namespace)).toContain(`${governed.url}/approvals/`);
      });
    },
  );

  describe("dbhub before a database of SQLite", () => {
    const both = "SELECT count(*) AS people FROM employee; DROP TABLE salary";

    it("reads several statements by what each does, and drops no table", async () => {
      const client = await governed.connect("operator", "/mcp/demo");
      const reads = "SELECT 1 AS one; SELECT count(*) AS people FROM employee";
      expect(await call(client, "execute_sql", { sql: reads })).toContain("people");
      const told = await call(client, "execute_sql", { sql: both });
      expect(told).toContain("Agents drop no tables");
      expect(told).toContain("Ask for a migration.");
      expect(await call(client, "execute_sql", { sql: "SELECT count(*) AS rows FROM salary" })).toContain("rows");
      expect(await call(client, "execute_sql", { sql: "PRAGMA writable_schema = 1" })).toMatch(/Held|Denied/);
    });

    it("would drop it without the gateway", async () => {
      const direct = await connectDirectly(DEMO);
      await call(direct, "execute_sql", { sql: both });
      expect(await call(direct, "execute_sql", { sql: "SELECT count(*) FROM salary" })).toContain("no such table");
      await direct.close();
    });
  });

  describe.skipIf(bin === null)("server-postgres (skipped: PostgreSQL is not installed)", () => {
    const escape = { sql: "COMMIT; DROP TABLE notes" };
    const tables = "SELECT to_regclass('notes')::text AS name";

    it("lets nothing out of the transaction that keeps an agent to reading", async () => {
      const client = await governed.connect("operator", "/mcp/database");
      expect(await call(client, "query", { sql: "SELECT word FROM notes" })).toContain("kept");
      const told = await call(client, "query", escape);
      expect(told).toContain("Agents drop no tables");
      expect(await call(client, "query", { sql: "COMMIT; SELECT 1" })).toContain("Held");
      expect(await query(governedUrl, tables)).toEqual([{ name: "notes" }]);
    });

    it("drops the table without the gateway", async () => {
      const direct = await connectDirectly(program("postgres", directUrl));
      await call(direct, "query", escape).catch(() => undefined);
      expect(await query(directUrl, tables)).toEqual([{ name: null }]);
      await direct.close();
    });
  });

  it("knows the tools again after a restart", async () => {
    const before = await governed.toolsets();
    expect(before).toHaveLength(Object.keys(servers).length);
    await governed.restart();
    for (const key of Object.keys(servers)) {
      const client = await governed.connect("operator", `/mcp/${key}`);
      expect((await client.listTools()).tools).not.toEqual([]);
    }
    expect(await governed.toolsets()).toEqual(before);
  });
});
