import {
  list,
  named,
  optional,
  record,
  required,
  text,
  whole,
  type MessageProblem,
  type Shape,
} from "./shape/index.ts";

/** Why a request was not answered (RFC 9457). `type` is `urn:writ:problem:<code>`; `errors` says what is wrong with a message, and where. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string | undefined;
  readonly errors?: readonly MessageProblem[] | undefined;
}

const SENTENCE: Shape<string> = text("a sentence", 65_536, true);

export const problem: Shape<Problem> = named(
  "Problem",
  record<Problem>("a problem", {
    type: required(SENTENCE, "what sort of problem, permanent: `urn:writ:problem:<code>`"),
    title: required(SENTENCE, "the same for people"),
    status: required(whole(400, 599), "the status of the answer"),
    detail: optional(SENTENCE, undefined, "what is wrong this time"),
    errors: optional(
      list(
        record<MessageProblem>("an error", {
          path: required(SENTENCE, "where in the message; empty for the whole"),
          message: required(SENTENCE, "what is wrong there"),
        }),
        "errors",
        100,
      ),
      undefined,
      "what is wrong with the message",
    ),
  }),
);
