import { NoAnswerError, RefusedError } from "#client";
import { UsageError } from "../usage-error.ts";

const HINTS: Readonly<Record<number, string>> = {
  401: "the token may be mistyped, revoked or over: set WRIT_TOKEN, or name a file with --token-file",
  403: "ask somebody who may, or an administrator for a token with other roles",
  429: "wait a moment, and ask again",
  503: "ask again; the log of the control plane says what does not answer",
};

/** What a control plane did not answer, as the sentence that ends the command; null for errors of other sorts. */
export function failureOf(error: unknown): UsageError | null {
  if (error instanceof RefusedError) {
    const { problem, message } = error;
    return new UsageError(`The control plane refused (${problem.status}): ${message}`, HINTS[problem.status]);
  }
  if (!(error instanceof NoAnswerError)) return null;
  if (error.code !== "no-connection" || !(error.cause instanceof Error)) return new UsageError(error.message);
  const hint = "start a control plane with `writ up`, or name another with --server";
  return new UsageError(`${error.message}: ${error.cause.message}`, hint);
}
