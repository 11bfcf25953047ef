import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { decodeBundle, decodeRecord, type Appended, type EvidenceLog, type EvidenceRecord } from "#core/evidence";
import { verifyFolder } from "#apps/verifier";
import { openMemoryStore } from "#adapters/stores";
import { Aliases } from "../../src/apps/server/evidence/aliases.ts";
import { Disclosures } from "../../src/apps/server/disclosures/disclosures.ts";
import { Recorder } from "../../src/apps/server/evidence/recorder.ts";
import { testSigner, vkeyOf } from "../../src/core/evidence/testing/signers.ts";
import { createFaultyStore } from "../../src/core/store/testing/faulty-store.ts";
import { createLog } from "../../src/apps/server/telemetry/log.ts";
import { testCaller } from "../../src/core/access/testing/caller.ts";
import { asker, examplePorts } from "../../src/points/api/testing/api.ts";
import { startProcess } from "./process.ts";
import { ALICE_READS, ask, EXAMPLE, startHere, type Answer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-evidence-"));
const EVALUATION = "/access/v1/evaluation";
const VERSION = "1.0.0";
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** What the verifier says of the log of a server, by the key that lies beside it. */
async function verify(data: string): Promise<readonly [number, string]> {
  const key = readFileSync(join(data, "evidence.key.vkey"), "utf8").trim();
  const folder = join(data, "evidence");
  const { exitCode, text } = await verifyFolder({ folder, format: "text", openssl: false, key, known: [] });
  return [exitCode, text];
}

/** What the verifier says of it to somebody who trusts one key of emitters besides. */
async function verifyEmitters(data: string, emitter: string): Promise<readonly [number, string]> {
  const policy = `log ${readFileSync(join(data, "evidence.key.vkey"), "utf8").trim()}\nquorum none\n`;
  const trust = join(data, "trust.json");
  writeFileSync(trust, JSON.stringify({ v: 1, policy, emitters: [emitter] }));
  const folder = join(data, "evidence");
  const { exitCode, text } = await verifyFolder({ folder, format: "text", openssl: false, trust, known: [] });
  return [exitCode, text];
}

/** A log that keeps entries where a test finds them, and fails as it is told. */
function testLog(): EvidenceLog & { readonly entries: Uint8Array[]; fault: "failed" | "failed but happened" | null } {
  const entries: Uint8Array[] = [];
  return {
    origin: "example.com/log",
    entries,
    fault: null,
    append(entry): Promise<Appended> {
      if (this.fault !== "failed") entries.push(entry);
      if (this.fault !== null) return Promise.resolve({ kind: "unavailable", reason: "the disk is full" });
      return Promise.resolve({ kind: "appended", index: entries.length - 1 });
    },
    size: () => entries.length,
    publish: () => Promise.resolve(""),
    read: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
}

function recordsIn(entries: readonly Uint8Array[]): readonly EvidenceRecord[] {
  return entries.map((bytes) => {
    const result = decodeRecord(bytes);
    if (result.kind === "malformed") throw new Error(result.reason);
    return result.record;
  });
}

/** The same without the signatures of emitters among them. */
function wordsIn(entries: readonly Uint8Array[]): readonly EvidenceRecord[] {
  return recordsIn(entries).filter(({ kind }) => kind !== "signature");
}

const EMITTER = testSigner("writ.emitter/one", 5);

function recorderOver(log: EvidenceLog, disclosures: Disclosures | null = null): Recorder {
  const report = createLog("error", () => {});
  const spoolFile = join(mkdtempSync(join(FOLDER, "spool-")), "evidence.spool");
  return new Recorder({
    log,
    aliases: new Aliases(openMemoryStore()),
    disclosures,
    version: VERSION,
    key: { vkey: vkeyOf(EMITTER), sign: EMITTER.sign },
    report,
    now: Date.now,
    spoolFile,
  });
}

describe("the evidence of a server", () => {
  it("has every decision and every act that was answered, and is found valid", async () => {
    const data = join(FOLDER, "valid");
    const server = await startHere({ data });
    const { token } = server;
    for (const name of ["read", "write", "dance"]) {
      await ask(server.url, EVALUATION, { token, body: { ...ALICE_READS, action: { name } } });
    }
    await ask(server.url, "/access/v1/evaluations", { token, body: { ...ALICE_READS, evaluations: [{}, {}] } });
    await ask(server.url, "/v1/tokens", { token, body: { name: "ci", roles: ["operator"] } });
    await server.stop();
    const [exitCode, report] = await verify(data);
    expect(report).toContain("1 bundle-activated, 2 signature, 5 decision, 1 administration, 1 heartbeat");
    expect([exitCode, report.includes("\nVALID\n")]).toEqual([0, true]);
    const again = await startHere({ data });
    await again.stop();
    expect((await verify(data))[0]).toBe(0);
    const [signed, words] = await verifyEmitters(data, readFileSync(join(data, "emitter.key.vkey"), "utf8").trim());
    expect([signed, /(\d+) of \1 records are signed by their emitters, by writ\.emitter\//.test(words)]).toEqual([
      0,
      true,
    ]);
    const [foreign, why] = await verifyEmitters(data, vkeyOf(EMITTER));
    expect([foreign, why.includes("which is none of the trusted keys of emitters")]).toEqual([1, true]);
  });

  it("says of another administrator's token that it was made when the server started", async () => {
    const data = join(FOLDER, "new-token");
    await (await startHere({ data })).stop();
    await (await startHere({ data }, { newToken: true })).stop();
    const [exitCode, report] = await verify(data);
    expect(report).toContain("1 administration");
    expect(exitCode).toBe(0);
  });

  it("forgets who stands behind an alias, says that it did and not whom, and stays valid", async () => {
    const data = join(FOLDER, "erased");
    const server = await startHere({ data });
    const { token } = server;
    await ask(server.url, EVALUATION, { token, body: ALICE_READS });
    const erase = (name: string, basis: string): Promise<Answer> =>
      ask(server.url, "/v1/evidence/erasures", { token, body: { name, basis } });
    expect((await erase("person:alice", "asked by alice@example.com")).status).toBe(400);
    expect((await erase("person:nobody", "gdpr-17")).message).toEqual({ erased: false, recordings: 0 });
    expect((await erase("person:alice", "gdpr-17")).message).toEqual({ erased: true, recordings: 1 });
    expect((await erase("person:alice", "gdpr-17")).message).toEqual({ erased: false, recordings: 0 });
    await ask(server.url, EVALUATION, { token, body: ALICE_READS });
    await server.stop();
    const [exitCode, report] = await verify(data);
    expect(report).toContain("1 bundle-activated, 2 signature, 2 decision, 1 erasure, 1 heartbeat");
    expect(exitCode).toBe(0);
    const bundles = join(data, "evidence/tile/entries/000.p");
    const newest =
      readdirSync(bundles)
        .toSorted((one, other) => Number(one) - Number(other))
        .at(-1) ?? "";
    const bytes = readFileSync(join(bundles, newest));
    expect(bytes.toString()).not.toContain("alice");
    const records = recordsIn(decodeBundle(bytes) ?? []);
    const actors = records.filter(({ kind }) => kind === "decision").map(({ body }) => JSON.stringify(body["actor"]));
    expect(new Set(actors).size).toBe(2);
    expect(records.find(({ kind }) => kind === "erasure")?.body).toMatchObject({ count: 1, basis: "gdpr-17" });
  });

  it("loses nothing that was answered when its process is killed", async () => {
    const data = join(FOLDER, "killed");
    const server = startProcess(["--data", data, "--no-library", "--policy", fileURLToPath(EXAMPLE)]);
    const url = await server.url();
    const token = /writ_[0-9a-f]{16}_[\w-]{43}/.exec(server.stdout())?.[0] ?? "";
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask(url, EVALUATION, { token, body: ALICE_READS })),
    );
    server.child.kill("SIGKILL");
    await server.ended;
    expect(answers.every(({ message }) => message.decision === true)).toBe(true);
    const again = await startHere({ data });
    await again.stop();
    const [exitCode, report] = await verify(data);
    expect([exitCode, Number(/(\d+) records/.exec(report)?.[1]) >= 50]).toEqual([0, true]);
  });
});

describe("Recorder", () => {
  it("says who did what to which kinds by which bundle, and names nobody", async () => {
    const log = testLog();
    const askApi = asker(examplePorts({ record: recorderOver(log).record }));
    await askApi(EVALUATION, ALICE_READS);
    await askApi(EVALUATION, { ...ALICE_READS, subject: { type: "user", id: "alice" } });
    await askApi(EVALUATION, {
      ...ALICE_READS,
      subject: { type: "user", id: "carol@example.com" },
      action: { name: "write" },
    });
    await askApi(EVALUATION, { ...ALICE_READS, action: { name: "dance" } });
    const [first, second, denied, refused] = wordsIn(log.entries).map(({ body }) => body);
    expect(first).toMatchObject({
      point: { name: "api", version: VERSION, enforcing: true, evidence: "required" },
      actor: { kind: "person", alias: expect.stringMatching(/^[\w-]{16}$/) },
      acts: [{ verb: "read", kind: "Record", count: 1 }],
      effect: "allow",
      verdicts: [],
      counts: { pass: 4 },
    });
    expect(second?.["actor"]).toEqual(first?.["actor"]);
    expect(denied).toMatchObject({ effect: "deny", verdicts: [{ policy: "records-by-people", outcome: "fail" }, {}] });
    expect(refused).toMatchObject({
      effect: "deny",
      acts: [],
      actor: { kind: "service", authentication: "api-token" },
    });
    const text = Buffer.concat(log.entries).toString();
    for (const name of ["alice", "carol", "record-1", "test"]) expect(text).not.toContain(name);
  });

  it("numbers the records of an emitter without gaps, each with the digest of the one before", async () => {
    const log = testLog();
    const askApi = asker(examplePorts({ record: recorderOver(log).record }));
    await Promise.all(Array.from({ length: 20 }, () => askApi(EVALUATION, ALICE_READS)));
    const records = recordsIn(log.entries);
    expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, index) => index));
    expect(new Set(records.map(({ previous }) => previous)).size).toBe(records.length);
  });

  it.each(["failed", "failed but happened"] as const)(
    "lets nothing be allowed when an entry %s, and goes on as another emitter",
    async (fault) => {
      const log = testLog();
      const askApi = asker(examplePorts({ record: recorderOver(log).record }));
      expect((await askApi(EVALUATION, ALICE_READS)).message).toEqual({ decision: true });
      log.fault = fault;
      const { message } = await askApi(EVALUATION, ALICE_READS);
      expect([message.decision, message.context.reasons[0].code]).toEqual([false, "evidence-unavailable"]);
      log.fault = null;
      expect((await askApi(EVALUATION, ALICE_READS)).message).toEqual({ decision: true });
      const records = wordsIn(log.entries);
      expect(records[0]?.emitter).not.toBe(records.at(-1)?.emitter);
      expect(records.at(-1)?.sequence).toBe(0);
    },
  );

  it.each(["failed", "failed but happened"] as const)(
    "lets a point of best effort answer when an entry %s, and tells it afterwards",
    async (fault) => {
      const log = testLog();
      const recorder = recorderOver(log);
      const askApi = asker(examplePorts({ record: recorder.at("best-effort") }));
      expect((await askApi(EVALUATION, ALICE_READS)).message).toEqual({ decision: true });
      log.fault = fault;
      expect((await askApi(EVALUATION, ALICE_READS)).message).toEqual({ decision: true });
      expect(recorder.spooled).toEqual({ waiting: 1, dropped: 0 });
      log.fault = null;
      await recorder.close();
      const records = wordsIn(log.entries);
      expect(new Set(records.filter(({ kind }) => kind === "decision").map(({ id }) => id)).size).toBe(2);
      expect(records.at(-1)?.body).toMatchObject({ decided: { allow: 2 }, waiting: 0, dropped: 0 });
      expect(records[0]?.body["point"]).toMatchObject({ name: "api", evidence: "best-effort" });
    },
  );

  // INVARIANT (disclosures-durable)
  it.each(["failed", "failed-but-happened"] as const)(
    "lets nothing be allowed whose disclosures %s, unless evidence is best-effort",
    async (fault) => {
      const store = createFaultyStore(openMemoryStore());
      const log = testLog();
      const recorder = recorderOver(log, new Disclosures(store.disclosures, Date.now));
      const askApi = asker(examplePorts({ record: recorder.record }));
      expect((await askApi(EVALUATION, ALICE_READS)).message).toEqual({ decision: true });
      store.always = fault;
      const { message } = await askApi(EVALUATION, ALICE_READS);
      expect([message.decision, message.context.reasons[0].code]).toEqual([false, "evidence-unavailable"]);
      const patient = asker(examplePorts({ record: recorder.at("best-effort") }));
      expect((await patient(EVALUATION, ALICE_READS)).message).toEqual({ decision: true });
      await recorder.close();
      const decisions = recordsIn(log.entries).filter(({ kind }) => kind === "decision");
      expect(decisions.map(({ disclosures }) => disclosures?.length)).toEqual([2, 2, 2]);
    },
  );

  it("refuses what cannot be recorded, such as a kind whose name is none", async () => {
    const log = testLog();
    const recorder = recorderOver(log);
    await expect(recorder.act(testCaller("token:1"), "token made", "x")).rejects.toMatchObject({
      code: "evidence-malformed",
    });
    expect(log.entries).toEqual([]);
  });
});
