import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openFolderLog, rotateKey } from "#adapters/logs";
import { createKeyFile, nodeCrypto, openKeyFile } from "#adapters/signers";
import { folderFiles } from "#apps/verifier";
import { handoverSizes, newestCheckpoint, parseTrust, verifyEvidence, type Trust } from "#core/evidence";
import { writePack } from "../../src/apps/cli/evidence/write-pack.ts";
import { decisions, entriesOf } from "../../src/core/evidence/testing/records.ts";
import { writ } from "../cli/writ.ts";

const ORIGIN = "example.com/log";
const home = mkdtempSync(join(tmpdir(), "writ-rotation-"));
const LOG = join(home, "log");
const ENTRIES = entriesOf(ORIGIN, decisions(900));

function keyFile(number: number): string {
  return join(home, `${number}.key`);
}

function vkey(number: number): string {
  return readFileSync(`${keyFile(number)}.vkey`, "utf8").trim();
}

function trustIn(...keys: readonly string[]): Trust {
  const result = parseTrust(nodeCrypto.sha256, `${keys.map((key) => `log ${key}\n`).join("")}quorum none\n`);
  if (result.kind === "malformed") throw new Error(result.reason);
  return result.trust;
}

async function append(key: number, from: number, to: number): Promise<void> {
  const log = await openFolderLog({ folder: LOG, signers: [openKeyFile(keyFile(key))] });
  await Promise.all(ENTRIES.slice(from, to).map((entry) => log.append(entry)));
  await log.close();
}

async function codesOf(folder: string, trust: Trust): Promise<readonly string[]> {
  const { problems } = await verifyEvidence(nodeCrypto, folderFiles(folder), trust);
  return [...new Set(problems.map(({ code }) => code))];
}

function copyOf(folder: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), "writ-rotation-")), "copy");
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** A log that has gone through three keys. */
beforeAll(async () => {
  for (const number of [1, 2, 3]) createKeyFile(keyFile(number), ORIGIN);
  await append(1, 0, 300);
  await rotateKey(LOG, { retired: openKeyFile(keyFile(1)), current: openKeyFile(keyFile(2)), by: "a_1" });
  await append(2, 300, 600);
  const args = ["evidence", "rotate", "log", "--key", "2.key", "--new-key", "3.key", "--by", "a_1"];
  const { code, stdout } = await writ(home, args);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `The log is signed with ${vkey(3)} from now on; destroy \`2.key\` once nothing uses it\n`,
  });
  await append(3, 600, 900);
});

describe("a log whose key was replaced", () => {
  it("is verified by whoever trusts its first key, its last one, or one between them", async () => {
    for (const number of [1, 2, 3]) expect(await codesOf(LOG, trustIn(vkey(number))), String(number)).toEqual([]);
    const { signedBy, summary } = await verifyEvidence(nodeCrypto, folderFiles(LOG), trustIn(vkey(1)));
    expect(signedBy.length).toBe(1);
    expect(Object.fromEntries(summary.kinds)).toEqual({ decision: 900, "key-rotated": 2 });
  });

  it("is not verified by whoever trusts none of them", async () => {
    const stranger = createKeyFile(join(mkdtempSync(join(tmpdir(), "writ-rotation-")), "k"), ORIGIN);
    expect(await codesOf(LOG, trustIn(stranger.vkey))).toEqual(["signature-missing"]);
  });

  it("cannot be followed over a handover that was changed or left out", async () => {
    for (const name of readdirSync(join(LOG, "handovers"))) {
      const [changed, gone] = [copyOf(LOG), copyOf(LOG)];
      const bytes = readFileSync(join(changed, "handovers", name));
      writeFileSync(join(changed, "handovers", name), bytes.fill(bytes[200] === 0x41 ? 0x42 : 0x41, 200, 201));
      rmSync(join(gone, "handovers", name));
      expect(await codesOf(changed, trustIn(vkey(1))), name).toContain("signature-missing");
      expect(await codesOf(gone, trustIn(vkey(1))), name).toContain("signature-missing");
    }
  });

  it("cannot be taken over by a handover that its key has not signed", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "writ-rotation-"));
    const thief = createKeyFile(join(elsewhere, "thief.key"), ORIGIN);
    const folder = join(elsewhere, "log");
    await rotateKey(folder, { retired: { ...thief, vkey: vkey(1) }, current: thief, by: "a_1" });
    expect(await codesOf(folder, trustIn(vkey(1)))).toEqual(["handover-wrong", "signature-missing"]);
  });

  it("does not count what the retired key signs alone afterwards", async () => {
    const copy = copyOf(LOG);
    const signers = [openKeyFile(keyFile(1))] as const;
    await expect(openFolderLog({ folder: copy, signers })).rejects.toMatchObject({ code: "log-foreign" });
    rmSync(join(copy, "checkpoint"));
    const log = await openFolderLog({ folder: copy, signers });
    await log.close();
    expect(await codesOf(copy, trustIn(vkey(1)))).toEqual(["key-expired"]);
  });

  it("is handed over in packs that prove the handovers too", async () => {
    const files = folderFiles(LOG);
    const checkpoint = await newestCheckpoint(files);
    if (checkpoint === null) throw new Error("no checkpoint");
    const verifier = join(home, "verify.mjs");
    writeFileSync(verifier, "");
    const out = join(home, "pack");
    const part = { checkpoint, from: 880, to: 890, since: await handoverSizes(files), receipts: true };
    const extras = { verifier, policy: readFileSync(join(LOG, "policy")) };
    await writePack(files, part, { signer: openKeyFile(keyFile(3)), out, extras });
    for (const number of [1, 3]) expect(await codesOf(out, trustIn(vkey(number))), String(number)).toEqual([]);
  });

  it("is not passed to a key of another name, or to the same", async () => {
    createKeyFile(join(home, "other.key"), "example.com/other");
    const args = ["evidence", "rotate", "log", "--key", "3.key", "--by", "a_1", "--new-key"];
    expect((await writ(home, [...args, "other.key"])).stderr).toContain("The keys have different names");
    expect((await writ(home, [...args, "3.key"])).stderr).toContain("The two keys are the same");
  });
});
