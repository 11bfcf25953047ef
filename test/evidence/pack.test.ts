import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openFolderLog } from "#adapters/logs";
import { createKeyFile, openKeyFile } from "#adapters/signers";
import { folderFiles, verifyFolder } from "#apps/verifier";
import { newestCheckpoint, type EmitterKey } from "#core/evidence";
import { bundleVerifier } from "../../scripts/bundle-verifier.ts";
import { writePack } from "../../src/apps/cli/evidence/write-pack.ts";
import { Scribe } from "../../src/apps/server/evidence/scribe.ts";
import { DECISION, decisions, entriesOf, stampAt } from "../../src/core/evidence/testing/records.ts";
import { run, writ, type Run } from "../cli/writ.ts";

const ORIGIN = "example.com/log";
const home = mkdtempSync(join(tmpdir(), "writ-pack-"));
const LOG = join(home, "log");
const KEY = join(home, "log.key");
const PACK = join(home, "pack");
const VERIFIER = join(home, "verify.mjs");
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

async function pack(out: string, from: number, to: number, receipts = false): Promise<void> {
  const log = folderFiles(LOG);
  const checkpoint = await newestCheckpoint(log);
  if (checkpoint === null) throw new Error("no checkpoint");
  const part = { checkpoint, from, to, since: [], receipts };
  const extras = { verifier: VERIFIER, policy: readFileSync(join(LOG, "policy")) };
  await writePack(log, part, { signer: openKeyFile(KEY), out, extras });
}

/** A copy of the pack, to be spoilt. */
function copyOfPack(): string {
  const copy = join(mkdtempSync(join(tmpdir(), "writ-pack-")), "pack");
  cpSync(PACK, copy, { recursive: true });
  return copy;
}

/** What the single file says of a pack, with no other file than those of the pack and a policy. */
function verifyAlone(folder: string, ...args: readonly string[]): Promise<Run> {
  return run(folder, [process.execPath, "verify.mjs", ...args], {});
}

beforeAll(async () => {
  createKeyFile(KEY, ORIGIN);
  await bundleVerifier(VERIFIER);
  const log = await openFolderLog({ folder: LOG, signers: [openKeyFile(KEY)] });
  await Promise.all(entriesOf(ORIGIN, decisions(700)).map((entry) => log.append(entry)));
  await log.close();
  writeFileSync(join(home, "policy"), readFileSync(join(LOG, "policy")));
  await pack(PACK, 300, 320, true);
});

/** The folder of a log with 300 records of an emitter, which signs them with a key. */
async function signedLog(key: EmitterKey): Promise<string> {
  const folder = mkdtempSync(join(home, "signed-"));
  const log = await openFolderLog({ folder, signers: [openKeyFile(KEY)] });
  const scribe = new Scribe("api", ORIGIN, key);
  for (let at = 0; at < 300; at++) {
    const written = scribe.write(DECISION, stampAt(2 * at), () => stampAt(2 * at + 1));
    if (written.kind === "malformed") throw new Error(written.reason);
    for (const entry of written.entries) void log.append(entry);
  }
  await log.close();
  return folder;
}

/** What the single file says of a log to somebody who trusts a key of emitters. */
function verifySigned(log: string, emitter: string): Promise<Run> {
  const trust = join(home, "trust.json");
  writeFileSync(
    trust,
    JSON.stringify({ v: 1, policy: readFileSync(join(home, "policy"), "utf8"), emitters: [emitter] }),
  );
  return verifyAlone(PACK, log, "--trust", trust);
}

describe("a pack", () => {
  it("is verified by the file that lies in it, which imports nothing but modules of Node", async () => {
    const imports = readFileSync(join(PACK, "verify.mjs"), "utf8").match(/^import .*$/gm) ?? [];
    expect(imports.length).toBeGreaterThan(2);
    expect(imports.filter((one) => !/ from "node:[a-z_]+";$/.test(one))).toEqual([]);
    const { code, stdout, stderr } = await verifyAlone(PACK, "--trust", join(home, "policy"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Log         example.com/log, 700 records");
    expect(stdout).toContain("Verified    20 records from 300 on");
    expect(stdout).toContain("Receipts    20");
    expect(stdout).toMatch(/\nVALID\n$/);
  });

  it("is verified the same by the command, as text and as JSON", async () => {
    const own = await writ(home, ["evidence", "verify", PACK, "--trust", "policy"]);
    const alone = await verifyAlone(PACK, "--trust", join(home, "policy"));
    expect(own).toEqual(alone);
    const json = await writ(home, ["evidence", "verify", PACK, "--trust", "policy", "--format", "json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      answer: "valid",
      records: 20,
      range: { from: 300, to: 320 },
      receipts: 20,
    });
  });

  it("has a verifier that tells what emitters have signed, whose signature is not trusted, and who has signed nothing", async () => {
    const [own, other] = ["own", "other"].map((name) =>
      createKeyFile(join(home, `${name}.key`), "example.com/emitter"),
    );
    if (own === undefined || other === undefined) throw new Error("no keys");
    const log = await signedLog(own);
    const signed = await verifySigned(log, own.vkey);
    expect(signed.stdout).toContain(`259 of 302 records are signed by their emitters, by ${own.vkey}\n`);
    expect(signed.stdout).toMatch(
      /emitter-tail-unsigned: `api\/[0-9a-f]{16}` has not signed the last 43 of its records here/,
    );
    expect(signed.code).toBe(0);
    const foreign = await verifySigned(log, other.vkey);
    expect(foreign.stdout).toContain(`in record 1 is by \`${own.vkey}\`, which is none of the trusted keys`);
    expect([foreign.code, foreign.stdout.includes("emitter-unsigned: ")]).toEqual([1, true]);
    const anybody = await verifyAlone(PACK, log, "--trust", join(home, "policy"));
    expect(anybody.stdout).toContain(`${own.vkey}; which keys of emitters are trusted was not said`);
    const older = await verifyAlone(PACK, LOG, "--trust", join(home, "policy"));
    expect([older.code, older.stdout.includes("no record is signed by its emitter")]).toEqual([0, true]);
    const silent = await verifySigned(LOG, own.vkey);
    expect([silent.code, silent.stdout.includes("has signed none of its records")]).toEqual([1, true]);
  });

  it("is not believed on its own word", async () => {
    const { code, stdout } = await verifyAlone(PACK);
    expect(code).toBe(4);
    expect(stdout).toContain("UNDECIDED: nothing is wrong, but the key came with the evidence");
  });

  it("holds only the bundles of its records", () => {
    expect(readdirSync(join(PACK, "log/tile/entries"))).toEqual(["001"]);
    expect(readdirSync(PACK).toSorted()).toEqual([
      "README.txt",
      "log",
      "manifest.dsse.json",
      "policy",
      "receipts",
      "verify.mjs",
    ]);
  });

  it("is refused when any of its files was changed or taken away", async () => {
    const paths = folderFiles(PACK).paths();
    for (const path of [...paths.filter((one) => !one.startsWith("receipts/")), "receipts/300.tlog-proof"]) {
      const copy = copyOfPack();
      const request = { folder: copy, trust: join(home, "policy"), known: [], format: "text", openssl: false } as const;
      const bytes = readFileSync(join(copy, path));
      writeFileSync(join(copy, path), bytes.fill((bytes.at(-9) ?? 0) ^ 1, bytes.length - 9, bytes.length - 8));
      expect((await verifyFolder(request)).exitCode, path).toBe(1);
      rmSync(join(copy, path));
      expect((await verifyFolder(request)).text, path).toContain("NOT VALID");
    }
  });

  it("is refused when it is signed with another key, and says that no trusted key has signed it", async () => {
    const other = createKeyFile(join(mkdtempSync(join(tmpdir(), "writ-pack-")), "k"), ORIGIN);
    const { code, stdout } = await writ(home, ["evidence", "verify", PACK, "--key", other.vkey]);
    expect(code).toBe(1);
    expect(stdout).toContain("signature-missing: No trusted key of the log has signed the checkpoint");
  });

  it("does not lead the verifier out of its folder", async () => {
    const copy = copyOfPack();
    const secret = join(home, "secret");
    mkdirSync(secret, { recursive: true });
    rmSync(join(copy, "log/checkpoint"));
    symlinkSync(join(LOG, "checkpoint"), join(copy, "log/checkpoint"));
    const { code, stdout } = await verifyAlone(copy, "--trust", join(home, "policy"));
    expect(code).toBe(1);
    expect(stdout).toContain("checkpoint-missing");
  });

  it("names the reason when it cannot begin", async () => {
    const nothing = await writ(home, ["evidence", "verify", "nowhere", "--trust", "policy"]);
    expect(nothing).toMatchObject({ code: 2, stdout: "" });
    expect(nothing.stderr).toContain("Cannot read `nowhere`");
    const noTrust = await writ(home, ["evidence", "verify", PACK, "--trust", "nowhere"]);
    expect(noTrust.code).toBe(2);
    const badTrust = await verifyAlone(PACK, "--key", "nonsense");
    expect(badTrust.code).toBe(2);
    expect(badTrust.stderr).toBe(
      "verify: Cannot use `nonsense` as trust: line 1 of its policy: `nonsense` is no verifier key of a log\n",
    );
    expect((await verifyAlone(PACK, "--nonsense")).code).toBe(2);
    expect((await verifyAlone(PACK, "--format", "xml")).code).toBe(2);
    expect((await verifyAlone(PACK, "--key", "\u001b[2J")).stderr).toContain("`\\u{1b}[2J`");
  });

  it.skipIf(!hasOpenssl)(
    "has a signature that OpenSSL verifies by the commands it prints (skipped without openssl)",
    async () => {
      const { stdout } = await writ(home, ["evidence", "verify", PACK, "--trust", "policy", "--openssl"]);
      const printed = stdout.slice(stdout.indexOf("d=$("));
      const fromReadme = (
        readFileSync(join(PACK, "README.txt"), "utf8").match(/^ {4}(?:d=|printf|sed|grep|openssl).*$/gm) ?? []
      ).join("\n");
      const there = mkdtempSync(join(tmpdir(), "writ-openssl-"));
      expect(await run(there, ["sh", "-ec", printed], {})).toMatchObject({
        code: 0,
        stdout: "Signature Verified Successfully\n",
      });
      const copy = copyOfPack();
      expect(await run(copy, ["sh", "-ec", fromReadme], {})).toMatchObject({ code: 0 });
      expect(await verifyAlone(copy, "--trust", join(home, "policy"))).toMatchObject({ code: 0 });
      writeFileSync(
        join(copy, "log/checkpoint"),
        readFileSync(join(copy, "log/checkpoint"), "utf8").replace("\n700\n", "\n701\n"),
      );
      expect((await run(copy, ["sh", "-ec", fromReadme], {})).code).not.toBe(0);
    },
  );
});

describe("the folder of a log", () => {
  it("is verified as it lies there", async () => {
    const { code, stdout } = await writ(home, ["evidence", "verify", LOG, "--trust", "policy"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Verified    700 records from 0 on");
  });

  it("is refused with the very record that was edited", async () => {
    const copy = join(mkdtempSync(join(tmpdir(), "writ-log-")), "log");
    cpSync(LOG, copy, { recursive: true });
    const bundle = join(copy, "tile/entries/001");
    writeFileSync(bundle, readFileSync(bundle, "latin1").replace('"effect":"deny"', '"effect":"hold"'), "latin1");
    const { code, stdout } = await writ(home, ["evidence", "verify", copy, "--trust", "policy"]);
    expect(code).toBe(1);
    expect(stdout).toContain("entry-changed: Record 256 is not the one that was logged");
  });

  it("is refused when a checkpoint is known that covers more", async () => {
    const copy = join(mkdtempSync(join(tmpdir(), "writ-log-")), "log");
    cpSync(LOG, copy, { recursive: true });
    const log = await openFolderLog({ folder: copy, signers: [openKeyFile(KEY)] });
    await log.append(entriesOf(ORIGIN, decisions(1))[0] ?? new Uint8Array(0));
    await log.close();
    const { code, stdout } = await writ(home, [
      "evidence",
      "verify",
      LOG,
      "--trust",
      "policy",
      "--known",
      join(copy, "checkpoint"),
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain("truncated: The checkpoint covers 700 records, but one over 701 is known");
  });
});

describe("writ evidence key", () => {
  it("makes a key that only its owner may read, and does not replace one", async () => {
    const { code, stdout } = await writ(home, ["evidence", "key", "new.key", "--name", ORIGIN]);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(home, "new.key.vkey"), "utf8"));
    expect(statSync(join(home, "new.key")).mode & 0o777).toBe(0o600);
    const again = await writ(home, ["evidence", "key", "new.key", "--name", ORIGIN]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("Cannot keep a key in `new.key`");
  });
});

describe("writ evidence pack", () => {
  it("says what is missing, and writes into no folder that holds something", async () => {
    const args = ["evidence", "pack", LOG, "--key", KEY, "--out"];
    const taken = await writ(home, [...args, PACK]);
    expect(taken.code).toBe(2);
    if (existsSync(join(import.meta.dirname, "../../dist/apps/verifier/verify.mjs"))) {
      expect(taken.stderr).toContain("it is not empty");
      expect((await writ(home, [...args, "part", "--from", "5", "--to", "9"])).stdout).toBe(
        "4 records in 9 files: part\n",
      );
      expect((await writ(home, [...args, "other", "--from", "9", "--to", "5"])).stderr).toContain(
        "There are no records 9 to 4",
      );
    } else expect(taken.stderr).toContain("run `npm run build` first");
  });
});
