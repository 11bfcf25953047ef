import type { Sha256 } from "../ports.ts";
import type { EvidenceRecord } from "../record/index.ts";
import { digestOf } from "./emitter.ts";

/** What is not as it must be with the records of an emitter, or what an auditor should know of them. */
export interface EmitterFinding {
  readonly code:
    | "emitter-gap"
    | "emitter-order"
    | "emitter-fork"
    | "gap-declared"
    | "emitter-dropped"
    | "emitter-silent"
    | "clock-backwards"
    | "too-many-emitters";
  readonly message: string;
}

/** What was seen of one emitter. */
export interface EmitterSummary {
  readonly emitter: string;
  readonly records: number;
  readonly first: number;
  readonly last: number;
  readonly lastTime: string;
  readonly beats: boolean;
}

interface Seen extends EmitterSummary {
  readonly digest: string;
}

/** How often a living emitter says so, in seconds, and how long it may say nothing before that is told. */
export const HEARTBEAT_SECONDS = 60;
const SILENT_SECONDS = 150;

/** A hostile log could name a new emitter in each record. */
const MOST_EMITTERS = 100_000;

/** Looks at the records of a log in their order, and keeps what each emitter must say next. */
export interface EmitterWatch {
  see(record: EvidenceRecord, bytes: Uint8Array): readonly EmitterFinding[];
  /** What is told at the end: emitters that fell silent before the last record. */
  finish(): readonly EmitterFinding[];
  summaries(): readonly EmitterSummary[];
}

/** A watch that begins with the first record of a log, or in the middle of it, where the first number seen of an emitter may be any. */
export function watchEmitters(sha256: Sha256, fromStart: boolean): EmitterWatch {
  const seen = new Map<string, Seen>();
  let latest = "";
  return {
    see(record, bytes) {
      const before = seen.get(record.emitter);
      if (before === undefined && seen.size >= MOST_EMITTERS)
        return [{ code: "too-many-emitters", message: `The log names more than ${MOST_EMITTERS} emitters` }];
      if (record.time > latest) latest = record.time;
      seen.set(record.emitter, summaryAfter(before, record, digestOf(sha256, bytes)));
      return before === undefined ? firstFindings(record, fromStart) : findingsAfter(before, record);
    },
    finish: () => [...seen.values()].flatMap((one) => (one.beats ? silenceBetween(one, latest) : [])),
    summaries: () => [...seen.values()],
  };
}

function summaryAfter(before: Seen | undefined, record: EvidenceRecord, digest: string): Seen {
  return {
    emitter: record.emitter,
    records: (before?.records ?? 0) + 1,
    first: before?.first ?? record.sequence,
    last: Math.max(before?.last ?? 0, record.sequence),
    lastTime: record.time,
    beats: before?.beats === true || record.kind === "heartbeat",
    digest,
  };
}

function firstFindings(record: EvidenceRecord, fromStart: boolean): readonly EmitterFinding[] {
  if (!fromStart || record.sequence === 0) return contentFindings(record);
  return [...gapFindings(record, 0), ...contentFindings(record)];
}

function findingsAfter(before: Seen, record: EvidenceRecord): readonly EmitterFinding[] {
  return [...orderFindings(before, record), ...timeFindings(before, record), ...contentFindings(record)];
}

function orderFindings(before: Seen, record: EvidenceRecord): readonly EmitterFinding[] {
  const expected = before.last + 1;
  const of = `\`${record.emitter}\``;
  if (record.sequence < expected)
    return [finding("emitter-order", `Record ${record.sequence} of ${of} stands behind its record ${before.last}`)];
  if (record.sequence > expected) return gapFindings(record, expected);
  if (record.previous === before.digest) return [];
  return [finding("emitter-fork", `Record ${record.sequence} of ${of} does not name the record before it`)];
}

function gapFindings(record: EvidenceRecord, expected: number): readonly EmitterFinding[] {
  const count = record.sequence - expected;
  const names = count === 1 ? `record ${expected}` : `records ${expected} to ${record.sequence - 1}`;
  const { body, kind, emitter } = record;
  if (kind === "gap" && body["first"] === expected && body["count"] === count)
    return [finding("gap-declared", `\`${emitter}\` itself says that its ${names} were lost`)];
  return [finding("emitter-gap", `The log lacks ${names} of \`${emitter}\``)];
}

function timeFindings(before: Seen, record: EvidenceRecord): readonly EmitterFinding[] {
  if (record.time < before.lastTime)
    return [
      finding(
        "clock-backwards",
        `The clock of \`${record.emitter}\` went back from ${before.lastTime} to ${record.time}`,
      ),
    ];
  return before.beats ? silenceBetween(before, record.time) : [];
}

function silenceBetween({ emitter, lastTime }: Seen, time: string): readonly EmitterFinding[] {
  const seconds = (Date.parse(time) - Date.parse(lastTime)) / 1000;
  if (!(seconds > SILENT_SECONDS)) return [];
  return [finding("emitter-silent", `Nothing was heard of \`${emitter}\` from ${lastTime} to ${time}`)];
}

function contentFindings({ kind, body, emitter, sequence }: EvidenceRecord): readonly EmitterFinding[] {
  const dropped = kind === "heartbeat" ? body["dropped"] : 0;
  if (typeof dropped !== "number" || dropped === 0) return [];
  return [
    finding("emitter-dropped", `\`${emitter}\` says in its record ${sequence} that it has dropped ${dropped} records`),
  ];
}

function finding(code: EmitterFinding["code"], message: string): EmitterFinding {
  return { code, message };
}
