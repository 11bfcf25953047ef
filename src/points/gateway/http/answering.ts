import type { EventSink, StreamReply } from "#points/api";
import type { Channel } from "../clients/channel.ts";
import { CODES } from "../protocol/errors.ts";
import type { Era } from "../protocol/revisions.ts";
import { EVENT_HEADERS, eventText, JSON_HEADERS } from "./exchange.ts";

/** After how long a request that has no answer yet is answered with a stream, whose way is kept open. */
const PATIENCE_MS = 10_000;

/** How much waits for a stream to be opened. */
const MOST_WAITING = 1000;

/** The answer of one request over HTTP: one message where there is only one, a stream of events otherwise. */
export class Answering implements Channel {
  readonly reply: Promise<StreamReply>;
  readonly #era: Era;
  readonly #headers: readonly string[];
  readonly #resolve: (reply: StreamReply) => void;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #waiting: string[] = [];
  #sink: EventSink | null = null;
  #state: "open" | "streaming" | "over" = "open";

  constructor(era: Era, headers: readonly string[]) {
    this.#era = era;
    this.#headers = headers;
    const { promise, resolve } = Promise.withResolvers<StreamReply>();
    this.reply = promise;
    this.#resolve = resolve;
    this.#timer = setTimeout(() => this.stream(), PATIENCE_MS);
  }

  send(text: string): void {
    this.stream();
    this.#write(text);
  }

  answer(text: string, error: number | null, isEarly = false): void {
    if (this.#state === "open") this.#whole(statusOf(this.#era, error, isEarly), text);
    else this.#write(text);
  }

  end(): void {
    if (this.#state === "open") this.#whole(202, "");
    if (this.#state === "streaming") this.#sink?.end();
    this.#state = "over";
    clearTimeout(this.#timer);
  }

  /** Answers with a stream from now on. */
  stream(): void {
    if (this.#state !== "open") return;
    this.#state = "streaming";
    const open = (sink: EventSink): void => {
      this.#sink = sink;
      for (const text of this.#waiting.splice(0)) sink.write(eventText(text));
      if (this.#state === "over") sink.end();
    };
    this.#resolve({ kind: "stream", headers: [...EVENT_HEADERS, ...this.#headers], open });
  }

  #write(text: string): void {
    if (this.#state !== "streaming") return;
    if (this.#sink !== null) this.#sink.write(eventText(text));
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(text);
  }

  #whole(status: number, body: string): void {
    this.#state = "over";
    clearTimeout(this.#timer);
    const headers = body === "" ? this.#headers : [...JSON_HEADERS, ...this.#headers];
    this.#resolve({ kind: "whole", status, headers, body });
  }
}

const BAD_REQUESTS: ReadonlySet<number> = new Set([
  CODES.parse,
  CODES.invalidRequest,
  CODES.headerMismatch,
  CODES.missingCapability,
  CODES.unsupportedRevision,
]);

function statusOf(era: Era, error: number | null, isEarly: boolean): number {
  if (isEarly) return 400;
  if (error === null || era === "2025") return 200;
  if (error === CODES.unknownMethod) return 404;
  return BAD_REQUESTS.has(error) ? 400 : 200;
}
