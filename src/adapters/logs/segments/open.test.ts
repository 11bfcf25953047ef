import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { decodeBundle, parseCheckpoint, type Appended, type EvidenceLog } from "#core/evidence";
import { keepsTheContractOfLogs } from "../../../core/evidence/testing/log-contract.ts";
import { LOG } from "../../../core/evidence/testing/pack.ts";
import { testSigner } from "../../../core/evidence/testing/signers.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { faultyDisk, type Fault, type Step } from "../testing/faulty-disk.ts";
import { openFolderLog } from "./open.ts";

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "writ-log-"));
}

/** A log that publishes only when it is told to. */
function open(folder: string, faultAt?: (step: Step) => Fault): Promise<EvidenceLog> {
  const disk = faultAt === undefined ? nodeDisk : faultyDisk(nodeDisk, faultAt);
  return openFolderLog({ folder, signers: [LOG], publishAfterMs: 3_600_000, disk });
}

/** Appends one after the other, each in a group of its own. */
async function appendAll(log: EvidenceLog, texts: readonly string[]): Promise<readonly Appended["kind"][]> {
  const kinds: Appended["kind"][] = [];
  for (const text of texts) kinds.push((await log.append(Buffer.from(text))).kind);
  return kinds;
}

/** What a log that is opened again holds, in order. */
async function contentOf(folder: string): Promise<readonly string[]> {
  const log = await open(folder);
  try {
    const texts: string[] = [];
    for (let index = 0; index * 256 < log.size(); index++) {
      const width = Math.min(256, log.size() - index * 256);
      const name = `tile/entries/${String(index).padStart(3, "0")}${width === 256 ? "" : `.p/${width}`}`;
      const entries = decodeBundle((await log.read(name)) ?? Buffer.alloc(0)) ?? [];
      texts.push(...entries.map((entry) => Buffer.from(entry).toString()));
    }
    return texts;
  } finally {
    await log.close();
  }
}

async function refusal(run: () => Promise<unknown>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof UnavailableError) return error.code;
    throw error;
  }
}

function lastSegment(folder: string): string {
  const name = readdirSync(join(folder, "segments"))
    .filter((one) => one.endsWith(".segment"))
    .toSorted()
    .at(-1);
  return join(folder, "segments", name ?? "");
}

/** The bytes of a segment up to its last record; behind them is room, which is zeros. */
function written(path: string): Buffer {
  const bytes = readFileSync(path);
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}

/** Leaves a log as a killed process would: nothing is closed but the lock, which the operating system gives back. */
async function abandoned(texts: readonly string[]): Promise<string> {
  const folder = newFolder();
  const log = await open(folder);
  await appendAll(log, texts);
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  await log.close();
  return copy;
}

const TEXTS = ["one", "two", "three", "four", "five"];

describe("a log in a folder", () => {
  keepsTheContractOfLogs(() => open(newFolder()));

  it("goes on where it was closed, under any number of openings", async () => {
    const folder = newFolder();
    const all: string[] = [];
    for (let round = 0; round < 5; round++) {
      const log = await open(folder);
      const texts = Array.from({ length: 150 }, (_, at) => `${round}-${at}`);
      await Promise.all(texts.map((text) => log.append(Buffer.from(text))));
      all.push(...texts);
      await log.close();
    }
    expect(await contentOf(folder)).toEqual(all);
    expect(readdirSync(join(folder, "segments")).length).toBe(1);
    expect(readdirSync(join(folder, "tile/entries"))).toEqual(["000", "001", "002.p"]);
  });

  it("belongs to one process at a time, and to one origin", async () => {
    const folder = newFolder();
    const log = await open(folder);
    expect(await refusal(() => open(folder))).toBe("log-locked");
    await appendAll(log, ["one"]);
    await log.close();
    const other = testSigner("example.com/other", 4);
    expect(await refusal(() => openFolderLog({ folder, signers: [other] }))).toBe("log-foreign");
    expect(await contentOf(folder)).toEqual(["one"]);
  });

  it("signs with the old key and the new one while a key is replaced", async () => {
    const log = await openFolderLog({ folder: newFolder(), signers: [LOG, testSigner(LOG.name, 2)] });
    const checkpoint = parseCheckpoint(Buffer.from(await log.publish()));
    expect(checkpoint?.note.signatures.length).toBe(2);
    await log.close();
  });
});

describe("a log after its process was killed", () => {
  it("has what was acknowledged, although nothing of it was published", async () => {
    expect(await contentOf(await abandoned(TEXTS))).toEqual(TEXTS);
  });

  it("leaves out a write that was cut off at any byte, and nothing before it", async () => {
    const folder = await abandoned(TEXTS);
    const path = lastSegment(folder);
    const bytes = written(path);
    const last = bytes.lastIndexOf("WritGrp1");
    const kept = join(newFolder(), "kept");
    copyFileSync(path, kept);
    for (let length = last; length < bytes.length; length++) {
      rmSync(join(folder, "checkpoint"), { force: true });
      copyFileSync(kept, path);
      truncateSync(path, length);
      expect(await contentOf(folder), `cut at ${length}`).toEqual(TEXTS.slice(0, -1));
    }
  });

  it("leaves out a last write of which only some blocks arrived", async () => {
    const folder = await abandoned(TEXTS);
    const path = lastSegment(folder);
    const bytes = written(path);
    writeFileSync(path, bytes.fill(0, bytes.lastIndexOf("WritGrp1") + 8, bytes.length - 2));
    expect(await contentOf(folder)).toEqual(TEXTS.slice(0, -1));
  });

  it("goes on behind a write that was cut off, and again after that", async () => {
    const folder = await abandoned(TEXTS);
    const path = lastSegment(folder);
    truncateSync(path, written(path).length - 1);
    const log = await open(folder);
    expect(await appendAll(log, ["six"])).toEqual(["appended"]);
    await log.close();
    expect(await contentOf(folder)).toEqual([...TEXTS.slice(0, -1), "six"]);
  });

  it("is not opened when anything before the end was changed", async () => {
    const folder = await abandoned(TEXTS);
    const path = lastSegment(folder);
    const bytes = written(path);
    const last = bytes.lastIndexOf("WritGrp1");
    for (let at = 0; at < last; at += 5) {
      writeFileSync(path, Buffer.from(bytes).fill((bytes[at] ?? 0) ^ 1, at, at + 1));
      expect(await refusal(() => contentOf(folder)), `byte ${at}`).toBe("log-damaged");
    }
  });

  it("is not opened when records that a checkpoint covers are gone, or are others", async () => {
    const [folder, other] = [newFolder(), newFolder()];
    for (const [one, texts] of [
      [folder, TEXTS],
      [other, ["1", "2", "3", "4", "5"]],
    ] as const) {
      const log = await open(one);
      await appendAll(log, texts);
      await log.close();
    }
    copyFileSync(join(other, "checkpoint"), join(folder, "checkpoint"));
    expect(await refusal(() => contentOf(folder))).toBe("log-damaged");
    rmSync(lastSegment(other));
    expect(await refusal(() => contentOf(other))).toBe("log-damaged");
    writeFileSync(join(other, "checkpoint"), "nonsense");
    expect(await refusal(() => contentOf(other))).toBe("log-damaged");
  });
});

describe("a log whose disk fails", () => {
  const steps: readonly [string, (step: Step) => boolean][] = [
    ["a write", (step) => step.startsWith("write")],
    ["a sync", (step) => step.startsWith("sync ")],
    ["the beginning of a segment", (step) => step.startsWith("replace") && step.includes("segments")],
    ["the opening of a segment", (step) => step.startsWith("open")],
    ["the closing of a segment", (step) => step.startsWith("close")],
  ];
  const faults: readonly Fault[] = ["fails", "fails-but-happens"];

  it.each(steps.flatMap(([name, isStep]) => faults.map((fault) => ({ name, isStep, fault }))))(
    "acknowledges nothing that is not durable, and goes on when it works again: $name $fault",
    async ({ isStep, fault }) => {
      const folder = newFolder();
      let broken = false;
      const log = await open(folder, (step) => (broken && isStep(step) ? fault : "none"));
      await appendAll(log, ["before"]);
      broken = true;
      const during = await appendAll(log, ["lost", "lost too"]);
      broken = false;
      await new Promise((resolve) => setImmediate(resolve));
      const after = await appendAll(log, ["after", "after that"]);
      expect(after).toEqual(["appended", "appended"]);
      const taken = ["lost", "lost too"].filter((_, at) => during[at] === "appended");
      const copy = newFolder();
      cpSync(folder, copy, { recursive: true });
      await log.close();
      const expected = ["before", ...taken, "after", "after that"];
      expect(await contentOf(copy)).toEqual(expected);
      expect(await contentOf(folder)).toEqual(expected);
    },
  );

  it("says why nothing is taken, and takes nothing of a group that failed", async () => {
    const log = await open(newFolder(), (step) => (step.startsWith("write") ? "fails" : "none"));
    const answers = await Promise.all(TEXTS.map((text) => log.append(Buffer.from(text))));
    expect(answers).toEqual(TEXTS.map(() => ({ kind: "unavailable", reason: "no space is left on the disk" })));
    expect(log.size()).toBe(0);
    await log.close();
  });

  it.each(["replace", "syncPath", "remove", "list"])("publishes later what it cannot publish now: %s", async (step) => {
    const folder = newFolder();
    const setup = await open(folder);
    await appendAll(setup, TEXTS);
    await setup.close();
    let broken = false;
    const log = await open(folder, (one) =>
      broken && one.startsWith(`${step} `) && !one.includes(".segment") ? "fails" : "none",
    );
    const texts = Array.from({ length: 600 }, (_, at) => `text ${at}`);
    await Promise.all(texts.map((text) => log.append(Buffer.from(text))));
    broken = true;
    const first = await refusal(() => log.publish());
    if (step !== "remove") expect(first).toBe("log-unpublished");
    broken = false;
    await log.publish();
    await log.close();
    expect(await contentOf(folder)).toEqual([...TEXTS, ...texts]);
  });

  it.skipIf(process.getuid?.() === 0)(
    "is not opened in a folder that may not be written (skipped for root, who may)",
    async () => {
      const folder = newFolder();
      chmodSync(folder, 0o500);
      expect(await refusal(() => open(folder))).toBe("log-unreadable");
    },
  );
});
