import type { Problem } from "#core/wire";

/** A server refused to answer, with its reason (RFC 9457). */
export class RefusedError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title}${problem.detail === undefined ? "" : `: ${problem.detail}`}`);
    this.name = "RefusedError";
    this.problem = problem;
  }
}

/** Why there is no answer: nobody could be reached, the time was over, or what came is no answer. */
export type NoAnswerCode = "no-connection" | "too-slow" | "not-understood";

/** No answer came that can be understood. Nothing may be concluded from it, and so nothing is allowed; what was asked for may have happened. */
export class NoAnswerError extends Error {
  readonly code: NoAnswerCode;

  constructor(code: NoAnswerCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NoAnswerError";
    this.code = code;
  }
}
