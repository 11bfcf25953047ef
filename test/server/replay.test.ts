import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyFolder } from "#apps/verifier";
import { ALICE_READS, ask, EXAMPLE, startHere, type Answer, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-replay-"));
const POLICIES = readFileSync(EXAMPLE, "utf8");
/** Carol in place of bob. */
const CANDIDATE = POLICIES.replace('"bob"', '"carol"');
const SECRET = "hunter2hunter2";
const SINCE = "2020-01-01T00:00:00Z";
let server: StartedServer;
let author = "";

beforeAll(async () => {
  server = await startHere({ data: join(FOLDER, "data") });
  author = await tokenOf(server, "policy-author");
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

async function tokenOf({ url, token }: StartedServer, role: string): Promise<string> {
  return (await ask(url, "/v1/tokens", { token, body: { name: role, roles: [role] } })).message.token;
}

function asks(id: string, changes: object = {}, to: StartedServer = server): Promise<Answer> {
  const body = { ...ALICE_READS, subject: { type: "user", id }, ...changes };
  return ask(to.url, "/access/v1/evaluation", { token: to.token, body });
}

function files(text: string): { readonly files: readonly object[] } {
  return { files: [{ file: "policies.yaml", text }] };
}

function replay(body: object, token = author): Promise<Answer> {
  return ask(server.url, "/v1/replay", { token, body: { since: SINCE, ...body } });
}

function exported(): Promise<Answer> {
  return ask(server.url, "/v1/recordings/export", { token: author, body: { since: SINCE } });
}

function shadow(method: string, body?: object): Promise<Answer> {
  return ask(server.url, "/v1/shadow", { token: author, method, body });
}

describe("a replay", () => {
  it("sees exactly the answers that a change of a policy changes, by policy and principal", async () => {
    for (const id of ["alice", "bob", "carol", "dave"]) for (const _ of [1, 2, 3]) await asks(id);
    await asks("bob", { action: { name: "write" } });
    const { status, message } = await replay(files(CANDIDATE));
    expect([status, message.next, message.unreadable]).toEqual([200, null, 0]);
    expect(message.coverage).toEqual({ decided: 13, recorded: 13, recordings: 5 });
    expect(message.report).toMatchObject({
      replayed: { recordings: 5, decisions: 13 },
      flips: {
        "newly-allowed": { recordings: 1, decisions: 3 },
        "newly-denied": { recordings: 1, decisions: 3 },
        other: { recordings: 0, decisions: 0 },
      },
      groups: [
        { kind: "newly-allowed", by: ["records-by-people"], principal: { kind: "person", id: "carol" }, decisions: 3 },
        { kind: "newly-denied", by: ["records-by-people"], principal: { kind: "person", id: "bob" }, decisions: 3 },
      ],
    });
    expect(message.report.groups[1].examples[0]).toMatchObject({
      acts: "read record record-1",
      before: { effect: "allow" },
      after: { effect: "deny", by: ["records-by-people"] },
    });
  });

  it("takes a stored bundle by its digest, and finds nothing by the one that decided", async () => {
    const { message } = await ask(server.url, "/v1/status", { token: server.token });
    const { report } = (await replay({ bundle: message.bundle.digest })).message;
    expect(report.flips["newly-allowed"].recordings + report.flips["newly-denied"].recordings).toBe(0);
    const first = (await replay(files(CANDIDATE))).message;
    expect((await replay({ bundle: first.bundle })).message.report).toEqual(first.report);
  });

  it.each<[string, object, number]>([
    ["a bundle that there is not", { bundle: "0".repeat(64) }, 404],
    ["documents with a mistake", files(POLICIES.replace("principal.id in", "principal.idd in")), 400],
    ["documents without a policy", files(POLICIES.split("---")[0] ?? ""), 400],
    ["no candidate", {}, 400],
    ["two candidates", { bundle: "0".repeat(64), ...files(POLICIES) }, 400],
    ["a time that is none", { ...files(POLICIES), since: "yesterday" }, 400],
  ])("refuses %s", async (_, body, status) => {
    expect((await replay(body)).status).toBe(status);
  });

  it("is for authors of policies alone", async () => {
    expect((await replay(files(POLICIES), server.token)).status).toBe(403);
    expect((await replay(files(POLICIES), await tokenOf(server, "viewer"))).status).toBe(403);
  });
});

describe("recordings", () => {
  it("hold no secret that was asked about, and are answered the same without it", async () => {
    await asks("alice", { context: { authorization: { token: SECRET } }, resource: secretRecord() });
    const { text, message } = await exported();
    expect(text).not.toContain(SECRET);
    const found = message.recordings.filter(({ proposal }: { proposal: string }) => proposal.includes("secret-record"));
    expect(found).toMatchObject([{ answer: { effect: "allow", by: [] }, count: 1, point: "api" }]);
    expect(found[0].proposal).toContain('{"$writ":["unknown",["sensitive","context.attributes.authorization.token"]]}');
  });

  it("of whoever is to be forgotten are removed, and of nobody else", async () => {
    const forget = (token: string): Promise<Answer> =>
      ask(server.url, "/v1/recordings/forget", { token, body: { principal: "dave" } });
    expect((await forget(author)).status).toBe(403);
    const before = (await exported()).message.recordings.length;
    expect((await forget(server.token)).message).toEqual({ removed: 1 });
    const { text, message } = await exported();
    expect([text.includes('\\"dave\\"'), message.recordings.length]).toEqual([false, before - 1]);
  });

  it("are not made where they are off, and then nothing runs in shadow", async () => {
    const off = await startHere({ data: join(FOLDER, "off"), recordings: "off" });
    const token = await tokenOf(off, "policy-author");
    await asks("alice", {}, off);
    const body = { since: SINCE, ...files(POLICIES) };
    const { message } = await ask(off.url, "/v1/replay", { token, body });
    expect(message.coverage).toEqual({ decided: 0, recorded: 0, recordings: 0 });
    expect((await ask(off.url, "/v1/shadow", { token, body: files(CANDIDATE) })).status).toBe(409);
    await off.stop();
  });
});

describe("a shadow", () => {
  it("answers beside what decides, never in its place, until it is stopped", async () => {
    expect((await shadow("GET")).message).toEqual({ running: null, report: null, isComplete: true });
    const started = await shadow("POST", files(CANDIDATE));
    expect(started.message.running).toMatchObject({ by: expect.stringMatching(/^token:/) });
    expect((await asks("bob")).message.decision).toBe(true);
    expect((await asks("carol")).message.decision).toBe(false);
    await asks("alice");
    const { report, running } = (await shadow("GET")).message;
    expect(running).toEqual(started.message.running);
    expect(report.replayed).toEqual({ recordings: 3, decisions: 3 });
    expect(report.groups).toMatchObject([
      { kind: "newly-allowed", principal: { id: "carol" }, decisions: 1 },
      { kind: "newly-denied", principal: { id: "bob" }, decisions: 1 },
    ]);
    expect((await shadow("DELETE")).message.running).toBeNull();
    await asks("bob");
    expect((await shadow("GET")).message.running).toBeNull();
    expect((await shadow("POST", { bundle: "0".repeat(64) })).status).toBe(404);
  });
});

describe("what is done about recordings", () => {
  it("is evidence, and is counted", async () => {
    const metrics = (await ask(server.url, "/metrics", { token: server.token })).text;
    expect(Number(/^writ_recordings_recorded (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(10);
    expect(/^writ_shadow_answered (\d+)$/m.exec(metrics)?.[1]).toBe("3");
    const own = await startHere({ data: join(FOLDER, "own") });
    const token = await tokenOf(own, "policy-author");
    await ask(own.url, "/v1/shadow", { token, body: files(CANDIDATE) });
    await ask(own.url, "/v1/shadow", { token, method: "DELETE" });
    await ask(own.url, "/v1/recordings/export", { token, body: { since: SINCE, after: "0" } });
    await own.stop();
    const key = readFileSync(join(FOLDER, "own", "evidence.key.vkey"), "utf8").trim();
    const { text } = await verifyFolder({
      folder: join(FOLDER, "own", "evidence"),
      trust: undefined,
      key,
      known: [],
      format: "text",
      openssl: false,
    });
    // A token made, a bundle stored, a shadow started and stopped, and recordings handed out, wherever whoever asks begins.
    expect(text).toContain("5 administration");
  });
});

function secretRecord(): object {
  return { type: "record", id: "secret-record", properties: { password: SECRET, owner: "alice" } };
}
