import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "#adapters/stores";
import { makeToken } from "../../src/apps/server/access/issue-token.ts";
import { ask, startHere, textSource, tokenFor, type Answer, type StartedServer } from "../server/server.ts";

/** A shop: a server of tools, what an agent may do there, and a policy. */
const EXAMPLE = new URL("fixture/shop/", import.meta.url);
const FOLDER = mkdtempSync(join(tmpdir(), "writ-governed-"));
const DATA = join(FOLDER, "data");
const WHO = { name: "clerk", roles: ["operator"], createdBy: "test", expiresAt: null, owner: null } as const;
const AGENT = makeToken({ ...WHO, kind: "agent" }, new Date());
const DOCUMENTS = [
  ...["tool", "file", "command"].map((kind) => read(`../../../../library/kinds/${kind}.yaml`)),
  read("policies.yaml"),
  read("agent.yaml").replaceAll("0000000000000000", AGENT.record.id),
].join("\n---\n");

function read(file: string): string {
  return readFileSync(new URL(file, EXAMPLE), "utf8");
}

let server: StartedServer;
let [requester, approver] = ["", ""];
const clients: Client[] = [];

beforeAll(async () => {
  const store = await openSqliteStore(join(DATA, "writ.db"));
  await store.tokens.add(AGENT.record);
  await store.close();
  const flags = { data: DATA, mcp: fileURLToPath(new URL("mcp.yaml", EXAMPLE)) };
  server = await startHere(flags, { source: textSource(DOCUMENTS), newToken: true });
  requester = server.token;
  approver = await tokenFor(server, "Cleo", ["approver"]);
}, 30_000);

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** A client of an agent, of either era. `opened` hears which addresses its person is asked to open. */
async function connect(era: "2025" | "2026", opened?: (url: string) => Promise<void>): Promise<Client> {
  const client = new Client(
    { name: "agent", version: "1.0.0" },
    {
      capabilities: opened === undefined ? {} : { elicitation: { url: {} } },
      versionNegotiation: { mode: era === "2026" ? { pin: "2026-07-28" } : "legacy" },
    },
  );
  if (opened !== undefined)
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      await opened("url" in params ? params.url : "");
      return { action: "accept" };
    });
  const headers = { Authorization: `Bearer ${AGENT.text}` };
  const url = new URL("/mcp/orders", server.url);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  clients.push(client);
  return client;
}

async function call(client: Client, name: string, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const result = await client.callTool({ name, arguments: { ...given } });
  return JSON.stringify(result.content);
}

/** Asks the control plane for what `writ` would, as a person. */
async function post(token: string, path: string, body: object): Promise<Answer["message"]> {
  return (await ask(server.url, path, { token, body })).message;
}

/** As `writ approvals approve` does. */
async function approve(id: string): Promise<void> {
  await post(approver, `/v1/approvals/${id}/answer`, { answer: "approved", reason: "" });
}

function idIn(text: string): string {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? "";
}

describe("an agent before a server of tools", () => {
  it("uses no tool until a second person approved what the server offers", async () => {
    const client = await connect("2026");
    expect((await client.listTools()).tools).toEqual([]);
    expect(await call(client, "list_orders")).toContain("Nobody approved this tool yet");
    const { message } = await ask(server.url, "/v1/toolsets", { token: requester });
    const wish = { digest: message.toolsets[0].digest, reason: "looked at them" };
    const asked = await post(requester, "/v1/toolsets/orders/approve", wish);
    expect(asked).toMatchObject({ state: "waiting" });
    await approve(asked.approval);
    expect(await post(requester, "/v1/toolsets/orders/approve", wish)).toMatchObject({ state: "approved" });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["list_orders", "refund", "close_books", "settings", "run"]);
    expect(await call(client, "list_orders")).toContain("2 chairs");
  });

  it.each(["2025", "2026"] as const)(
    "is ruled by what it calls a tool with, and told how to go on (%s)",
    async (era) => {
      const client = await connect(era);
      expect(await call(client, "refund", { order: "7", amount: 40 })).toContain("paid back 40");
      expect(await call(client, "refund", { order: "7", amount: 400 })).toContain("Refund 100 or less");
      expect(await call(client, "run", { command: "rm -rf /srv/orders" })).toContain("`delete` on File `/srv/orders`");
    },
  );

  it("is told no secret of a server", async () => {
    const told = await call(await connect("2025"), "settings");
    expect(told).toContain("currency: EUR");
    expect(told).toContain("[redacted: secret]");
    expect(told).not.toContain("AKIA");
  });

  it("waits for a person where a grant says so, and goes on once", async () => {
    const client = await connect("2026");
    const month = { month: "2026-08" };
    const held = await call(client, "close_books", month);
    expect(held).toContain(`${server.url}/approvals/`);
    await approve(idIn(held));
    expect(await call(client, "close_books", month)).toContain("closed 2026-08");
    expect(await call(client, "close_books", month)).toContain("Held");
  });

  it.each(["2025", "2026"] as const)("has its person asked by a client that opens addresses (%s)", async (era) => {
    const [asked, month]: [string[], string] = [[], `${era}-09`];
    const willing = await connect(era, async (url) => {
      asked.push(url);
      await approve(idIn(url));
    });
    expect(await call(willing, "close_books", { month })).toContain(`closed ${month}`);
    expect(asked).toHaveLength(1);
    const idle = await connect(era, async (url) => void asked.push(url));
    expect(await call(idle, "close_books", { month: `${era}-10` })).toContain("Held");
    expect(asked).toHaveLength(2);
  });

  it("is stopped at once", async () => {
    const client = await connect("2026");
    await post(approver, "/v1/stops", { kind: "server", name: "orders", reason: "its host was broken into" });
    const told = await call(client, "list_orders");
    expect(told).toContain("Denied");
    expect(told).toContain("stopped");
    expect(told).not.toContain("chairs");
  });
});
