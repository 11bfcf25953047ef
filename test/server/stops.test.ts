import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writ, type Run } from "../cli/writ.ts";
import { ask, evidenceOf, startHere, tokenFor, until, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-stops-"));
const DATA = join(FOLDER, "data");
let server: StartedServer;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  server = await startHere({ data: DATA });
  for (const role of ["approver", "viewer", "operator"]) tokens[role] = await tokenFor(server, role, [role]);
  tokens["administrator"] = server.token;
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function run(role: string, ...args: readonly string[]): Promise<Run> {
  return writ(FOLDER, args, { env: { WRIT_TOKEN: tokens[role] ?? "", WRIT_SERVER: server.url } });
}

describe("writ stop, stops and resume", () => {
  it("stops, tells what that did, and goes on only once a second person approved it", async () => {
    const { url } = server;
    const stopped = await run("administrator", "stop", "agent", "evil\u001b[2J", "--reason", "it deletes");
    expect(stopped).toMatchObject({ code: 0, stderr: "" });
    expect(stopped.stdout).toContain("stopped agent evil\\u{1b}[2J\n");
    const [, id = ""] = /writ resume (\S+)/.exec(stopped.stdout) ?? [];
    const listed = async () => (await ask(url, "/v1/stops", { token: tokens["viewer"] ?? "" })).message.stops;
    await until(async () => (await listed())[0].effects.length === 1);

    const waiting = await run("administrator", "resume", id, "--reason", "fixed");
    const [, approval = ""] = /writ approvals approve (\S+)/.exec(waiting.stdout) ?? [];
    const answer = (role: string) =>
      ask(url, `/v1/approvals/${approval}/answer`, { token: tokens[role] ?? "", body: { answer: "approved" } });
    expect([(await answer("administrator")).status, (await answer("approver")).status]).toEqual([403, 200]);
    const body = { reason: "fixed" };
    const resumed = await ask(url, `/v1/stops/${id}/resume`, { token: server.token, body });
    expect(resumed).toMatchObject({ status: 200, message: { state: "resumed", approval } });

    const shown = await run("viewer", "stops", "--all");
    expect(shown.stdout).toMatch(
      /agent evil.* \(resumed\)\n {2}stopped by .* it deletes\n {2}replica \w+: nothing new after \d+ ms.* over after \d+ ms/,
    );
    const evidence = evidenceOf(DATA);
    for (const act of ['"act":"stop"', '"act":"stop-took-effect"', '"act":"resume"']) expect(evidence).toContain(act);
    expect(evidence).not.toContain("it deletes");
  });

  it("lets neither operators nor viewers stop", async () => {
    const body = { kind: "everything", reason: "no" };
    for (const role of ["operator", "viewer"])
      expect((await ask(server.url, "/v1/stops", { token: tokens[role] ?? "", body })).status).toBe(403);
  });

  it("refuses what names nothing, or something where nothing is to be named", async () => {
    const { url, token } = server;
    const bodies = [
      { kind: "planet", name: "x", reason: "r" },
      { kind: "agent", reason: "r" },
      { kind: "everything", name: "x", reason: "r" },
      { kind: "agent", name: "x", reason: "" },
    ];
    const answers = await Promise.all(bodies.map((body) => ask(url, "/v1/stops", { token, body })));
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(await ask(url, "/v1/stops/none/resume", { token, body: { reason: "r" } })).toMatchObject({ status: 404 });
  });
});
