import type { ReplayReport } from "#core/analysis";
import type { RecordingCoverage } from "#core/store";
import {
  bool,
  list,
  named,
  optional,
  orNull,
  record,
  required,
  text,
  whole,
  type Field,
  type Shape,
} from "../shape/index.ts";
import { replayReport } from "./report.ts";

const MOST_FILES = 20_000;
const digest: Shape<string> = text("a digest", 64);
const id: Shape<string> = text("an id", 128, true);
const word: Shape<string> = text("a text", 1024, true);
const number: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);

/** A document of a candidate. */
export interface CandidateFile {
  readonly file: string;
  readonly text: string;
}

/** A bundle that is asked though it does not decide: by its digest, or whole, after which its digest is enough. */
export interface CandidateMessage {
  readonly bundle: string | null;
  readonly files: readonly CandidateFile[] | null;
}

const candidateFile: Shape<CandidateFile> = record<CandidateFile>("a document", {
  file: required(text("a name", 4096), "its name"),
  text: required(text("a text", 16 * 1024 * 1024, true), "what it says"),
});

const candidateFields = {
  bundle: optional<string | null, string | null>(orNull(digest), null, "the digest of a bundle that the server has"),
  files: optional<readonly CandidateFile[] | null, readonly CandidateFile[] | null>(
    orNull(list(candidateFile, "documents", MOST_FILES)),
    null,
    "the documents of another, all of them",
  ),
};

const time: Shape<string> = text("a time", 64);

/** Which recordings are meant: decided last from `since` on, and before `until`. */
export interface RangeMessage {
  readonly since: string;
  readonly until: string | null;
  readonly after: string;
}

const rangeFields: { readonly [Name in keyof RangeMessage]: Field<RangeMessage[Name]> } = {
  since: required(time, "from when on (RFC 3339)"),
  until: optional<string | null, string | null>(orNull(time), null, "until when; null for now"),
  after: optional<string, string>(id, "", "where the answer before said to go on"),
};

export interface ReplayRequest extends CandidateMessage, RangeMessage {}

/** Recorded questions that are to be asked again of a candidate. */
export const replayRequest: Shape<ReplayRequest> = named(
  "ReplayRequest",
  record<ReplayRequest>("what is asked again, and of whom", { ...candidateFields, ...rangeFields }),
);

/** What came of a stretch of the recordings. */
export interface ReplayAnswer {
  readonly bundle: string;
  readonly since: string;
  readonly until: string;
  readonly report: ReplayReport;
  readonly unreadable: number;
  readonly coverage: RecordingCoverage;
  readonly next: string | null;
}

const coverage: Shape<RecordingCoverage> = named(
  "RecordingCoverage",
  record<RecordingCoverage>("how much is recorded", {
    decided: required(number, "how many decisions were made on the days of the range"),
    recorded: required(number, "how many of them the recordings stand for"),
    recordings: required(number, "how many recordings there are in the range"),
  }),
);

export const replayAnswer: Shape<ReplayAnswer> = named(
  "ReplayAnswer",
  record<ReplayAnswer>("what came of a stretch of the recordings", {
    bundle: required(digest, "the digest of the candidate"),
    since: required(word, "from when on"),
    until: required(word, "until when"),
    report: required(replayReport, "of this stretch alone"),
    unreadable: required(number, "recordings of this stretch that cannot be asked again"),
    coverage: required(coverage, "how much of what was decided is recorded"),
    next: required(orNull(id), "where to go on, as `after`; null when all were asked"),
  }),
);

/** That a candidate is to run beside what decides. */
export const shadowRequest: Shape<CandidateMessage> = named(
  "ShadowRequest",
  record<CandidateMessage>("a candidate", candidateFields),
);

/** What runs beside what decides, and how its answers differ so far. */
export interface ShadowAnswer {
  readonly running: { readonly bundle: string; readonly by: string; readonly at: string } | null;
  /** Of the candidate that runs; null where none does. */
  readonly report: ReplayReport | null;
  readonly isComplete: boolean;
}

export const shadowAnswer: Shape<ShadowAnswer> = named(
  "Shadow",
  record<ShadowAnswer>("what runs in shadow", {
    running: required(
      orNull(
        record<NonNullable<ShadowAnswer["running"]>>("a candidate", {
          bundle: required(digest, "its digest"),
          by: required(word, "who started it"),
          at: required(word, "when"),
        }),
      ),
      "what runs; null when nothing does",
    ),
    report: required(orNull(replayReport), "how its answers differ so far"),
    isComplete: required(bool, "false where there was more than could be gone through in time"),
  }),
);

/** Which recordings are to be given. */
export const recordingsRequest: Shape<RangeMessage> = named(
  "RecordingsRequest",
  record<RangeMessage>("which recordings", rangeFields),
);
