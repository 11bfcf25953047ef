import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "#adapters/stores";
import { makeToken } from "../../src/apps/server/access/issue-token.ts";
import { claudeEvent } from "../../src/points/hooks/testing/events.ts";
import { writ } from "../cli/writ.ts";
import { ask, evidenceOf, startHere, textSource, tokenFor, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-held-acts-"));
const DATA = join(FOLDER, "data");
const WHO = { name: "coder", roles: ["operator"], createdBy: "test", expiresAt: null, owner: null } as const;
const AGENT = makeToken({ ...WHO, kind: "agent" }, new Date());
const PRINCIPAL = `token:${AGENT.record.id}`;
const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec: { properties: { server: string, name: string, arguments: any } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: no-drop }
spec:
  match: { kinds: [Tool] }
  validations: [{ id: named, expression: "resource.properties.name != 'drop'", message: dropping is not for agents }]
---
apiVersion: writ/v1
kind: Agent
metadata: { name: coder }
spec: { owner: platform, identity: { keyId: "${AGENT.record.id}" }, tools: [shop] }
---
apiVersion: writ/v1
kind: Grant
metadata: { name: approved-tools }
spec:
  principals: { ids: ["${PRINCIPAL}"] }
  verbs: [invoke]
  kinds: [Tool]
  approval: required
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;
let server: StartedServer;
let [administrator, approver] = ["", ""];

beforeAll(async () => {
  const store = await openSqliteStore(join(DATA, "writ.db"));
  await store.tokens.add(AGENT.record);
  await store.close();
  server = await startHere({ data: DATA }, { source: textSource(DOCUMENTS), newToken: true });
  administrator = server.token;
  approver = await tokenFor(server, "Cleo", ["approver"]);
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** What Claude Code is answered before it calls a tool, in a session. */
async function call(tool: string, session: string): Promise<{ readonly decision: string; readonly reason: string }> {
  const args = { id: "7", password: "hunter2-hunter2-Zx9" };
  const body = { ...claudeEvent(`mcp__shop__${tool}`, args), session_id: session };
  const { message } = await ask(server.url, "/v1/hooks/claude-code", { token: AGENT.text, body });
  const output = message.hookSpecificOutput ?? {};
  return { decision: output.permissionDecision ?? "", reason: output.permissionDecisionReason ?? "" };
}

describe("an act of an agent that is held", () => {
  it("goes through once after somebody approved it, also after a restart, and no other does", async () => {
    const held = await call("restart", "run-1");
    const [, id = ""] = /writ approvals approve (\S+)`/.exec(held.reason) ?? [];
    expect([held.decision, id.length]).toEqual(["deny", 36]);
    expect(held.reason).toContain(`${server.url}/approvals/${id}`);
    expect((await call("restart", "run-2")).reason).toContain(id);

    const environment = { env: { WRIT_TOKEN: approver, WRIT_SERVER: server.url } };
    const shown = await writ(FOLDER, ["approvals", "show", id], environment);
    expect(shown.stdout).toMatch(/coder .*is about to do this, once\n\n {2}\| .*restart/);
    expect(shown.stdout).toContain("through: tool restart of server shop");
    expect(shown.stdout).toMatch(/with .*id/);
    expect(shown.stdout).not.toContain("hunter2-hunter2-Zx9");
    const body = { answer: "approved" };
    const path = `/v1/approvals/${id}/answer`;
    expect((await ask(server.url, path, { token: AGENT.text, body })).status).toBe(403);
    expect((await ask(server.url, path, { token: approver, body })).status).toBe(200);

    await server.stop();
    server = await startHere({ data: DATA }, { source: textSource(DOCUMENTS) });
    expect((await call("reboot", "run-3")).decision).toBe("deny");
    const tries = await Promise.all(["a", "b", "c", "d"].map((session) => call("restart", session)));
    expect(tries.filter(({ decision }) => decision !== "deny")).toHaveLength(1);
    expect((await call("restart", "run-4")).reason).not.toContain(id);
    expect(evidenceOf(DATA)).toContain(`"approval":"${id}"`);
  });

  it("is refused at the next call once the agent is stopped", async () => {
    const body = { kind: "agent", name: PRINCIPAL, reason: "it restarts too much" };
    expect((await ask(server.url, "/v1/stops", { token: administrator, body })).status).toBe(201);
    expect((await call("restart", "run-5")).reason).toContain("it restarts too much");
    const evaluation = {
      subject: { type: "agent", id: PRINCIPAL },
      action: { name: "invoke" },
      resource: { type: "Tool", id: "shop/list" },
    };
    const { message } = await ask(server.url, "/access/v1/evaluation", { token: AGENT.text, body: evaluation });
    expect(message.context).toMatchObject({ effect: "deny", reasons: [{ code: "stopped" }] });
    expect(message.context.access_request).toBeUndefined();
  });
});
