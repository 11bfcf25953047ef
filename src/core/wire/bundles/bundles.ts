import type { Activation, StoredBundle } from "#core/store";
import { list, named, oneOf, optional, orNull, record, required, text, whole, type Shape } from "../shape/index.ts";

const WORD: Shape<string> = text("a word", 1024);
const ID: Shape<string> = text("an id", 4096);
const SENTENCE: Shape<string> = text("a sentence", 65_536, true);
const SEQUENCE: Shape<number> = whole(1, Number.MAX_SAFE_INTEGER);
const DIGEST: Shape<string> = text("a digest", 64);
const REASON: Shape<string> = text("a reason", 1000);
const MOST_FILES = 20_000;
const LONGEST_NAME = 512;
const LARGEST_FILE = 1024 * 1024;

/** Of more changes, problems or activations an answer has so many. */
export const MOST_TOLD = { changes: 1000, problems: 1000, activations: 200 } as const;

/** One document file. */
export interface FileMessage {
  readonly file: string;
  readonly text: string;
}

const file: Shape<FileMessage> = record<FileMessage>("a file with `file` and `text`", {
  file: required(text("a name", LONGEST_NAME), "its name, from the root of the bundle"),
  text: required(text("a text", LARGEST_FILE, true), "what stands in it"),
});
const files: Shape<readonly FileMessage[]> = list(file, "files", MOST_FILES);

export interface UploadRequest {
  readonly files: readonly FileMessage[];
}

export const uploadRequest: Shape<UploadRequest> = record<UploadRequest>("documents", {
  files: required(files, "all documents of the bundle, those of the shipped library among them"),
});

/** What a bundle does to the answers of the one that decides. */
export const CHANGES = ["first", "tightens", "loosens", "both", "neither", "unknown"] as const;

export interface ChangeMessage {
  readonly kind: (typeof CHANGES)[number];
  readonly summary: string;
  readonly changes: readonly string[];
  readonly examples: readonly string[];
}

const changeMessage: Shape<ChangeMessage> = named(
  "BundleChange",
  record<ChangeMessage>("what becomes of answers", {
    kind: required(oneOf(CHANGES), "`unknown` counts as loosening"),
    summary: required(SENTENCE, "how many changes loosen and tighten"),
    changes: required(
      list(SENTENCE, "changes", MOST_TOLD.changes),
      "what loosens first; each begins with its direction",
    ),
    examples: required(list(SENTENCE, "examples", MOST_TOLD.changes), "recorded questions that would be let through"),
  }),
);

interface HeadMessage {
  readonly sequence: number;
  readonly digest: string;
}

const headMessage: Shape<HeadMessage> = record<HeadMessage>("what decides", {
  sequence: required(SEQUENCE, "the number of its activation"),
  digest: required(DIGEST, "of its documents"),
});

export interface UploadMessage {
  readonly digest: string;
  readonly problems: readonly string[];
  readonly active: HeadMessage | null;
  readonly change: ChangeMessage;
}

export const uploadMessage: Shape<UploadMessage> = record<UploadMessage>("a bundle that was stored", {
  digest: required(DIGEST, "under which it is kept"),
  problems: required(list(SENTENCE, "warnings", MOST_TOLD.problems), "warnings, each with its place"),
  active: required(orNull(headMessage), "what decides now"),
  change: required(changeMessage, "what the bundle changes compared with that"),
});

/** A bundle as it is kept. */
export type BundleMessage = StoredBundle;

export const bundleMessage: Shape<BundleMessage> = record<BundleMessage>("a stored bundle", {
  digest: required(DIGEST, "of what its documents say"),
  author: required(orNull(ID), "who uploaded it first; null when a server was started with it"),
  storedAt: required(WORD, "when"),
  files: required(list(file, "files", MOST_FILES), "its documents"),
});

const activationMessage: Shape<Activation> = named(
  "Activation",
  record<Activation>("an activation", {
    sequence: required(SEQUENCE, "its number; the highest decides"),
    id: required(WORD, "its id"),
    digest: required(DIGEST, "of the bundle"),
    by: required(ID, "who asked for it"),
    at: required(WORD, "when"),
    reason: required(SENTENCE, "why"),
    change: required(WORD, "what it did to answers: first, tightens, loosens, both, neither or unknown"),
    approval: required(orNull(WORD), "the approval by which it was let in"),
  }),
);

export interface HistoryMessage {
  readonly activations: readonly Activation[];
}

export const historyMessage: Shape<HistoryMessage> = record<HistoryMessage>("activations", {
  activations: required(
    list(activationMessage, "activations", MOST_TOLD.activations),
    "the latest first; the first decides",
  ),
});

const given = {
  reason: required(REASON, "why, for those who read the history"),
  approval: optional(orNull(WORD), null, "the id of an approval for this; null to look for one, or to ask for it"),
  after: optional(orNull(whole(0, Number.MAX_SAFE_INTEGER)), null, "the number of the head that it is to follow"),
};

export interface ActivationRequest {
  readonly digest: string;
  readonly reason: string;
  readonly approval: string | null;
  readonly after: number | null;
}

export const activationRequest: Shape<ActivationRequest> = record<ActivationRequest>("an activation", {
  digest: required(DIGEST, "of a stored bundle"),
  ...given,
});

export interface RollbackRequest extends Omit<ActivationRequest, "digest"> {
  readonly to: number | null;
}

export const rollbackRequest: Shape<RollbackRequest> = record<RollbackRequest>("a way back", {
  to: optional(orNull(SEQUENCE), null, "the number of the activation to go back to; null for the one before the head"),
  ...given,
});

export interface ActivatedMessage {
  readonly state: "activated" | "waiting";
  readonly activation: Activation | null;
  readonly approval: string | null;
  readonly change: ChangeMessage;
}

export const activatedMessage: Shape<ActivatedMessage> = record<ActivatedMessage>("what became of it", {
  state: required(oneOf(["activated", "waiting"]), "`waiting` (202) until somebody else approves"),
  activation: required(orNull(activationMessage), "the activation that decides; null while it waits"),
  approval: required(orNull(WORD), "the approval that it needs or had"),
  change: required(changeMessage, "what it does to answers"),
});
