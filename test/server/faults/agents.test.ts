import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import { openSqliteStore } from "#adapters/stores";
import { makeToken } from "../../../src/apps/server/access/issue-token.ts";
import { claudeEvent } from "../../../src/points/hooks/testing/events.ts";
import { ask, startHere, textSource, type StartedServer } from "../server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-acts-"));
const WHO = { name: "coder", roles: ["operator"], createdBy: "test", expiresAt: null, owner: null } as const;
const AGENT = makeToken({ ...WHO, kind: "agent" }, new Date());
const KINDS = ["tool", "ai-model"].map((kind) =>
  readFileSync(new URL(`../../../library/kinds/${kind}.yaml`, import.meta.url), "utf8"),
);
const DOCUMENTS = `${KINDS.join("\n---\n")}
---
apiVersion: writ/v1
kind: Agent
metadata: { name: coder }
spec:
  owner: platform
  identity: { keyId: "${AGENT.record.id}" }
  tools: [shop]
  models: [near/small]
  budgets: [{ of: calls, per: agent, window: 24h, most: 1000 }, { of: tokens, per: agent, window: 24h, most: 100 }]
---
apiVersion: writ/v1
kind: Grant
metadata: { name: tools }
spec:
  principals: { kinds: [agent] }
  verbs: [invoke]
  kinds: [Tool, AiModel]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
---
apiVersion: writ/v1
kind: Policy
metadata: { name: sequence }
spec:
  match: { kinds: [Tool] }
  validations: [{ id: untainted, expression: "!('confidential' in history.labels)" }]
`;

/** A server of tools that ends in the middle of one call. */
const PROGRAM = `
import { createInterface } from "node:readline";
const tool = (name) => ({ name, inputSchema: { type: "object" } });
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "shop", version: "1" } }),
  "tools/list": () => ({ tools: [tool("read"), tool("die")] }),
  "tools/call": ({ name }) => (name === "die" ? process.exit(1) : { content: [{ type: "text", text: "pid " + process.pid }] }),
};
createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  const result = answers[method]?.(params ?? {});
  if (id !== undefined) console.log(JSON.stringify(result === undefined ? { jsonrpc: "2.0", id, error: { code: -32601, message: "unknown" } } : { jsonrpc: "2.0", id, result }));
});
`;

type Part = "history" | "budgets";
/** The parts of the store that do not answer now. */
const away = new Set<Part>();
/** Takes questions, and never answers any. */
const provider = createServer(() => {});
let server: StartedServer;

beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const address = provider.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  const models = join(FOLDER, "models.yaml");
  const small = "{ name: small, inputUsd: 0, outputUsd: 0, maxInputTokens: 50, maxOutputTokens: 40 }";
  writeFileSync(
    models,
    `providers: [{ name: near, api: openai, url: "${url}", timeoutSeconds: 1, pricesAsOf: "2026-11-26", models: [${small}] }]`,
  );
  const mcp = join(FOLDER, "mcp.yaml");
  writeFileSync(join(FOLDER, "shop.mjs"), PROGRAM);
  writeFileSync(
    mcp,
    "servers: { shop: { command: node, args: [shop.mjs], cwd: ., firstSeen: approve, protocol: '2025-11-25' } }",
  );
  const openStore = async (): Promise<Store> => {
    const store = await openSqliteStore(join(FOLDER, "writ.db"));
    await store.tokens.add(AGENT.record);
    return {
      ...store,
      history: failing("history", store.history),
      budgets: failing("budgets", store.budgets),
    };
  };
  const flags = { data: join(FOLDER, "data"), models, mcp };
  server = await startHere(flags, { source: textSource(DOCUMENTS), openers: { openStore } });
}, 30_000);

afterAll(async () => {
  await server.stop();
  provider.closeAllConnections();
  provider.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

function failing<Of extends object>(name: Part, part: Of): Of {
  return new Proxy(part, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== "function") return member;
      if (away.has(name))
        return () => Promise.reject(new UnavailableError("store-unavailable", "The store did not answer"));
      return member.bind(target);
    },
  });
}

/** What a coding assistant is told before it calls a tool. */
async function asked(): Promise<string> {
  const body = claudeEvent("mcp__shop__read", {});
  const { message, text } = await ask(server.url, "/v1/hooks/claude-code", { token: AGENT.text, body });
  return message.hookSpecificOutput?.permissionDecision === "deny" ? text : "no objection";
}

describe("a control plane that agents act by", () => {
  it.each<Part>(["history", "budgets"])(
    "allows no act while its store does not answer for %s, and goes on by itself",
    async (part) => {
      expect(await asked()).toBe("no objection");
      away.add(part);
      expect(await asked()).toContain("does not answer now");
      away.delete(part);
      expect(await asked()).toBe("no objection");
    },
  );

  it("tells a client at once that a server of tools ended in the middle of a call, and starts it for the next", async () => {
    const client = new Client({ name: "agent", version: "1.0.0" });
    const headers = { Authorization: `Bearer ${AGENT.text}` };
    await client.connect(
      new StreamableHTTPClientTransport(new URL("/mcp/shop", server.url), { requestInit: { headers } }),
    );
    const call = async (name: string): Promise<string> =>
      JSON.stringify((await client.callTool({ name, arguments: {} })).content);
    const before = await call("read");
    await expect(call("die")).rejects.toThrow("The server ended");
    const after = await call("read");
    expect(before).toContain("pid ");
    expect(after).toContain("pid ");
    expect(after).not.toBe(before);
    await client.close();
  });

  it("waits for no provider of models without end, and counts all that was reserved", async () => {
    const body = { model: "small", max_tokens: 40, messages: [{ role: "user", content: "hello" }] };
    const call = (): ReturnType<typeof ask> =>
      ask(server.url, "/models/near/v1/chat/completions", { token: AGENT.text, body });
    expect(await call()).toMatchObject({ status: 504, message: { error: { code: "provider_late" } } });
    const { status, text } = await call();
    expect(status).toBe(403);
    expect(text).toContain("budget");
  });
});
