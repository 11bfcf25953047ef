import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRelease } from "#core/distribution";
import { decodeRecord, type EvidenceRecord } from "#core/evidence";
import { nodeCrypto, openKeyFile } from "#adapters/signers";
import { ALICE_READS, ask, EXAMPLE, startHere, tokenFor, type Answer, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-bundles-"));
const DATA = join(FOLDER, "data");
const TEXT = readFileSync(EXAMPLE, "utf8");
/** Alice is let in no more. */
const TIGHTER = `${TEXT}\n---\n${policy("nobody", "false")}`;

function policy(name: string, expression: string): string {
  return `apiVersion: writ/v1
kind: Policy
metadata: {name: ${name}, title: ${name}}
spec:
  match: {kinds: ["*"]}
  validations: [{id: v, expression: "${expression}", message: no}]
`;
}

let server: StartedServer;
let author: string;
let approver: string;
let first: string;

beforeAll(async () => {
  server = await startHere({ data: DATA });
  author = await tokenFor(server, "author", ["policy-author"]);
  approver = await tokenFor(server, "approver", ["approver", "policy-author"]);
  first = (await history())[0].digest;
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** The records of a log with fewer than 256. */
function recordsIn(folder: string): readonly EvidenceRecord[] {
  const below = join(folder, "tile", "entries", "000.p");
  const last = readdirSync(below)
    .map(Number)
    .toSorted((a, b) => a - b)
    .at(-1);
  let rest = readFileSync(join(below, String(last)));
  const records: EvidenceRecord[] = [];
  while (rest.length > 0) {
    const end = 2 + rest.readUInt16BE(0);
    const decoded = decodeRecord(rest.subarray(2, end));
    if (decoded.kind === "malformed") throw new Error(decoded.reason);
    records.push(decoded.record);
    rest = rest.subarray(end);
  }
  return records;
}

function push(text: string, token: string = author): Promise<Answer> {
  return ask(server.url, "/v1/bundles", { token, body: { files: [{ file: "policies.yaml", text }] } });
}

async function digestOf(text: string): Promise<string> {
  return (await push(text)).message.digest;
}

function activate(digest: string, more: object = {}, token: string = author): Promise<Answer> {
  return ask(server.url, "/v1/activations", { token, body: { digest, reason: "test", ...more } });
}

function rollBack(more: object = {}): Promise<Answer> {
  return ask(server.url, "/v1/activations/rollback", { token: author, body: { reason: "test", ...more } });
}

// oxlint-disable-next-line no-explicit-any -- tests look into answers of any sort
async function history(): Promise<readonly any[]> {
  return (await ask(server.url, "/v1/activations", { token: author })).message.activations;
}

async function isAliceLetIn(): Promise<boolean> {
  const { message } = await ask(server.url, "/access/v1/evaluation", { body: ALICE_READS, token: author });
  return message.decision;
}

function approve(id: string, token: string = approver): Promise<Answer> {
  return ask(server.url, `/v1/approvals/${id}/answer`, { token, body: { answer: "approved", reason: "seen" } });
}

describe("a bundle that is uploaded", () => {
  it("is stored with its author, and told what it changes, but decides nothing", async () => {
    const { status, message } = await push(TIGHTER);
    expect([status, message.change.kind, message.change.changes]).toEqual([
      201,
      "tightens",
      ["tightens Policy `nobody`: was added"],
    ]);
    expect(message.active).toEqual({ sequence: 1, digest: first });
    const stored = (await ask(server.url, `/v1/bundles/${message.digest}`, { token: author })).message;
    expect([stored.author.startsWith("token:"), stored.files]).toEqual([
      true,
      [{ file: "policies.yaml", text: TIGHTER }],
    ]);
    expect(await isAliceLetIn()).toBe(true);
  });

  it("keeps the author who uploaded it first", async () => {
    const [{ message: one }, { message: other }] = [await push(TIGHTER), await push(TIGHTER, approver)];
    const stored = (await ask(server.url, `/v1/bundles/${other.digest}`, { token: author })).message;
    expect(one.digest).toBe(other.digest);
    const tokens = (await ask(server.url, "/v1/tokens", { token: server.token })).message.tokens;
    const { id } = tokens.find(({ name }: { readonly name: string }) => name === "author");
    expect(stored.author).toBe(`token:${id}`);
  });

  it("is refused with every mistake at its place, and then not stored", async () => {
    const { status, message } = await push(policy("wrong", "resource.nam == ''"));
    expect([status, message.type, message.errors[0].path]).toEqual([
      400,
      "urn:writ:problem:invalid-request",
      "policies.yaml:6:47",
    ]);
    expect(
      (await push("apiVersion: writ/v1\nkind: Settings\nmetadata: {name: s}\nspec: {}\n")).message.errors[0],
    ).toEqual({
      path: "",
      message: expect.stringContaining("There is no policy among the documents"),
    });
  });

  it("is not taken from whoever is no author, nor under a digest that is none", async () => {
    expect((await push(TIGHTER, server.token)).status).toBe(403);
    expect((await ask(server.url, "/v1/bundles/none", { token: author })).status).toBe(404);
    expect((await activate("none")).status).toBe(404);
    const files = [1, 2].map(() => ({ file: "a.yaml", text: TEXT }));
    expect((await ask(server.url, "/v1/bundles", { token: author, body: { files } })).status).toBe(400);
  });
});

describe("an activation", () => {
  it("happens at once where it tightens, and again changes nothing", async () => {
    const digest = await digestOf(TIGHTER);
    const { status, message } = await activate(digest);
    expect([status, message.state, message.activation]).toMatchObject([
      200,
      "activated",
      { sequence: 2, digest, change: "tightens", approval: null, reason: "test" },
    ]);
    expect(await isAliceLetIn()).toBe(false);
    expect((await activate(digest)).message.activation.sequence).toBe(2);
    expect((await history()).map(({ sequence }) => sequence)).toEqual([2, 1]);
  });

  it("waits for somebody else where it loosens, also on the way back", async () => {
    const { status, message } = await rollBack();
    expect([status, message.state, message.activation, message.change.kind]).toEqual([202, "waiting", null, "loosens"]);
    expect((await activate(first)).message.approval).toBe(message.approval);
    expect(await isAliceLetIn()).toBe(false);
    expect((await rollBack({ approval: message.approval })).status).toBe(202);
    expect((await rollBack({ approval: "none" })).status).toBe(409);
    const asked = await ask(server.url, `/v1/approvals/${message.approval}`, { token: approver });
    expect(asked.message.summary).toContain("loosens Policy `nobody`: was removed");
    expect((await approve(message.approval)).status).toBe(200);
    const done = await rollBack();
    expect([done.status, done.message.activation]).toMatchObject([
      200,
      { sequence: 3, digest: first, change: "loosens", approval: message.approval },
    ]);
    expect(await isAliceLetIn()).toBe(true);
  });

  it("is approved neither by the author of its bundle nor by whoever asks for it", async () => {
    const other = await tokenFor(server, "other", ["approver", "policy-author"]);
    const { digest } = (await push(TEXT.replace("alice", "carol"), approver)).message;
    const { approval } = (await activate(digest, {}, other)).message;
    for (const token of [approver, other, author]) expect((await approve(approval, token)).status).toBe(403);
  });

  it("is refused for a head that is no more", async () => {
    const { status, message } = await activate(first, { after: 1 });
    expect([status, message.detail]).toEqual([409, expect.stringContaining("decides now, bundle")]);
    expect((await rollBack({ to: 99 })).status).toBe(404);
  });
});

describe("the release of what decides", () => {
  it("is signed by the key of the control plane, and told by its entity tag", async () => {
    const { status, headers, text } = await ask(server.url, "/v1/release", { token: author });
    const key = openKeyFile(join(DATA, "release.key"));
    const trust = { origin: key.name, keys: [key], verify: nodeCrypto.verifyEd25519, atLeast: 0 };
    const [head] = await history();
    expect(await openRelease(Buffer.from(text), trust)).toMatchObject({
      kind: "opened",
      release: { sequence: head.sequence, digest: head.digest },
    });
    expect([status, headers["etag"]]).toEqual([200, `W/"${head.sequence}-${head.digest}"`]);
    const known = await ask(server.url, "/v1/release", {
      token: author,
      headers: { "if-none-match": `"other", ${String(headers["etag"])}` },
    });
    expect([known.status, known.text]).toEqual([304, ""]);
  });
});

describe("the evidence of activations", () => {
  it("has what was asked, what it changed, and by which approval", async () => {
    await server.stop();
    const records = recordsIn(join(DATA, "evidence"));
    const activations = records.filter(({ kind }) => kind === "bundle-activated").map(({ body }) => body);
    expect(activations).toMatchObject([
      { change: "first", previous: null },
      { change: "tightens", previous: `sha256:${first}` },
      { change: "loosens", bundle: `sha256:${first}`, approval: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]);
    const acts = records.filter(({ kind }) => kind === "administration").map(({ body }) => body["act"]);
    for (const act of ["bundle-stored", "approval-asked", "bundle-activation"]) expect(acts).toContain(act);
  });
});
