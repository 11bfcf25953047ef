import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "#adapters/stores";
import { serveClient, type ClientRequest } from "#apps/server";
import { loadPolicySource } from "../../src/apps/cli/policies/policy-source.ts";
import { makeToken } from "../../src/apps/server/access/issue-token.ts";
import { COMMAND, NODE_COMPILE_CACHE, writ } from "../cli/writ.ts";
import { ask, evidenceOf, type Question } from "../server/server.ts";

const EXAMPLE = new URL("fixture/shop/", import.meta.url);
const FOLDER = mkdtempSync(join(tmpdir(), "writ-alone-"));
const DATA = join(FOLDER, "data");
const SOCKET = join(DATA, "writ.sock");
const CONFIG = join(FOLDER, "mcp.yaml");
const POLICIES = [join(FOLDER, "policies.yaml"), join(FOLDER, "agent.yaml")];
const WRONG = { config: join(FOLDER, "wrong.yaml"), policy: join(FOLDER, "wrong-policy.yaml") };
const ARGS = ["gateway", "orders", "--config", CONFIG, "--data", DATA, ...POLICIES.flatMap((file) => ["-p", file])];

/** The servers of the shop, but that their tools are used as they are seen first. */
const SERVERS = read("mcp.yaml")
  .replace("command: node", `command: ${JSON.stringify(process.execPath)}\n    firstSeen: approve`)
  .replace("cwd: .", `cwd: ${JSON.stringify(fileURLToPath(EXAMPLE))}`);

function read(file: string): string {
  return readFileSync(new URL(file, EXAMPLE), "utf8");
}

/** Asks the process of the client over its socket, as `writ approvals` does. */
async function told(path: string, question: Question) {
  return (await ask("http://localhost", path, { ...question, socketPath: SOCKET })).message;
}

/** A client of the official SDK that has started the command as its server. */
async function connected(): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1" },
    { capabilities: { elicitation: { url: {} } }, versionNegotiation: { mode: "legacy" } },
  );
  const env = { PATH: process.env["PATH"] ?? "", NODE_COMPILE_CACHE };
  const args = [...COMMAND, ...ARGS];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: "ignore" }));
  return client;
}

describe("writ gateway --config", () => {
  let client: Client;
  const call = async (name: string, given: Readonly<Record<string, unknown>> = {}): Promise<string> =>
    JSON.stringify((await client.callTool({ name, arguments: { ...given } })).content);

  beforeAll(async () => {
    writeFileSync(CONFIG, SERVERS);
    writeFileSync(WRONG.config, "servers: { orders: { command: node, firstSeen: never } }");
    writeFileSync(WRONG.policy, read("policies.yaml").replace("amount <= 100", "amount <="));
    writeFileSync(join(FOLDER, "policies.yaml"), read("policies.yaml"));
    // The clerk may not change settings of the shop, and so is not shown that there are any.
    const agent = read("agent.yaml").replace(
      "tools: [orders]",
      "tools: [orders/list_orders, orders/refund, orders/close_books, orders/settings]",
    );
    writeFileSync(join(FOLDER, "agent.yaml"), agent);
    client = await connected();
  }, 60_000);

  afterAll(async () => {
    await client.close();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  it("rules what its client requests, as a control plane does", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["list_orders", "refund", "close_books", "settings"]);
    expect(await call("list_orders")).toContain("2 chairs");
    expect(await call("refund", { order: "7", amount: 400 })).toContain("Refund 100 or less");
    expect(await call("run", { command: "ls" })).toContain("Denied");
    const settings = await call("settings");
    expect(settings).toContain("[redacted: secret]");
    expect(settings).not.toContain("AKIA");
    expect(evidenceOf(DATA)).toContain('"decision"');
  });

  it("tells how a person approves what is held, over a socket that is its owner's alone", async () => {
    const held = await call("close_books", { month: "2026-10" });
    const [, id = "", at] = /writ approvals approve ([\w-]{36}) --server unix:(\S+?)\. /.exec(held) ?? [];
    expect(at).toBe(SOCKET);
    expect(statSync(DATA).mode & 0o077).toBe(0);
    const administrator = readFileSync(join(DATA, "administrator.token"), "utf8").trim();
    const second = { name: "second-person", kind: "person", roles: ["approver"] };
    const { token } = await told("/v1/tokens", { token: administrator, body: second });
    const answer = { answer: "approved", reason: "" };
    expect(await told(`/v1/approvals/${id}/answer`, { token, body: answer })).toMatchObject({ state: "approved" });
    expect(await call("close_books", { month: "2026-10" })).toContain("closed 2026-10");
    expect(await call("close_books", { month: "2026-10" })).toContain("Held");
    await told("/v1/stops", { token, body: { kind: "agent", name: "token:0000000000000000", reason: "test" } });
    expect(await call("list_orders")).toContain("stopped");
  });

  it("ends with 2 and one sentence where it cannot start, and says nothing else to its client", async () => {
    const { code, stdout, stderr } = await writ(FOLDER, ARGS);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^writ: Another process serves its client with the data folder [^\n]+\n$/);
  }, 60_000);

  it.each([
    ["servers that cannot be read", { mcp: join(FOLDER, "none.yaml") }, {}, "cannot be read"],
    ["servers that are wrong", { mcp: WRONG.config }, {}, "`firstSeen` must be"],
    ["a policy that is wrong", { policies: [WRONG.policy, ...POLICIES] }, {}, "none of them decides"],
    ["a policy that is not there", { policies: [join(FOLDER, "none")] }, {}, "none of them decides"],
    ["no agent", { policies: [join(FOLDER, "policies.yaml")] }, {}, "No `Agent` document says who the client is"],
    ["another agent", {}, { agent: "coder" }, "There is no agent `coder`, only `clerk`"],
    ["no such server", {}, { server: "shop" }, "There is no server `shop`"],
    ["a key of the log that is none", { evidenceKey: CONFIG }, {}, CONFIG],
  ])("INVARIANT (gateway-starts-whole): serves nobody by %s", async (name, flags, request, problem) => {
    expect(await refusal(join(FOLDER, name.replaceAll(" ", "-")), flags, request)).toContain(problem);
  });

  it("serves no agent whose token was revoked, or is none of an agent", async () => {
    const data = join(FOLDER, "revoked");
    const wanted = { name: "clerk", kind: "person", roles: ["operator"], createdBy: "test", expiresAt: null } as const;
    const { record } = makeToken({ ...wanted, owner: null }, new Date());
    const store = await openSqliteStore(join(data, "writ.db"));
    await store.tokens.add({ ...record, id: "0000000000000000" });
    await store.close();
    expect(await refusal(data)).toContain("none of an agent that may use servers");
    const again = await openSqliteStore(join(data, "writ.db"));
    await again.tokens.revoke("0000000000000000", new Date().toISOString());
    await again.close();
    expect(await refusal(data)).toContain("was revoked, or is over");
  });
});

/** Why a client is not served. */
async function refusal(
  data: string,
  flags: ClientRequest["flags"] = {},
  request: Partial<ClientRequest> = {},
): Promise<string> {
  const complaints: string[] = [];
  const own = { data, socket: join(data, "s"), mcp: CONFIG, policies: POLICIES, library: false, activate: true };
  const result = await serveClient({
    flags: { ...own, ...flags },
    environment: {},
    version: "1",
    policies: ({ policies, library }) => loadPolicySource({ paths: policies, library }),
    complain: (text) => complaints.push(text),
    server: "orders",
    agent: null,
    ...request,
  });
  expect(result).toEqual({ kind: "refused" });
  return complaints.join("");
}
