import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { decodeRecord } from "../record/index.ts";
import { DECISION, decisions, entriesOf, HEARTBEAT, stampAt } from "../testing/records.ts";
import { emit, emitGap, emitterAfter, newEmitter } from "./emitter.ts";
import { watchEmitters } from "./watch.ts";

const { sha256 } = nodeCrypto;
const LOG = "example.com/log";

function findings(entries: readonly Uint8Array[], fromStart = true): readonly string[] {
  const watch = watchEmitters(sha256, fromStart);
  const found = entries.flatMap((bytes) => {
    const result = decodeRecord(bytes);
    if (result.kind === "malformed") throw new Error(result.reason);
    return watch.see(result.record, bytes);
  });
  return [...found, ...watch.finish()].map(({ code, message }) => `${code}: ${message}`);
}

describe("watchEmitters()", () => {
  const entries = entriesOf(LOG, decisions(6));

  it("finds nothing in what emitters wrote, however they mix", () => {
    const others = entriesOf(LOG, decisions(2), newEmitter("ci-2", LOG));
    expect(findings([...entries.slice(0, 3), ...others, ...entries.slice(3)])).toEqual([]);
  });

  it("names the records that are missing", () => {
    expect(findings([...entries.slice(0, 1), ...entries.slice(3)])).toEqual([
      "emitter-gap: The log lacks records 1 to 2 of `ci-1`",
    ]);
    expect(findings(entries.slice(1))).toEqual(["emitter-gap: The log lacks record 0 of `ci-1`"]);
    expect(findings(entries.slice(1), false)).toEqual([]);
  });

  it("notices records out of order, and twice", () => {
    const [a, b, c] = entries;
    if (a === undefined || b === undefined || c === undefined) throw new Error("no entries");
    expect(findings([a, c, b]).map((one) => one.split(":")[0])).toEqual([
      "emitter-gap",
      "emitter-order",
      "clock-backwards",
    ]);
    expect(findings([a, a])).toEqual(["emitter-order: Record 0 of `ci-1` stands behind its record 0"]);
  });

  it("notices that an emitter told two stories", () => {
    const other = entriesOf(LOG, [HEARTBEAT, DECISION]);
    expect(findings([...entries.slice(0, 1), ...other.slice(1)])).toEqual([
      "emitter-fork: Record 1 of `ci-1` does not name the record before it",
    ]);
  });

  it("takes a gap that the emitter itself declares as a note", () => {
    const [first = new Uint8Array(0)] = entries;
    const decoded = decodeRecord(first);
    if (decoded.kind === "malformed") throw new Error(decoded.reason);
    const emitter = emitterAfter(sha256, decoded.record, first);
    const gap = emitGap(sha256, emitter, { count: 3, reason: "spool-lost" }, stampAt(4));
    if (gap.kind === "malformed") throw new Error(gap.reason);
    const next = emit(sha256, gap.after, DECISION, stampAt(5));
    if (next.kind === "malformed") throw new Error(next.reason);
    expect(findings([first, gap.bytes, next.bytes])).toEqual([
      "gap-declared: `ci-1` itself says that its records 1 to 3 were lost",
    ]);
  });

  it("tells when an emitter that sends heartbeats fell silent, with the times", () => {
    const [beat = new Uint8Array(0)] = entriesOf(LOG, [HEARTBEAT]);
    const late = entriesOf(LOG, decisions(1), { ...newEmitter("ci-2", LOG), next: 400 });
    expect(findings([beat, ...late], false)).toEqual([
      "emitter-silent: Nothing was heard of `ci-1` from 2026-01-01T00:00:00.000Z to 2026-01-01T00:06:40.000Z",
    ]);
  });

  it("tells what an emitter says that it has dropped", () => {
    const dropping = { ...HEARTBEAT, body: { ...HEARTBEAT.body, dropped: 4 } };
    expect(findings(entriesOf(LOG, [dropping]))).toEqual([
      "emitter-dropped: `ci-1` says in its record 0 that it has dropped 4 records",
    ]);
  });
});
