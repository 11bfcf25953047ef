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

/** No answer came that can be understood. Nothing may be concluded from it, and so nothing is allowed. */
export class NoAnswerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NoAnswerError";
  }
}
