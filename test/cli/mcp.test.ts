import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, startHere, textSource, tokenFor, type StartedServer } from "../server/server.ts";
import { COMMAND, folderOf, NODE_COMPILE_CACHE } from "./writ.ts";

const POLICY = `
apiVersion: writ/v1
kind: Policy
metadata: { name: closed }
spec:
  match: { kinds: [ObjectStore] }
  validations: [{ id: not-public, expression: "!resource.properties.public", message: it is open to the internet }]
  remediation: Close it.
---
apiVersion: writ/v1
kind: Grant
metadata: { name: stores }
spec:
  principals: { ids: [coder] }
  verbs: [create]
  kinds: [ObjectStore]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;
const HELD = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Record }
spec: { properties: { status: string } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: named }
spec:
  match: { kinds: [Record] }
  validations: [{ id: status, expression: "resource.properties.status != 'gone'", message: it is gone }]
---
apiVersion: writ/v1
kind: Grant
metadata: { name: deletes }
spec:
  principals: { kinds: [agent] }
  verbs: [delete]
  kinds: [Record]
  approval: required
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;
const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: web, image: "nginx:1.29", securityContext: { privileged: true } }]
`;

const FOLDER = folderOf({ "policies/own.yaml": POLICY, "web.yaml": DEPLOYMENT });
const STORE = { type: "ObjectStore", id: "pictures", properties: { public: true } };
let server: StartedServer;
let client: Client;
const transports: StdioClientTransport[] = [];

/** A client of a process of its own. */
async function connect(
  mode: "legacy" | "auto",
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Client> {
  const command = [...COMMAND, "mcp", ...args];
  const { PATH = "", HOME = "" } = process.env;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: command,
    cwd: FOLDER,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
  });
  const made = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  await made.connect(transport);
  transports.push(transport);
  return made;
}

interface Answer {
  readonly answer: unknown;
  readonly text: string;
  readonly failed: boolean;
}

async function call(name: string, given: Record<string, unknown> = {}, by = client): Promise<Answer> {
  const { content, structuredContent, isError } = await by.callTool({ name, arguments: given });
  const [first] = content;
  return { answer: structuredContent, text: first?.type === "text" ? first.text : "", failed: isError === true };
}

beforeAll(async () => {
  server = await startHere({ data: join(FOLDER, "data") }, { source: textSource(HELD) });
  const body = { name: "coder", roles: ["operator"], kind: "agent" };
  const { message } = await ask(server.url, "/v1/tokens", { token: server.token, body });
  const args = ["-p", "policies", "--principal", "agent:coder"];
  client = await connect("auto", args, { WRIT_SERVER: server.url, WRIT_TOKEN: message.token });
}, 60_000);
afterAll(async () => {
  await Promise.all(transports.map((transport) => transport.close()));
  await server.stop();
});

function record(status: string): object {
  return { type: "Record", id: "r-1", properties: { status } };
}

describe("writ mcp", () => {
  it("lists its tools to clients of both eras, with schemas of what goes in and comes out", async () => {
    const older = await connect("legacy", ["-p", "policies"]);
    const [newer, old] = await Promise.all([client.listTools(), older.listTools()]);
    const names = ["check_plan", "explain_denial", "what_may_i_do", "request_approval", "test_policy"];
    expect(newer.tools.map(({ name }) => name)).toEqual(names);
    expect(old.tools.map(({ name }) => name)).toEqual(names);
    expect(newer.tools.every(({ outputSchema }) => outputSchema?.type === "object")).toBe(true);
    expect([client.getNegotiatedProtocolVersion(), older.getNegotiatedProtocolVersion()]).toEqual([
      "2026-07-28",
      "2025-11-25",
    ]);
  });

  it("checks a file of its folder, with a patch that mends what was found, and reads no other", async () => {
    const { answer, text } = await call("check_plan", { path: "web.yaml" });
    expect(answer).toMatchObject({ effect: "deny", exitCode: 1 });
    expect(JSON.parse(text)).toEqual(answer);
    expect(answer).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({
          policy: "k8w-01-no-privileged-containers",
          resource: "Deployment/web",
          file: "web.yaml",
          patch: [{ op: "replace", path: "/containers/0/privileged", value: false }],
        }),
      ]),
    });
    for (const path of ["../../etc/passwd", "/etc/passwd"]) {
      const refused = await call("check_plan", { path });
      expect(refused).toMatchObject({ failed: true, text: expect.stringContaining("out of the folder") });
    }
  });

  it("checks content that holds nothing to judge as an error, never as compliant", async () => {
    const { answer } = await call("check_plan", { content: "hello" });
    expect(answer).toMatchObject({ exitCode: 2, findings: [] });
    expect((await call("check_plan")).failed).toBe(true);
    expect((await call("check_plan", { path: "web.yaml", content: "hello" })).failed).toBe(true);
  });

  it("explains what stands against an act, and allows what the patch makes of it", async () => {
    const { answer } = await call("explain_denial", { action: "create", resource: STORE });
    expect(answer).toMatchObject({
      effect: "deny",
      concerns: expect.arrayContaining([
        expect.objectContaining({
          policy: "closed",
          message: "it is open to the internet",
          remediation: "Close it.",
          patch: [{ op: "replace", path: "/public", value: false }],
        }),
      ]),
    });
    const mended = { ...STORE, properties: { public: false } };
    const { answer: after } = await call("explain_denial", { action: "create", resource: mended });
    expect(after).toMatchObject({
      concerns: expect.not.arrayContaining([expect.objectContaining({ policy: "closed" })]),
    });
  });

  it("tests a policy on one resource and on content, and says what is wrong with it", async () => {
    const policy = POLICY.split("---")[0] ?? "";
    const tested = await call("test_policy", { policy, action: "create", resource: STORE });
    expect(tested.answer).toMatchObject({ effect: "deny", concerns: [{ validation: "not-public" }], diagnostics: [] });
    const wrong = await call("test_policy", {
      policy: policy.replace('public"', 'publik"'),
      action: "create",
      resource: STORE,
    });
    expect(wrong.answer).toMatchObject({ effect: null, diagnostics: [{ severity: "error", file: "policy" }] });
    const plan = readFileSync(join(FOLDER, "web.yaml"), "utf8");
    expect((await call("test_policy", { policy, content: plan })).answer).toMatchObject({ concerns: [], passed: 0 });
  });

  it("tells whom the control plane takes it for, by the grants of its own documents", async () => {
    const { answer } = await call("what_may_i_do");
    expect(answer).toMatchObject({ principal: { id: expect.stringMatching(/^token:/), kind: "agent" }, grants: [] });
  });

  it("asks a person for what is held, tells how that stands, and asks for nothing that no approval changes", async () => {
    const refused = await call("request_approval", { action: "delete", resource: record("gone") });
    expect(refused.answer).toMatchObject({ status: "not-requestable", task: null });
    const asked = await call("request_approval", { action: "delete", resource: record("active") });
    expect(asked.answer).toMatchObject({ status: "pending", task: expect.any(String), approval: null });
    const again = await call("request_approval", { action: "delete", resource: record("active") });
    expect(again.answer).toEqual(asked.answer);
    const { task } = JSON.parse(asked.text);
    const approver = await tokenFor(server, "Cleo", ["approver"]);
    const approved = await ask(server.url, `/v1/approvals/${task}/answer`, {
      token: approver,
      body: { answer: "approved" },
    });
    expect(approved.status).toBe(200);
    expect((await call("request_approval", { task })).answer).toMatchObject({
      status: "approved",
      approval: { id: task },
    });
    const other = { task: "0192f0c8-7a00-7000-8000-000000000001" };
    expect(await call("request_approval", other)).toMatchObject({ failed: true });
  });
});
