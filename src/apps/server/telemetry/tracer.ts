import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { errorFields, type Log } from "./log.ts";

/** One answered request. */
export interface AnsweredRequest {
  readonly request: IncomingMessage;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  readonly requestId: string;
}

const SEND_EVERY_MS = 5000;
const SEND_TIMEOUT_MS = 10_000;
/** How many spans wait at once; more are dropped, and counted, because traces must never cost decisions. */
const MOST_WAITING = 2048;

/** A span as OTLP writes it in JSON. */
type Span = Readonly<Record<string, unknown>>;

/**
 * Sends a span of every answered request by OTLP over HTTP (JSON), below the span of its caller where that has one (W3C Trace Context). A span says
 * the route and the status, never what was asked.
 */
export class Tracer {
  readonly #url: string;
  readonly #resource: Span;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #waiting: Span[] = [];
  #dropped = 0;

  /** `endpoint` is the base address of a collector. */
  constructor(endpoint: string, version: string, log: Log) {
    this.#url = `${endpoint.replace(/\/$/, "")}/v1/traces`;
    this.#resource = { attributes: [attribute("service.name", "writ"), attribute("service.version", version)] };
    this.#log = log;
    this.#timer = setInterval(() => void this.#send(), SEND_EVERY_MS);
    this.#timer.unref();
  }

  /** How many spans were dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes a request that was answered. Never throws. */
  record(answered: AnsweredRequest): void {
    const parent = parentOf(answered.request.headers["traceparent"]);
    if (parent?.isSampled === false) return;
    if (this.#waiting.length >= MOST_WAITING) this.#dropped += 1;
    else this.#waiting.push(spanOf(answered, parent));
  }

  /** Sends what waits, and no more. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#send();
  }

  async #send(): Promise<void> {
    const spans = this.#waiting;
    if (spans.length === 0) return;
    this.#waiting = [];
    const body = JSON.stringify({
      resourceSpans: [{ resource: this.#resource, scopeSpans: [{ scope: { name: "writ" }, spans }] }],
    });
    try {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(this.#url, {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok) this.#lose(spans.length, { status: answer.status });
    } catch (error) {
      this.#lose(spans.length, errorFields(error));
    }
  }

  #lose(count: number, fields: ReturnType<typeof errorFields>): void {
    this.#dropped += count;
    this.#log.warn("traces were not taken", { count, ...fields });
  }
}

interface Parent {
  readonly traceId: string;
  readonly spanId: string;
  readonly isSampled: boolean;
}

function parentOf(header: string | readonly string[] | undefined): Parent | null {
  const [, traceId, spanId, flags] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(String(header ?? "")) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** OTLP's numbers for a span of a server, and for one that failed. */
const [SERVER, ERROR] = [2, 2];

function spanOf({ request, route, status, seconds, requestId }: AnsweredRequest, parent: Parent | null): Span {
  const end = BigInt(Date.now()) * 1_000_000n;
  return {
    traceId: parent?.traceId ?? randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    ...(parent === null ? {} : { parentSpanId: parent.spanId }),
    name: `${request.method} ${route}`,
    kind: SERVER,
    startTimeUnixNano: String(end - BigInt(Math.round(seconds * 1e9))),
    endTimeUnixNano: String(end),
    attributes: [
      attribute("http.request.method", request.method ?? ""),
      attribute("http.route", route),
      { key: "http.response.status_code", value: { intValue: status } },
      attribute("writ.request_id", requestId),
    ],
    status: status >= 500 ? { code: ERROR } : {},
  };
}

function attribute(key: string, value: string): Span {
  return { key, value: { stringValue: value } };
}
