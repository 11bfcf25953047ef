import type { Caller } from "#core/access";
import type { HeaderReader } from "../protocol/headers.ts";

/** A request over HTTP that was let in. */
export interface HttpRequest {
  readonly method: string;
  readonly header: HeaderReader;
  /** Empty where there is none. */
  readonly body: string;
  readonly caller: Caller;
  /** Aborted when the client closes the connection before the answer is whole. */
  readonly signal: AbortSignal;
}

export const JSON_HEADERS: readonly string[] = ["Content-Type", "application/json"];
export const EVENT_HEADERS: readonly string[] = [
  "Content-Type",
  "text/event-stream",
  "Cache-Control",
  "no-cache",
  "X-Accel-Buffering",
  "no",
];

/** A message as an event (the HTML standard, server-sent events); a message is one line. */
export function eventText(message: string): string {
  return `event: message\ndata: ${message}\n\n`;
}
