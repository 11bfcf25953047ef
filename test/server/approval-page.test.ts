import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#core/access";
import type { ApprovalRequest } from "#core/store";
import { openSqliteStore } from "#adapters/stores";
import { makeToken, type IssuedToken } from "../../src/apps/server/access/issue-token.ts";
import { ask, startHere, type Answer, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-approval-page-"));
const DATA = join(FOLDER, "data");
const ID = "0192f0c8-7a00-7000-8000-000000000001";
const SUBJECT = `sha256:${"a".repeat(64)}`;

const approver = tokenOf("Cleo", ["approver"]);
const agentOwner = tokenOf("Ada", ["approver"]);
let server: StartedServer;

function tokenOf(name: string, roles: readonly Role[]): IssuedToken {
  return makeToken({ name, roles, createdBy: "test", expiresAt: null, kind: "person", owner: null }, new Date());
}

const REQUEST: ApprovalRequest = {
  id: ID,
  kind: "act",
  subject: SUBJECT,
  author: null,
  requester: "token:agent",
  requesterName: `<script>alert("1")</script>`,
  involved: ["agent-7", `token:${agentOwner.record.id}`],
  summary: `drops <b>orders</b> & more\u202e\n- Grant 'x' needs an approval`,
  details: { does: ["delete Table orders"], destroys: { items: ["Table orders"], more: 0 }, "with <i>": "a\u0000b" },
  requestedAt: new Date(Date.now() - 60_000).toISOString(),
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};

beforeAll(async () => {
  const store = await openSqliteStore(join(DATA, "writ.db"));
  for (const { record } of [approver, agentOwner]) await store.tokens.add(record);
  await store.approvals.ask(REQUEST);
  await store.close();
  server = await startHere({ data: DATA });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function send(by: IssuedToken, form: Readonly<Record<string, string>>, type?: string): Promise<Answer> {
  return ask(server.url, `/approvals/${ID}`, {
    method: "POST",
    token: by.text,
    body: new URLSearchParams(form).toString(),
    headers: { "content-type": type ?? "application/x-www-form-urlencoded" },
  });
}

describe("the page of an approval", () => {
  it("shows what is asked, destroyed first, as text that acts on nothing, and loads nothing", async () => {
    const { status, headers, text } = await ask(server.url, `/approvals/${ID}`, { token: approver.text });
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    expect(text).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; (token:agent) is about to do this, once");
    expect(text).toContain("drops &lt;b&gt;orders&lt;/b&gt; &amp; more\\u{202e}\n- Grant &#39;x&#39; needs");
    expect(text).toContain("<pre>destroys (1):\n  - Table orders\ndoes (1):");
    expect(text).toContain("with &lt;i&gt;: a\\u{0}b");
    expect(text).not.toMatch(/<script|<b>|<i>|https?:\/\/|\son\w+=/);
    expect(text).toContain('<button name="answer" value="approved">Approve</button>');
  });

  it("tells who proved nothing how to answer, and finds what is there alone", async () => {
    const stranger = await ask(server.url, `/approvals/${ID}`);
    expect([stranger.status, stranger.text.includes(`writ approvals show ${ID}`)]).toEqual([401, true]);
    const other = ID.replace(/1$/, "2");
    expect((await ask(server.url, `/approvals/${other}`, { token: approver.text })).status).toBe(404);
  });

  it("takes an answer of exactly what was shown, by somebody who may, from a form", async () => {
    const answers = [
      await send(approver, { answer: "approved", subject: `sha256:${"b".repeat(64)}` }),
      await send(approver, { answer: "refused", subject: SUBJECT }),
      await send(approver, { answer: "perhaps", subject: SUBJECT }),
      await send(agentOwner, { answer: "approved", subject: SUBJECT }),
      await send(approver, { answer: "approved", subject: SUBJECT }, "text/plain"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 400, 400, 403, 400]);
    const problems = answers.map(({ text }) => /role="alert">([^<]+)</.exec(text)?.[1]?.slice(0, 20));
    expect(problems).toEqual([
      "This is not what the",
      "`reason` is needed",
      "`answer` is `perhaps",
      "Neither what acts no",
      undefined,
    ]);

    const taken = await send(approver, { answer: "approved", reason: "", subject: SUBJECT });
    expect([taken.status, taken.headers["location"]]).toEqual([303, `/approvals/${ID}`]);
    const { text } = await ask(server.url, `/approvals/${ID}`, { token: approver.text });
    expect(text).toContain('value="revoked">Revoke');
    expect(text).toContain("<dt>approved</dt><dd>by Cleo");
  });
});
