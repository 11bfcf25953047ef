import { bool, list, mapOf, named, oneOf, orNull, record, required, text, type Shape } from "../shape/index.ts";

/** A command that is to run with credentials of its own. */
export interface TaskRequest {
  /** Which broker makes them, as the server's operator named it. */
  readonly broker: string;
  /** The command word by word, as the operating system is given it: no shell reads it. */
  readonly command: readonly string[];
  /** One run of whoever asks. */
  readonly session: string;
  /** The absolute path of the folder that it runs in, and of the one that is being worked in; null where they are nobody's business. */
  readonly cwd: string | null;
  readonly workspace: string | null;
}

/** A credential for one task. All of it but the id is secret. */
export interface TaskCredential {
  /** For whoever ends the task. */
  readonly id: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files whose paths the environment names by `${name}`. */
  readonly files: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

/** Whether a task may run. */
export interface TaskAnswer {
  readonly effect: "allow" | "hold" | "deny";
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  /** What to change, where that is known. */
  readonly repair: string | null;
  /** Where it is approved, with `hold`. */
  readonly approval: { readonly id: string; readonly url: string; readonly expiresAt: string } | null;
  /** With `allow` alone. */
  readonly credential: TaskCredential | null;
}

/** What became of a task. */
export interface TaskOutcome {
  readonly status: "done" | "failed";
}

/** That a task is over, and its credential with it. */
export interface TaskEnded {
  /** False where no such task was running. */
  readonly ended: boolean;
}

const WORD: Shape<string> = text("a word", 256);
const PATH: Shape<string> = text("a path", 4096);
const SENTENCE: Shape<string> = text("a sentence", 65_536, true);
const MOST_WORDS = 1000;
const MOST_REASONS = 1000;

export const taskRequest: Shape<TaskRequest> = named(
  "TaskRequest",
  record<TaskRequest>("a task", {
    broker: required(WORD, "which broker makes the credentials"),
    command: required(
      list(text("a word of a command", 65_536, true), "the words of a command", MOST_WORDS),
      "the command word by word",
    ),
    session: required(WORD, "one run of whoever asks"),
    cwd: required(orNull(PATH), "the absolute path of the folder that it runs in"),
    workspace: required(orNull(PATH), "the absolute path of the folder that is being worked in"),
  }),
);

const credential: Shape<TaskCredential> = named(
  "TaskCredential",
  record<TaskCredential>("a credential", {
    id: required(WORD, "for whoever ends the task"),
    environment: required(mapOf(SENTENCE, "variables"), "what the command finds in its environment"),
    files: required(mapOf(SENTENCE, "files"), "files whose paths the environment names by `${name}`"),
    expiresAt: required(WORD, "when it ends by itself (RFC 3339)"),
  }),
);

export const taskAnswer: Shape<TaskAnswer> = named(
  "TaskAnswer",
  record<TaskAnswer>("an answer", {
    effect: required(oneOf(["allow", "hold", "deny"] as const), "whether it may run"),
    reasons: required(
      list(
        record<TaskAnswer["reasons"][number]>("a reason", {
          code: required(WORD, "a permanent word"),
          message: required(SENTENCE, "for people"),
        }),
        "reasons",
        MOST_REASONS,
      ),
      "why it may not",
    ),
    repair: required(orNull(SENTENCE), "what to change"),
    approval: required(
      orNull(
        record<NonNullable<TaskAnswer["approval"]>>("a request for approval", {
          id: required(WORD, "its id"),
          url: required(SENTENCE, "where somebody answers it"),
          expiresAt: required(WORD, "until when (RFC 3339)"),
        }),
      ),
      "what was asked for, with `hold`",
    ),
    credential: required(orNull(credential), "with `allow` alone"),
  }),
);

export const taskOutcome: Shape<TaskOutcome> = named(
  "TaskOutcome",
  record<TaskOutcome>("an outcome", {
    status: required(oneOf(["done", "failed"] as const), "what became of the task"),
  }),
);

export const taskEnded: Shape<TaskEnded> = named(
  "TaskEnded",
  record<TaskEnded>("an answer", { ended: required(bool, "false where no such task was running") }),
);
