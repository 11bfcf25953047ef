import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, evidenceOf, startHere, textSource, tokenFor, type Answer, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-access-requests-"));
const DATA = join(FOLDER, "data");
const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Record }
spec: { properties: { status: string, password: string } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: named }
spec:
  match: { kinds: [Record] }
  validations: [{ id: status, expression: "resource.properties.status != 'gone'", message: it is gone }]
---
apiVersion: writ/v1
kind: Agent
metadata: { name: coder }
spec: { owner: platform, identity: { oidcSubject: coder } }
---
apiVersion: writ/v1
kind: Grant
metadata: { name: deletes }
spec:
  principals: { ids: [coder] }
  verbs: [delete]
  kinds: [Record]
  approval: required
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;
const EVALUATION = {
  subject: { type: "agent", id: "coder" },
  action: { name: "delete" },
  resource: { type: "Record", id: "r-1", properties: { status: "active", password: "hunter2-hunter2" } },
  context: { purpose: "clean up" },
};
let server: StartedServer;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  server = await startHere({ data: DATA }, { source: textSource(DOCUMENTS) });
  tokens["gateway"] = await tokenFor(server, "gateway", ["operator"]);
  tokens["other"] = await tokenFor(server, "other", ["operator"]);
  tokens["approver"] = await tokenFor(server, "Cleo", ["approver"]);
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function post(path: string, body: object, by = "gateway"): Promise<Answer> {
  return ask(server.url, path, { token: tokens[by] ?? "", body });
}

async function denialOf(evaluation: object = EVALUATION): Promise<Record<string, string>> {
  const { message } = await post("/access/v1/evaluation", evaluation);
  expect(message).toMatchObject({ decision: false, context: { effect: "hold", next_action: "request" } });
  return message.context.access_request;
}

function evaluateWith(approval: unknown, changes: object = {}): Promise<Answer> {
  const context = { ...EVALUATION.context, approval };
  return post("/access/v1/evaluation", { ...EVALUATION, context, ...changes });
}

describe("a request for access by AuthZEN", () => {
  it("is told of in the metadata", async () => {
    const { message } = await ask(server.url, "/.well-known/authzen-configuration");
    expect(message).toMatchObject({
      access_request_endpoint: `${server.url}/access/v1/requests`,
      capabilities: ["urn:openid:authzen:capability:access-request"],
    });
  });

  it("is made of a denial, approved by a second person, and lets exactly that evaluation through once", async () => {
    const denial = await denialOf();
    const submission = { ...EVALUATION, context: { ...EVALUATION.context, justification: "please" }, denial };
    const made = await post("/access/v1/requests", submission);
    expect([made.status, made.message.task.status]).toEqual([202, "pending"]);
    const { id, status_endpoint, links } = made.message.task;
    expect(links.review).toBe(`${server.url}/approvals/${id}`);
    expect((await post("/access/v1/requests", submission)).message.task.id).toBe(id);
    expect((await ask(status_endpoint, "", { token: tokens["other"] ?? "" })).message.type).toBe(
      "urn:openid:authzen:access-request:error:unknown_task",
    );

    const shown = await ask(server.url, `/v1/approvals/${id}`, { token: tokens["approver"] ?? "" });
    expect(shown.message).toMatchObject({ kind: "act", summary: expect.stringContaining("delete Record r-1") });
    expect(shown.text).not.toContain("hunter2-hunter2");
    const path = `/v1/approvals/${id}/answer`;
    expect((await post(path, { answer: "approved" })).status).toBe(403);
    expect((await post(path, { answer: "approved" }, "approver")).status).toBe(200);

    const { message } = await ask(status_endpoint, "", { token: tokens["gateway"] ?? "" });
    expect(message).toMatchObject({ task: { status: "approved" }, result: { mode: "reevaluate", approval: { id } } });
    const { approval } = message.result;
    const others = [
      await evaluateWith({ ...approval, id: "0192f0c8-7a00-7000-8000-000000000001" }),
      await evaluateWith(approval, { resource: { ...EVALUATION.resource, id: "r-2" } }),
      await post("/access/v1/evaluation", { ...EVALUATION, context: { purpose: "clean up", approval } }, "other"),
      await post("/access/v1/evaluation", EVALUATION),
    ];
    expect(others.map(({ message: { decision } }) => decision)).toEqual([false, false, false, false]);
    const tries = await Promise.all(Array.from({ length: 5 }, () => evaluateWith(approval)));
    expect(tries.filter(({ message: { decision } }) => decision).length).toBe(1);
    expect((await evaluateWith(approval)).message.context.reason).toBe("approval_unverifiable");
    expect(evidenceOf(DATA)).toContain(`"approval":"${id}"`);
  });

  it("is refused for another evaluation, a token that was changed, another end, and what no approval changes", async () => {
    const evaluation = { ...EVALUATION, resource: { ...EVALUATION.resource, id: "r-9" } };
    const denial = await denialOf(evaluation);
    const token = denial["binding_token"] ?? "";
    const changed = { ...denial, binding_token: `A${token.slice(1)}` };
    const answers = await Promise.all([
      post("/access/v1/requests", { ...EVALUATION, denial }),
      post("/access/v1/requests", { ...evaluation, denial }, "other"),
      post("/access/v1/requests", { ...evaluation, denial: changed }),
      post("/access/v1/requests", { ...evaluation, denial: { ...denial, expires_at: "2099-01-01T00:00:00.000Z" } }),
      post("/access/v1/requests", { ...evaluation, action: { name: "read" }, denial }),
    ]);
    const error = "urn:openid:authzen:access-request:error:";
    expect(answers.map(({ message }) => message.type.replace(error, ""))).toEqual([
      "invalid_denial_binding",
      "invalid_denial_binding",
      "invalid_denial_binding",
      "invalid_denial_binding",
      "not_requestable",
    ]);
    const { message } = await post("/access/v1/evaluation", { ...evaluation, action: { name: "read" } });
    expect(message.context.access_request).toBeUndefined();
  });
});
