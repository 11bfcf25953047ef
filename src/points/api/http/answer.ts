import type { MessageProblem, Problem } from "#core/wire";

/** An answer, but for what only a connection knows. `body` is JSON unless `contentType` says otherwise. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Names and values by turns, of what is said beside it. */
  readonly headers?: readonly string[];
}

const JSON_TYPE = "application/json";
const PROBLEM_TYPE = "application/problem+json";

/** An answer with a message. */
export function jsonAnswer(message: object, status: number = 200): ApiAnswer {
  return { status, contentType: JSON_TYPE, body: JSON.stringify(message) };
}

/** Every way in which a request goes unanswered. Codes are permanent: `type` ends with them. */
export type ProblemCode =
  | "invalid-request"
  | "invalid-json"
  | "invalid-content-type"
  | "unauthenticated"
  | "forbidden"
  | "foreign-host"
  | "foreign-site"
  | "hook-blocked"
  | "not-found"
  | "method-not-allowed"
  | "timeout"
  | "conflict"
  | "too-large"
  | "too-many-candidates"
  | "too-many-requests"
  | "internal-error"
  | "unavailable";

const PROBLEMS: Readonly<Record<ProblemCode, readonly [number, string]>> = {
  "invalid-request": [400, "The request is not as it must be"],
  "invalid-json": [400, "The body is not JSON"],
  "invalid-content-type": [400, "The body must be sent as application/json"],
  unauthenticated: [401, "Who asks must prove who they are"],
  forbidden: [403, "The caller is not permitted this"],
  "foreign-host": [403, "The request names a host that this server is not"],
  "foreign-site": [403, "A session is only for pages of this server's own"],
  "hook-blocked": [403, "The client must not go on"],
  "not-found": [404, "There is nothing here"],
  "method-not-allowed": [405, "This method is not for this address"],
  timeout: [408, "The request did not arrive in time"],
  conflict: [409, "Something else came first"],
  "too-large": [413, "The request is too large"],
  "too-many-candidates": [422, "There is too much to search"],
  "too-many-requests": [429, "There were too many requests"],
  "internal-error": [500, "This is a defect in Writ"],
  unavailable: [503, "Something that is needed does not answer"],
};

/** An answer that says why there is none (RFC 9457). */
export function problemAnswer(code: ProblemCode, detail?: string, errors?: readonly MessageProblem[]): ApiAnswer {
  const [status, title] = PROBLEMS[code];
  const problem: Problem = {
    type: `urn:writ:problem:${code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  };
  return { status, contentType: PROBLEM_TYPE, body: JSON.stringify(problem) };
}
