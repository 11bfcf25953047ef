import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#core/access";
import type { ApprovalRequest } from "#core/store";
import { openSqliteStore } from "#adapters/stores";
import { verifyFolder } from "#apps/verifier";
import { writ, type Run } from "../cli/writ.ts";
import { makeToken, type IssuedToken } from "../../src/apps/server/access/issue-token.ts";
import { startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-approvals-"));
const DATA = join(FOLDER, "data");
const [FIRST, SECOND] = ["0192f0c8-7a00-7000-8000-000000000001", "0192f0c8-7a00-7000-8000-000000000002"] as const;

const requester = tokenOf("pipeline", ["operator", "approver"]);
const approver = tokenOf("Cleo", ["approver"]);
let server: StartedServer;

function tokenOf(name: string, roles: readonly Role[]): IssuedToken {
  return makeToken({ name, roles, createdBy: "test", expiresAt: null, kind: "person", owner: null }, new Date());
}

function request(id: string): ApprovalRequest {
  return {
    id,
    kind: "submission",
    subject: `sha256:${"a".repeat(64)}`,
    author: null,
    requester: `token:${requester.record.id}`,
    requesterName: requester.record.name,
    summary: "Resize the database\napproved by \u001b[31meverybody",
    details: { creates: 1, destroys: ["aws_db_instance.main", "aws_s3_bucket.logs"] },
    requestedAt: new Date(Date.now() - 60_000).toISOString(),
    expiresAt: new Date(Date.now() + 7_200_000).toISOString(),
  };
}

beforeAll(async () => {
  const store = await openSqliteStore(join(DATA, "writ.db"));
  for (const { record } of [requester, approver]) await store.tokens.add(record);
  for (const id of [FIRST, SECOND]) await store.approvals.ask(request(id));
  await store.close();
  server = await startHere({ data: DATA });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function approvals(by: IssuedToken, ...args: readonly string[]): Promise<Run> {
  return writ(FOLDER, ["approvals", ...args], { env: { WRIT_TOKEN: by.text, WRIT_SERVER: server.url } });
}

describe("writ approvals", () => {
  it("lists what waits, and shows first who asks, for what, and what is destroyed", async () => {
    const [listed, shown] = await Promise.all([approvals(approver, "list"), approvals(approver, "show", FIRST)]);
    expect(listed).toMatchObject({ code: 0, stderr: "" });
    expect(listed.stdout).toMatch(
      new RegExp(`${FIRST}  waiting  submission  1 h 59 min  pipeline  Resize the database`),
    );
    expect(shown.stdout.split("\n").slice(0, 10)).toEqual([
      `approval ${FIRST}: waiting, 1 h 59 min left`,
      "",
      `pipeline (token:${requester.record.id}) asks that a change is applied`,
      "",
      "  | Resize the database",
      "  | approved by \\u{1b}[31meverybody",
      "",
      "  destroys (2):",
      "    - aws_db_instance.main",
      "    - aws_s3_bucket.logs",
    ]);
    expect(shown.stdout).toContain(`\nwrit approvals approve ${FIRST}\n`);
  });

  it("approves what somebody else asked for, and exactly that", async () => {
    const own = await approvals(requester, "approve", FIRST);
    expect(own).toMatchObject({ code: 2, stdout: "" });
    expect(own.stderr).toContain("The control plane refused (403)");
    expect(own.stderr).toContain("Who asks for a thing does not approve it");
    const other = await approvals(approver, "approve", FIRST, "--subject", `sha256:${"b".repeat(64)}`);
    expect([other.code, other.stderr.includes("is about")]).toEqual([2, true]);
    const done = await approvals(approver, "approve", FIRST, "--subject", `sha256:${"a".repeat(64)}`);
    expect(done).toEqual({ code: 0, stdout: `approved ${FIRST}: Resize the database\n`, stderr: "" });
  });

  it("refuses and revokes with a reason, in a form for programs, with a token of a file", async () => {
    const tokenFile = join(FOLDER, "token");
    writeFileSync(tokenFile, approver.text, { mode: 0o600 });
    const flags = ["--server", server.url, "--token-file", tokenFile, "--format", "json"];
    const run = (...args: readonly string[]): Promise<Run> => writ(FOLDER, ["approvals", ...args, ...flags]);
    expect((await run("refuse", SECOND)).code).toBe(2);
    expect(JSON.parse((await run("refuse", SECOND, "--reason", "not today")).stdout)).toMatchObject({
      state: "refused",
      answers: [{ approverName: "Cleo", reason: "not today" }],
    });
    expect((await run("approve", SECOND)).stderr).toContain("This request is refused");
  });

  it("leaves a record of every answer", async () => {
    await server.stop();
    const key = readFileSync(join(DATA, "evidence.key.vkey"), "utf8").trim();
    const folder = join(DATA, "evidence");
    const { text } = await verifyFolder({ folder, format: "text", openssl: false, key, known: [] });
    expect(text).toMatch(/2 approval,.*\n[^]*\nVALID\n/);
  });
});
