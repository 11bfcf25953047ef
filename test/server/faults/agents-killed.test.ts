import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgresStore, openSqliteStore } from "#adapters/stores";
import {
  findPostgres,
  startPostgres,
  type PostgresServer,
} from "../../../src/adapters/stores/testing/postgres-server.ts";
import { makeToken } from "../../../src/apps/server/access/issue-token.ts";
import { claudeEvent } from "../../../src/points/hooks/testing/events.ts";
import { startProcess } from "../process.ts";
import { ask, startHere, textSource } from "../server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-agents-"));
const BIN = findPostgres();
const WHO = { name: "coder", roles: ["operator"], createdBy: "test", expiresAt: null, owner: null } as const;
const AGENT = makeToken({ ...WHO, kind: "agent" }, new Date());
/** What a process takes from the library. */
const KIND = `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec: { properties: { server: string, name: string, arguments: any } }
---`;
const BEFORE = `
apiVersion: writ/v1
kind: Agent
metadata: { name: coder }
spec:
  owner: platform
  identity: { keyId: "${AGENT.record.id}" }
  tools: [shop]
  budgets: [{ of: calls, per: agent, window: 24h, most: 3 }]
---
apiVersion: writ/v1
kind: Grant
metadata: { name: tools }
spec:
  principals: { kinds: [agent] }
  verbs: [invoke]
  kinds: [Tool]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
---
apiVersion: writ/v1
kind: Policy
metadata: { name: named }
spec:
  match: { kinds: [Tool] }
  validations: [{ id: named, expression: "resource.properties.name != ''" }]
`;
/** A policy that nobody had when the agent acted. */
const AFTER = `${KIND}${BEFORE}---
apiVersion: writ/v1
kind: Policy
metadata: { name: sequence }
spec:
  match: { kinds: [Tool] }
  matchConditions: [{ name: sends, expression: "resource.properties.name == 'send'" }]
  validations:
    - { id: untainted, expression: "!('secret' in history.labels)", message: it has read a secret }
    - id: first
      expression: "history.within(duration('1h')).filter(e, e.effect == 'allow' && e.tool == 'shop/read').size() < 2"
      message: it has read twice
`;

let postgres: PostgresServer | null = null;
beforeAll(async () => {
  if (BIN !== null) postgres = await startPostgres(BIN);
});
afterAll(async () => {
  await postgres?.remove();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Where the control plane has its store, and how a test opens it. */
interface Place {
  readonly data: string;
  readonly databaseUrl: string | null;
}

async function place(kind: string): Promise<Place> {
  const data = join(FOLDER, kind);
  const databaseUrl = kind === "SQLite" ? null : ((await postgres?.createDatabase()) ?? "");
  const store = await (databaseUrl === null ? openSqliteStore(join(data, "writ.db")) : openPostgresStore(databaseUrl));
  await store.tokens.add(AGENT.record);
  await store.close();
  return { data, databaseUrl };
}

/** What Claude Code is told before a tool is called, or of what a call brought. */
async function tell(
  url: string,
  tool: string,
  more: object,
): Promise<{ readonly decision: string; readonly text: string }> {
  const body = claudeEvent(`mcp__shop__${tool}`, {}, { ...more });
  const { message, text } = await ask(url, "/v1/hooks/claude-code", { token: AGENT.text, body });
  return { decision: message.hookSpecificOutput?.permissionDecision ?? "", text };
}

const result = {
  hook_event_name: "PostToolUse",
  tool_use_id: "call-1",
  tool_response: { content: [{ type: "text", text: `the token is ghp_${"a1B2".repeat(9)}` }] },
};

describe.each([
  { kind: "SQLite", skipped: "" },
  { kind: "PostgreSQL", skipped: BIN === null ? " (skipped: no `initdb` and `postgres` on this machine)" : "" },
])("a control plane over $kind that is killed right behind its answers to an agent$skipped", ({ kind, skipped }) => {
  it.skipIf(skipped !== "")(
    "INVARIANT (history-before-answer): counts what it allowed in rules that come later, and gives no budget twice",
    async () => {
      const { data, databaseUrl } = await place(kind);
      const policies = join(FOLDER, `${kind}.yaml`);
      writeFileSync(policies, BEFORE);
      const shared = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
      const server = startProcess(["--data", data, "--no-library", "--policy", policies], shared);
      const url = await server.url();
      const first = await tell(url, "read", { tool_use_id: "call-1" });
      const told = await tell(url, "read", result);
      const second = await tell(url, "read", { tool_use_id: "call-2" });
      server.child.kill("SIGKILL");
      await server.ended;
      expect([first.decision, second.decision]).toEqual(["", ""]);
      expect(told.text).toContain("[redacted: secret]");

      const flags = { data, activate: true, ...(databaseUrl === null ? {} : { databaseUrl }) };
      const again = await startHere(flags, { source: textSource(AFTER) });
      const sent = await tell(again.url, "send", { tool_use_id: "call-3" });
      const last = await tell(again.url, "read", { tool_use_id: "call-4" });
      const beyond = await tell(again.url, "read", { tool_use_id: "call-5" });
      await again.stop();
      expect(sent.decision).toBe("deny");
      expect(sent.text).toContain("it has read a secret");
      expect(sent.text).toContain("it has read twice");
      // Of three calls two were reserved by the process that is gone, one of them for good as nobody settled it.
      expect([last.decision, beyond.decision]).toEqual(["", "deny"]);
      expect(beyond.text).toContain("budget");
    },
    120_000,
  );
});
