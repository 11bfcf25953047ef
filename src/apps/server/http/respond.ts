import type { ServerResponse } from "node:http";
import type { ApiAnswer } from "#points/api";

/** What an answer says beside its body. */
export interface AnswerHead {
  readonly requestId: string;
  /** Whether the connection ends with this answer. */
  readonly isLast: boolean;
  readonly more?: readonly string[];
}

/** An answer about what the caller has already, which has no content to tell of. */
const NOT_MODIFIED = 304;

/** Writes an answer. Nothing of it may be kept, guessed at or read by pages of other origins: no header ever lets one. */
export function respond(
  response: ServerResponse,
  answer: ApiAnswer,
  { requestId, isLast, more = [] }: AnswerHead,
): void {
  const headers = [
    ...(answer.status === NOT_MODIFIED ? [] : contentHeaders(answer)),
    "X-Request-ID",
    requestId,
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
    ...(answer.headers ?? []),
    ...more,
  ];
  if (isLast) headers.push("Connection", "close");
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

function contentHeaders({ contentType, body }: ApiAnswer): readonly string[] {
  return ["Content-Type", contentType, "Content-Length", String(Buffer.byteLength(body))];
}
