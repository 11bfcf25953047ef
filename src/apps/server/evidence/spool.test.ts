import { appendFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { decodeRecord, watchEmitters, type Appended, type EvidenceLog, type EvidenceRecord } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { DECISION, stampAt } from "../../../core/evidence/testing/records.ts";
import { testSigner, vkeyOf } from "../../../core/evidence/testing/signers.ts";
import { createLog } from "../telemetry/log.ts";
import { SpoolFile } from "./spool-file.ts";
import { Spool, type Spooled } from "./spool.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-spool-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  return () => vi.useRealTimers();
});

type Fault = "failed" | "failed but happened" | null;

/** A log that keeps entries where a test finds them, and fails as it is told. */
function testLog(): EvidenceLog & { readonly entries: Uint8Array[]; fault: Fault } {
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

const SIGNER = testSigner("writ.emitter/test", 5);
const KEY = { vkey: vkeyOf(SIGNER), sign: SIGNER.sign };

function newPath(): string {
  return join(mkdtempSync(join(FOLDER, "file-")), "evidence.spool");
}

function spoolOver(log: EvidenceLog, path: string = newPath()): Spool {
  const file = new SpoolFile(
    path,
    createLog("error", () => {}),
  );
  return new Spool({ log, key: KEY, file, stamp: () => stampAt(5500) });
}

function decision(number: number): Spooled {
  return { draft: DECISION, stamp: stampAt(number) };
}

function recordsIn({ entries }: { readonly entries: readonly Uint8Array[] }): readonly EvidenceRecord[] {
  return entries.map((bytes) => {
    const result = decodeRecord(bytes);
    if (result.kind === "malformed") throw new Error(result.reason);
    return result.record;
  });
}

/** What a verifier finds about the emitters. */
function findingsIn({ entries }: { readonly entries: readonly Uint8Array[] }): readonly string[] {
  const watch = watchEmitters(nodeCrypto.sha256, true);
  const records = recordsIn({ entries });
  return records.flatMap((record, at) => watch.see(record, entries[at] ?? Buffer.alloc(0))).map(({ code }) => code);
}

const numbers = (records: readonly EvidenceRecord[]): readonly number[] =>
  records.filter(({ kind }) => kind === "decision").map(({ id }) => Number.parseInt(id.slice(-12), 16));

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe("Spool", () => {
  it("hands in what comes, in order", async () => {
    const log = testLog();
    const spool = spoolOver(log);
    await Promise.all([1, 2, 3].map((number) => spool.offer(decision(number))));
    expect(numbers(recordsIn(log))).toEqual([1, 2, 3]);
    expect([findingsIn(log), spool.waiting, spool.dropped]).toEqual([[], 0, 0]);
  });

  it.each(["failed", "failed but happened"] as const)(
    "keeps what waits while an entry %s, and loses nothing",
    async (fault) => {
      const log = testLog();
      const path = newPath();
      const spool = spoolOver(log, path);
      await spool.offer(decision(1));
      log.fault = fault;
      const offered = [2, 3].map((number) => spool.offer(decision(number)));
      await settled();
      offered.push(spool.offer(decision(4)));
      expect([spool.waiting, existsSync(path)]).toEqual([3, true]);
      log.fault = null;
      await vi.advanceTimersByTimeAsync(1000);
      await Promise.all(offered);
      const all = numbers(recordsIn(log));
      expect([...new Set(all)]).toEqual([1, 2, 3, 4]);
      expect(all.slice(-3)).toEqual([2, 3, 4]);
      expect([findingsIn(log), spool.waiting, spool.dropped, existsSync(path)]).toEqual([[], 0, 0, false]);
    },
  );

  it("loses what is too much, and says in its place how many and why", async () => {
    const log = testLog();
    const spool = spoolOver(log);
    log.fault = "failed";
    for (let number = 0; number < 5003; number++) void spool.offer(decision(number));
    await settled();
    expect([spool.dropped, spool.waiting]).toEqual([3, 5001]);
    log.fault = null;
    await vi.advanceTimersByTimeAsync(1000);
    await spool.offer(decision(6000));
    const records = recordsIn(log);
    const at = records.findIndex(({ kind }) => kind === "gap");
    expect(records[at]?.body).toMatchObject({ count: 3, reason: "spool-full" });
    expect(numbers(records.slice(at - 1))).toEqual([4999, 6000]);
    expect(findingsIn(log)).toEqual(["gap-declared"]);
  });

  it("goes on from what the process before has left, and counts what of it cannot be read", async () => {
    const [log, path] = [testLog(), newPath()];
    log.fault = "failed";
    const first = spoolOver(log, path);
    for (const number of [1, 2, 3]) void first.offer(decision(number));
    await settled();
    appendFileSync(path, '{"draft":{"kind":');
    log.fault = null;
    const second = spoolOver(log, path);
    await second.offer(decision(6000));
    const records = recordsIn(log);
    expect(numbers(records)).toEqual([1, 2, 3, 6000]);
    expect(records.find(({ kind }) => kind === "gap")?.body).toMatchObject({ count: 1, reason: "spool-lost" });
    expect([findingsIn(log), existsSync(path)]).toEqual([["gap-declared"], false]);
  });

  it("tries a last time when it is closed, and tells what still waits", async () => {
    const [log, path] = [testLog(), newPath()];
    const spool = spoolOver(log, path);
    log.fault = "failed";
    void spool.offer(decision(1));
    await settled();
    expect(await spool.close()).toBe(1);
    expect([existsSync(path), log.entries.length]).toEqual([true, 0]);
  });

  it("says of what makes no record that it was lost", async () => {
    const log = testLog();
    const spool = spoolOver(log);
    await spool.offer({ draft: { kind: "decision", body: {} }, stamp: stampAt(1) });
    expect(recordsIn(log).map(({ kind, body }) => [kind, body["reason"]])).toEqual([
      ["gap", "unknown"],
      ["signature", undefined],
    ]);
    expect(spool.dropped).toBe(1);
  });
});
