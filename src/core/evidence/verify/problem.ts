import type { EmitterFinding } from "../emitters/index.ts";

/** What makes evidence worth nothing, or less than it says. Permanent. */
export type ProblemCode =
  | "checkpoint-missing"
  | "checkpoint-malformed"
  | "origin-unknown"
  | "signature-missing"
  | "signature-wrong"
  | "key-expired"
  | "quorum-missing"
  | "root-wrong"
  | "truncated"
  | "split-view"
  | "consistency-unproven"
  | "tile-missing"
  | "tile-wrong"
  | "bundle-missing"
  | "bundle-wrong"
  | "entry-changed"
  | "entry-moved"
  | "record-malformed"
  | "record-foreign"
  | "disclosure-wrong"
  | "receipt-wrong"
  | "handover-wrong"
  | "emitter-signature-wrong"
  | "emitter-unsigned"
  | "emitter-tail-unsigned"
  | "manifest-wrong"
  | "file-changed"
  | "file-missing"
  | "file-unlisted"
  | "file-too-large"
  | "too-many-files"
  | EmitterFinding["code"];

/** One thing that is wrong, or worth knowing: in one sentence without a full stop, and where. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** The index of the entry in the log. */
  readonly index?: number;
  /** The path of the file in the pack. */
  readonly path?: string;
}

/** What an auditor should know of, although the evidence is whole. */
const NOTES: ReadonlySet<ProblemCode> = new Set([
  "gap-declared",
  "emitter-dropped",
  "emitter-silent",
  "emitter-tail-unsigned",
  "clock-backwards",
]);

/** A million edited records need no million sentences. */
const MOST_KEPT = 200;

/** Collects what is found, counts all of it and keeps the first of it. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly notes: Problem[] = [];
  problemCount = 0;
  noteCount = 0;

  add(problem: Problem): void {
    const isNote = NOTES.has(problem.code);
    if (isNote) this.noteCount++;
    else this.problemCount++;
    const kept = isNote ? this.notes : this.problems;
    if (kept.length < MOST_KEPT) kept.push(problem);
  }
}
