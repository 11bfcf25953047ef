import { watchEmitters, type EmitterFinding, type EmitterSummary } from "../emitters/index.ts";
import type { Sha256 } from "../ports.ts";
import { decodeRecord, type EvidenceRecord, type RecordKind } from "../record/index.ts";
import type { VerifiedEntry } from "./entries.ts";
import type { Findings } from "./problem.ts";

/** What a range of records holds. */
export interface RecordsSummary {
  readonly records: number;
  readonly kinds: ReadonlyMap<RecordKind, number>;
  readonly emitters: readonly EmitterSummary[];
  /** The earliest and the latest time that a record says; null without records. */
  readonly period: { readonly from: string; readonly to: string } | null;
}

/** Reads the records of verified entries one after the other. */
export interface RecordReader {
  read(entry: VerifiedEntry): EvidenceRecord | null;
  finish(): RecordsSummary;
}

/** A reader for the records of one log; `fromStart` tells that it begins with the log's first, where every emitter must begin with its number 0. */
export function readRecords(sha256: Sha256, origin: string, findings: Findings, fromStart: boolean): RecordReader {
  const watch = watchEmitters(sha256, fromStart);
  const kinds = new Map<RecordKind, number>();
  let [records, from, to] = [0, "", ""];
  const tell = (found: readonly EmitterFinding[], index?: number): void => {
    for (const one of found) findings.add(index === undefined ? one : { ...one, index });
  };
  return {
    read({ index, bytes }) {
      const result = decodeRecord(bytes);
      records++;
      if (result.kind === "malformed") {
        findings.add({ code: "record-malformed", index, message: `Record ${index} cannot be read: ${result.reason}` });
        return null;
      }
      const { record } = result;
      if (record.log !== origin)
        findings.add({
          code: "record-foreign",
          index,
          message: `Record ${index} was written for the log \`${record.log}\``,
        });
      kinds.set(record.kind, (kinds.get(record.kind) ?? 0) + 1);
      if (from === "" || record.time < from) from = record.time;
      if (record.time > to) to = record.time;
      tell(watch.see(record, bytes), index);
      return record;
    },
    finish() {
      tell(watch.finish());
      return { records, kinds, emitters: watch.summaries(), period: from === "" ? null : { from, to } };
    },
  };
}
