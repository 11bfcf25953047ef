import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMAND, NODE_COMPILE_CACHE, run, type Run } from "../../cli/writ.ts";
import { until } from "../../server/server.ts";
import { call, Governed, grant } from "./governed.ts";
import { NOT_INSTALLED, program } from "./installed.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-files-"));
const [SHARED, PRIVATE, MEMORY] = [join(FOLDER, "shared"), join(FOLDER, "private"), join(FOLDER, "memory.jsonl")];
const OLDER = join(import.meta.dirname, "older-client.mjs");
const OF_READER = ["list_directory", "read_text_file"];
const KEY = "AKIAIOSFODNN7EXAMPLE";

const DOCUMENTS = `
apiVersion: writ/v1
kind: Policy
metadata: { name: agents-stay-in-the-workspace, title: Agents stay in the workspace }
spec:
  match: { kinds: [File], principals: [agent] }
  severity: high
  mode: enforce
  validations:
    - { id: inside, expression: resource.properties.inWorkspace, message: Only files of the workspace are for agents }
  remediation: Use a path below the workspace.
---
apiVersion: writ/v1
kind: Policy
metadata: { name: confidential-is-not-remembered, title: What is confidential is not remembered }
spec:
  match: { kinds: [Tool], verbs: [invoke], principals: [agent], points: [gateway] }
  matchConditions:
    - name: writes-to-the-memory
      expression: "resource.properties.server == 'memory' && !resource.properties.name.startsWith('read_')"
  severity: high
  mode: enforce
  validations:
    - id: nothing-confidential-was-read
      expression: "!('confidential' in history.labels)"
      message: This session has read something confidential
  remediation: Write to the memory in a session that has read nothing confidential.
---
apiVersion: writ/v1
kind: Agent
metadata: { name: reader }
spec:
  owner: platform
  identity: { keyId: "{reader}" }
  tools: [files/read_text_file, files/list_directory, memory/read_graph]
---
apiVersion: writ/v1
kind: Agent
metadata: { name: writer }
spec: { owner: platform, identity: { keyId: "{writer}" }, tools: [files, memory] }
---
apiVersion: writ/v1
kind: Agent
metadata: { name: trusted }
spec: { owner: platform, identity: { keyId: "{trusted}" } }
${["reader", "writer"].map((who) => grant(`${who}-calls`, who, "  verbs: [invoke]\n  kinds: [Tool]\n  conditions: [{ name: no-roots, expression: \"resource.type == 'mcp-tool'\" }]")).join("")}
${["reader", "writer"].map((who) => grant(`${who}-reads`, who, "  verbs: [read]\n  kinds: [File]")).join("")}
${grant("trusted-does", "trusted", "  verbs: [invoke]\n  kinds: [Tool]")}
${grant("writer-writes", "writer", "  verbs: [update]\n  kinds: [File]")}
`;

/** Runs a program of Node to its end. */
function runNode(...words: readonly string[]): Promise<Run> {
  return run(FOLDER, [process.execPath, ...words], { env: { HOME: FOLDER } });
}

/** Runs the command line of the MCP Inspector. */
function inspect(...args: readonly string[]): Promise<Run> {
  return runNode(...program("inspector", "--cli", ...args).args);
}

function read({ path }: { readonly path: string }): readonly string[] {
  return ["--method", "tools/call", "--tool-name", "read_text_file", "--tool-arg", `path=${path}`];
}

describe.skipIf(NOT_INSTALLED !== "")(`server-filesystem and server-memory behind the gateway${NOT_INSTALLED}`, () => {
  const governed = new Governed({
    agents: ["trusted", "reader", "writer"],
    documents: DOCUMENTS,
    servers: {
      files: {
        ...program("filesystem", SHARED, PRIVATE),
        package: "@modelcontextprotocol/server-filesystem",
        workspace: SHARED,
      },
      memory: { ...program("memory"), env: { MEMORY_FILE_PATH: MEMORY } },
    },
  });

  beforeAll(async () => {
    for (const folder of [SHARED, PRIVATE]) mkdirSync(folder);
    writeFileSync(join(SHARED, "notes.txt"), "water the plants");
    writeFileSync(join(SHARED, "settings.ini"), `region = eu\naws_access_key_id = ${KEY}\n`);
    writeFileSync(join(SHARED, "plan.txt"), "CONFIDENTIAL\nWe buy the competitor in May.");
    writeFileSync(join(PRIVATE, "diary.txt"), "nobody reads this");
    await governed.start();
  }, 60_000);

  afterAll(async () => {
    await governed.end();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  it("lets a file of the workspace be read, and none beside it, though the server would", async () => {
    const client = await governed.connect("reader", "/mcp/files");
    expect(await call(client, "read_text_file", { path: join(SHARED, "notes.txt") })).toBe("water the plants");
    const told = await call(client, "read_text_file", { path: join(SHARED, "../private/diary.txt") });
    expect(told).toContain("Only files of the workspace are for agents");
    expect(told).toContain("Use a path below the workspace.");
    expect(await call(client, "read_text_file", { path: "~/private/diary.txt" })).toContain("is no absolute path");
  });

  it("takes a key out of what a file holds", async () => {
    const client = await governed.connect("reader", "/mcp/files");
    const told = await call(client, "read_text_file", { path: join(SHARED, "settings.ini") });
    expect(told).toContain("region = eu");
    expect(told).toContain("[redacted: secret]");
    expect(told).not.toContain(KEY);
  });

  it("shows each agent the tools that are its own, and lets nobody write who may only read", async () => {
    const [reader, writer] = [
      await governed.connect("reader", "/mcp/files"),
      await governed.connect("writer", "/mcp/files"),
    ];
    const [few, all] = [(await reader.listTools()).tools, (await writer.listTools()).tools];
    expect(few.map(({ name }) => name).toSorted()).toEqual(OF_READER);
    expect(all).toHaveLength(14);
    const written = { path: join(SHARED, "new.txt"), content: "hello" };
    expect(await call(reader, "write_file", written)).toContain("This tool is not among those of the agent");
    expect(await call(writer, "write_file", written)).toContain("Successfully wrote");
    const moved = { source: join(SHARED, "new.txt"), destination: join(SHARED, "old.txt") };
    expect(await call(writer, "move_file", moved)).toContain("`delete` on File");
    expect(readFileSync(written.path, "utf8")).toBe("hello");
  });

  it("reads no path that the server might read otherwise", async () => {
    const above = { path: join(SHARED, '.."') };
    const client = await governed.connect("reader", "/mcp/files");
    expect(await call(client, "list_directory", { path: SHARED })).toContain("notes.txt");
    expect(await call(client, "list_directory", above)).toContain("is a path with a quote");
  });

  it("lets a client say which folders the server serves only where that was granted", async () => {
    const seen: string[] = [];
    const connect = (agent: string): Promise<Client> =>
      governed.connect(agent, "/mcp/files", {
        capabilities: { roots: { listChanged: true } },
        setUp: (client) =>
          client.setRequestHandler("roots/list", () => {
            seen.push(agent);
            return { roots: [{ uri: pathToFileURL(PRIVATE).href }] };
          }),
      });
    const trusted = await connect("trusted");
    await until(async () => !(await call(trusted, "list_allowed_directories")).includes(SHARED));
    expect(await call(await connect("writer"), "list_allowed_directories")).toContain(SHARED);
    expect(seen).toEqual(["trusted"]);
  });

  it("keeps a session that has read something confidential from writing to the memory, and no other", async () => {
    const entities = [{ name: "May", entityType: "month", observations: ["the plan"] }];
    const tainted = await governed.connect("writer", "/mcp");
    expect(await call(tainted, "memory__create_entities", { entities })).toContain("May");
    expect(await call(tainted, "files__read_text_file", { path: join(SHARED, "plan.txt") })).toContain("in May");
    const more = { entities: [{ name: "competitor", entityType: "company", observations: ["we buy it"] }] };
    const told = await call(tainted, "memory__create_entities", more);
    expect(told).toContain("This session has read something confidential");
    expect(await call(tainted, "memory__read_graph")).toContain("May");
    expect((await tainted.listTools()).tools.map(({ name }) => name)).toContain("memory__create_entities");
    const other = await governed.connect("writer", "/mcp");
    expect(
      await call(other, "memory__add_observations", { observations: [{ entityName: "May", contents: ["warm"] }] }),
    ).toContain("warm");
    expect(readFileSync(MEMORY, "utf8")).not.toContain("competitor");
  });

  describe("seen by clients of others", () => {
    const note = { path: join(SHARED, "notes.txt") };
    const outside = { path: join(PRIVATE, "diary.txt") };
    it("lists and calls with the MCP Inspector over HTTP", async () => {
      const header = ["--header", `Authorization: Bearer ${governed.token("reader")}`];
      const at = [`${governed.url}/mcp/files`, "--transport", "http", ...header];
      const listed = JSON.parse((await inspect(...at, "--method", "tools/list")).stdout);
      expect(listed.tools.map((tool: { readonly name: string }) => tool.name).toSorted()).toEqual(OF_READER);
      expect((await inspect(...at, ...read(note))).stdout).toContain("water the plants");
      expect((await inspect(...at, ...read(outside))).stdout).toContain("Only files of the workspace are for agents");
    });

    it("calls with the MCP Inspector that starts `writ gateway` as its server", async () => {
      const args = [...COMMAND, "gateway", "files"];
      const env = { WRIT_SERVER: governed.url, WRIT_TOKEN: governed.token("reader"), NODE_COMPILE_CACHE };
      const config = { mcpServers: { files: { command: process.execPath, args, env } } };
      writeFileSync(join(FOLDER, "inspector.json"), JSON.stringify(config));
      const at = ["--config", join(FOLDER, "inspector.json"), "--server", "files"];
      expect((await inspect(...at, ...read(note))).stdout).toContain("water the plants");
    });

    it("lists and calls with a client of the library of 2025", async () => {
      const at = `${governed.url}/mcp/files`;
      const older = (given: object): Promise<Run> =>
        runNode(OLDER, at, governed.token("reader"), "read_text_file", JSON.stringify(given));
      const { tools, result } = JSON.parse((await older(note)).stdout);
      expect(tools.toSorted()).toEqual(OF_READER);
      expect(result.content[0].text).toBe("water the plants");
      const refused = JSON.parse((await older(outside)).stdout).result;
      expect(refused).toMatchObject({ isError: true });
      expect(JSON.stringify(refused)).toContain("Only files of the workspace are for agents");
    });
  });

  it("knows the tools again after a restart", async () => {
    const before = await governed.toolsets();
    await governed.restart();
    const client = await governed.connect("writer", "/mcp");
    expect((await client.listTools()).tools).toHaveLength(14 + 9);
    expect(await governed.toolsets()).toEqual(before);
  });
});
