import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openKeyFile } from "#adapters/signers";
import { openMemoryStore } from "#adapters/stores";
import { folderFiles, verifyFolder } from "#apps/verifier";
import { disclosureDigests, newestCheckpoint, openDisclosure } from "#core/evidence";
import { bundleVerifier } from "../../scripts/bundle-verifier.ts";
import { writePack } from "../../src/apps/cli/evidence/write-pack.ts";
import { closeBox, newBoxKey, openBox } from "../../src/apps/server/disclosures/box.ts";
import { Disclosures } from "../../src/apps/server/disclosures/disclosures.ts";
import { Retention } from "../../src/apps/server/disclosures/retention.ts";
import { createLog } from "../../src/apps/server/telemetry/log.ts";
import { createFaultyStore } from "../../src/core/store/testing/faulty-store.ts";
import { run, writ } from "../cli/writ.ts";
import { ALICE_READS, ask, startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-disclosures-"));
const DATA = join(FOLDER, "data");
const FLAGS = { data: DATA, disclosures: "on", recordings: "off" };
const EVALUATION = "/access/v1/evaluation";
const PERSON = "zoe-of-the-north";
const RESOURCE = "dossier-of-4711";
const ZOE_READS = { ...ALICE_READS, subject: { type: "user", id: PERSON }, resource: { type: "record", id: RESOURCE } };
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** The digests in all records of a log. */
async function digestsIn(folder: string): Promise<readonly string[]> {
  const log = folderFiles(folder);
  const checkpoint = await newestCheckpoint(log);
  if (checkpoint === null) throw new Error("no checkpoint");
  const digests: string[] = [];
  for await (const found of disclosureDigests(log, { checkpoint, from: 0, to: checkpoint.size }))
    if (!("path" in found)) digests.push(...found);
  return digests;
}

/** Packs the log of the server with some disclosures, and answers what the verifier says, as a command and as the file in the pack. */
async function packed(name: string, disclosures: string): Promise<string> {
  const [log, key, out] = [folderFiles(join(DATA, "evidence")), join(DATA, "evidence.key"), join(FOLDER, name)];
  const checkpoint = await newestCheckpoint(log);
  if (checkpoint === null) throw new Error("no checkpoint");
  const part = { checkpoint, from: 0, to: checkpoint.size, since: [], receipts: false };
  const verifier = join(FOLDER, "verify.mjs");
  const policy = readFileSync(join(DATA, "evidence/policy"));
  await writePack(log, part, { signer: openKeyFile(key), out, extras: { verifier, policy, disclosures } });
  const vkey = readFileSync(`${key}.vkey`, "utf8").trim();
  const own = await verifyFolder({ folder: out, format: "text", openssl: false, key: vkey, known: [] });
  const alone = await run(out, [process.execPath, "verify.mjs", "--key", vkey], {});
  expect([own.exitCode, alone.code, alone.stdout]).toEqual([0, 0, own.text]);
  return own.text;
}

/** Whether a text stands in the files of the store, as it is or in base64url. */
function holds(text: string): boolean {
  const files = ["writ.db", "writ.db-wal"].map((name) => join(DATA, name));
  const bytes = files.map((file) => readFileSync(file, { encoding: "latin1", flag: "a+" })).join("\n");
  return bytes.includes(text) || bytes.includes(Buffer.from(text).toString("base64url").slice(0, -2));
}

function hand(server: StartedServer, token: string, digests: readonly string[], names: readonly string[]) {
  return ask(server.url, "/v1/evidence/disclosures", { token, body: { digests, names } });
}

describe("the disclosures of a server", () => {
  it("are handed over for a pack, and are gone for good once somebody is forgotten", async () => {
    await bundleVerifier(join(FOLDER, "verify.mjs"));
    const first = await startHere(FLAGS);
    const { token } = first;
    expect((await ask(first.url, EVALUATION, { token, body: ZOE_READS })).message.decision).toBe(false);
    expect((await ask(first.url, EVALUATION, { token, body: ALICE_READS })).message).toEqual({ decision: true });
    await first.stop();
    const digests = await digestsIn(join(DATA, "evidence"));
    expect(digests).toHaveLength(4);

    const second = await startHere(FLAGS);
    const file = join(FOLDER, "disclosures.txt");
    const env = { WRIT_TOKEN: token, WRIT_SERVER: second.url };
    const told = await writ(FOLDER, ["evidence", "disclose", join(DATA, "evidence"), "--out", file], { env });
    expect(told).toMatchObject({ code: 0, stdout: `4 disclosed, 0 withheld, erased or no longer kept: ${file}\n` });
    const lines = readFileSync(file, "utf8").trim().split("\n");
    expect(lines.map(openDisclosure)).toEqual(
      expect.arrayContaining([
        { name: "principal", value: { kind: "person", id: PERSON } },
        { name: "resource", value: expect.objectContaining({ id: expect.stringContaining(RESOURCE) }) },
      ]),
    );
    expect((await hand(second, token, digests, ["principal"])).message.disclosures).toHaveLength(2);
    expect((await hand(second, token, ["short"], ["principal"])).status).toBe(400);
    expect([holds(PERSON), holds(RESOURCE)]).toEqual([true, false]);
    const erasure = { name: `person:${PERSON}`, basis: "gdpr-17" };
    const erased = await ask(second.url, "/v1/evidence/erasures", { token, body: erasure });
    expect(erased.message).toEqual({ erased: true, recordings: 0 });
    expect([holds(PERSON), holds(RESOURCE)]).toEqual([false, false]);
    const left = (await hand(second, token, digests, ["principal", "resource"])).message.disclosures;
    await second.stop();

    expect(await packed("before", file)).toContain("Disclosed   4 verified, 0 withheld or erased");
    writeFileSync(join(FOLDER, "left.txt"), left.join("\n"));
    const report = await packed("after", join(FOLDER, "left.txt"));
    expect(report).toContain("Disclosed   2 verified, 2 withheld or erased");
    expect(report).toContain("3 administration, 1 erasure");
    expect(JSON.stringify(left.map(openDisclosure))).not.toMatch(/zoe|dossier/);
  });

  it("are for administrators, and are not made unless they are asked for", async () => {
    const data = join(FOLDER, "off");
    const server = await startHere({ data });
    const { token } = server;
    await ask(server.url, EVALUATION, { token, body: ALICE_READS });
    const made = await ask(server.url, "/v1/tokens", { token, body: { name: "eye", roles: ["viewer", "operator"] } });
    expect((await hand(server, made.message.token, [], [])).status).toBe(403);
    await server.stop();
    expect(await digestsIn(join(data, "evidence"))).toEqual([]);
  });
});

describe("Disclosures", () => {
  const decided = {
    caller: { principal: { kind: "person", id: "ann", groups: [], attributes: new Map(), chain: [] } },
    judged: [{ proposal: null }],
  };

  /** What is sealed of a decision about which nothing but the caller is known. */
  async function sealedIn(store: ReturnType<typeof openMemoryStore>) {
    const disclosures = new Disclosures(store.disclosures, () => 0);
    await disclosures.learn(["person:ann"]);
    // oxlint-disable-next-line no-unsafe-type-assertion -- no more of a decision is looked at
    const sealed = disclosures.seal(decided as unknown as Parameters<Disclosures["seal"]>[0]);
    return { disclosures, sealed, digests: sealed.digests.flat() };
  }

  it("seals a value under another salt each time, and opens it until its subject is forgotten", async () => {
    const store = openMemoryStore();
    const [one, other] = [await sealedIn(store), await sealedIn(store)];
    await Promise.all([one.sealed.keep(), other.sealed.keep()]);
    expect(one.digests).not.toEqual(other.digests);
    expect(await one.disclosures.open([...one.digests, ...other.digests], ["principal"])).toHaveLength(2);
    expect(await one.disclosures.open(one.digests, ["resource"])).toEqual([]);
    expect(await one.disclosures.forget("person:ann")).toBe(2);
    await other.sealed.keep();
    expect(await other.disclosures.open(other.digests, ["principal"])).toEqual([]);
  });

  it("rejects what the store did not keep, and goes on with what comes next", async () => {
    const store = createFaultyStore(openMemoryStore());
    const { sealed, digests, disclosures } = await sealedIn(store);
    store.plan("failed");
    await expect(sealed.keep()).rejects.toMatchObject({ code: "store-unavailable" });
    await sealed.keep();
    expect(await disclosures.open(digests, ["principal"])).toHaveLength(1);
  });

  it("are removed when they are too old", async () => {
    const store = openMemoryStore();
    const { sealed, digests, disclosures } = await sealedIn(store);
    await sealed.keep();
    const log = createLog("error", () => {});
    const retention = (day: number): Retention =>
      new Retention({ store: store.disclosures, days: 90, log, now: () => day * 86_400_000 + 1 });
    expect(await retention(89).prune()).toBe(0);
    expect(await disclosures.open(digests, ["principal"])).toHaveLength(1);
    expect(await retention(90).prune()).toBe(1);
  });
});

describe("openBox()", () => {
  it("opens what was closed, and nothing with another key, label or content", () => {
    const key = newBoxKey();
    const box = closeBox(key, "label", "text");
    expect(openBox(key, "label", box)).toBe("text");
    expect(openBox(newBoxKey(), "label", box)).toBeNull();
    expect(openBox(key, "other", box)).toBeNull();
    expect(openBox(key, "label", `A${box.slice(1)}`) ?? null).toBe(box.startsWith("A") ? "text" : null);
    for (const broken of ["", "AA", box.slice(0, 30)]) expect(openBox(key, "label", broken)).toBeNull();
  });
});
