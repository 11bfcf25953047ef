import type { Answer } from "#core/analysis";
import { POINTS, PRINCIPAL_KINDS, type Principal } from "#core/model";
import { list, named, oneOf, optional, orNull, record, required, text, whole, type Shape } from "../shape/index.ts";
import { recordedAnswer } from "./report.ts";

const id: Shape<string> = text("an id", 128);
const digest: Shape<string> = text("a digest", 64);
const word: Shape<string> = text("a text", 65_536, true);
const number: Shape<number> = whole(1, Number.MAX_SAFE_INTEGER);
const MOST = 10_000;

/** A recorded question with its answer, as it is handed out. */
export interface RecordingMessage {
  readonly id: string;
  /** The proposal as the text that `readProposal` reads once it is parsed. */
  readonly proposal: string;
  readonly digest: string;
  readonly point: string;
  readonly principal: Pick<Principal, "kind" | "id">;
  readonly bundle: string;
  readonly answer: Answer;
  readonly shadow: ShadowVerdict | null;
  readonly at: string;
  readonly count: number;
}

interface ShadowVerdict extends Answer {
  readonly bundle: string;
}

const shadowVerdict: Shape<ShadowVerdict> = record<ShadowVerdict>("the answer of a candidate", {
  bundle: required(digest, "the digest of the candidate"),
  effect: required(oneOf(["allow", "hold", "deny"] as const), "what it came to"),
  by: required(list(word, "names", MOST), "who stood in the way"),
});

export const recordingMessage: Shape<RecordingMessage> = named(
  "Recording",
  record<RecordingMessage>("a recording", {
    id: required(id, "its id, which begins with its day"),
    proposal: required(text("a proposal", 16 * 1024 * 1024), "the proposal, as JSON in a text"),
    digest: required(digest, "SHA-256 of it"),
    point: required(oneOf(POINTS), "where it was asked"),
    principal: required(
      record<RecordingMessage["principal"]>("a principal", {
        kind: required(oneOf(PRINCIPAL_KINDS), "what it is"),
        id: required(word, "who it is"),
      }),
      "who asked",
    ),
    bundle: required(digest, "the digest of the bundle that decided"),
    answer: required(recordedAnswer, "what was decided"),
    shadow: optional<ShadowVerdict | null, ShadowVerdict | null>(
      orNull(shadowVerdict),
      null,
      "what a candidate answered beside it",
    ),
    at: required(word, "when it was decided last (RFC 3339)"),
    count: required(number, "how many decisions it stands for"),
  }),
);

/** Recordings in the order of their ids. */
export interface RecordingsMessage {
  readonly recordings: readonly RecordingMessage[];
  readonly next: string | null;
}

export const recordingsMessage: Shape<RecordingsMessage> = named(
  "Recordings",
  record<RecordingsMessage>("recordings", {
    recordings: required(list(recordingMessage, "recordings", MOST), "in the order of their ids"),
    next: required(orNull(id), "where to go on, as `after`; null when there are no more"),
  }),
);

/** Whose recordings are to be removed. */
export interface ForgetRequest {
  readonly principal: string;
}

export const forgetRequest: Shape<ForgetRequest> = named(
  "ForgetRequest",
  record<ForgetRequest>("whom to forget", { principal: required(text("an id", 2048), "the id of a principal") }),
);

export interface ForgetAnswer {
  readonly removed: number;
}

export const forgetAnswer: Shape<ForgetAnswer> = named(
  "Forgotten",
  record<ForgetAnswer>("what was removed", {
    removed: required(whole(0, Number.MAX_SAFE_INTEGER), "how many recordings"),
  }),
);
