import type { ServerResponse } from "node:http";
import type { AllowedCall, AnswerReading } from "#points/models";
import type { StreamCall } from "../http/stream-route.ts";
import type { ReachedProvider } from "./provider-file.ts";

/** The most that is passed on of one answer. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/** What became of a call: the status that was passed on, or why there is none. */
export type Forwarded =
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "blocked"; readonly label: string }
  | { readonly kind: "unreachable" | "late" };

/** Headers of a request that a provider may need; none of them says who calls, or what of an account is used. */
const SENT = ["accept", "content-type", "anthropic-version", "anthropic-beta"] as const;

/** Headers of an answer that clients heed. */
const TOLD = ["content-type", "retry-after", "retry-after-ms", "x-should-retry", "request-id"] as const;

/**
 * Passes a call on with the key of the provider, and its answer back byte by byte as it comes. A client that goes away, an agent that is stopped and a time that
 * is over end the call. Settles it in every case.
 */
export async function forward(
  call: StreamCall,
  { to, allowed }: { readonly to: ReachedProvider; readonly allowed: AllowedCall },
  response: ServerResponse,
): Promise<Forwarded> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  if (response.destroyed) gone.abort();
  const late = AbortSignal.timeout(to.timeoutMs);
  const signal = AbortSignal.any([gone.signal, late, allowed.signal]);
  const passing = new Passing(allowed, response, call.requestId);
  try {
    if (signal.aborted) throw signal.reason;
    const answer = await fetch(`${to.url}${allowed.endpoint.path}`, {
      method: allowed.endpoint.method,
      headers: headersFor(call, to),
      body: new Uint8Array(call.body),
      redirect: "manual",
      signal,
    });
    return await passing.pass(answer);
  } catch {
    await passing.breakOff();
    if (response.headersSent) response.destroy();
    return response.headersSent
      ? { kind: "answered", status: response.statusCode }
      : { kind: late.aborted ? "late" : "unreachable" };
  }
}

function headersFor({ headers }: StreamCall, { provider, key }: ReachedProvider): Record<string, string> {
  const sent = SENT.map((name) => [name, headers[name]] as const).filter(
    (entry): entry is [(typeof entry)[0], string] => typeof entry[1] === "string",
  );
  const proof =
    key === null ? {} : provider.api === "openai" ? { authorization: `Bearer ${key}` } : { "x-api-key": key };
  return { ...Object.fromEntries(sent), ...proof, "accept-encoding": "identity", "user-agent": "writ" };
}

/** One answer on its way back. */
class Passing {
  readonly #allowed: AllowedCall;
  readonly #response: ServerResponse;
  readonly #requestId: string;
  #reading: AnswerReading | null = null;
  #held: Uint8Array[] = [];

  constructor(allowed: AllowedCall, response: ServerResponse, requestId: string) {
    this.#allowed = allowed;
    this.#response = response;
    this.#requestId = requestId;
  }

  /** Rejects where it breaks. A redirect would take the key elsewhere, so that it counts as no answer. */
  async pass(answer: Response): Promise<Forwarded> {
    const { status, headers } = answer;
    if (status >= 300 && status < 400) throw new Error("a redirect");
    const reading = this.#allowed.reading(headers.get("content-type") ?? "");
    this.#reading = reading;
    let size = 0;
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength;
      if (size > MAX_ANSWER_BYTES) throw new Error("too long");
      reading.see(chunk);
      // INVARIANT (answers-labelled-first): whoever knows that an answer is over finds what it holds in the history.
      if (reading.isOver && !reading.isHeld) await this.#settle(answer, reading);
      this.#held.push(chunk);
      if (!reading.isHeld) await this.#release(answer);
      if (reading.isOver) break;
    }
    return await this.#end(answer, reading);
  }

  /** What was read until then counts, since the client may have it. */
  async breakOff(): Promise<void> {
    const labels = this.#reading?.end().labels ?? [];
    await this.#allowed.settle("failed", { usage: null, labels });
  }

  async #end(answer: Response, reading: AnswerReading): Promise<Forwarded> {
    await this.#settle(answer, reading);
    const { blocked, redacted } = reading.end();
    if (blocked !== null) return { kind: "blocked", label: blocked };
    if (redacted !== null && reading.isHeld) this.#held = [new TextEncoder().encode(redacted)];
    await this.#release(answer);
    this.#response.end();
    return { kind: "answered", status: answer.status };
  }

  async #settle({ status }: Response, reading: AnswerReading): Promise<void> {
    const found = reading.end();
    await (status < 400
      ? this.#allowed.settle("done", found)
      : this.#allowed.settle("unsent", { ...found, usage: null }));
  }

  async #release({ status, headers }: Response): Promise<void> {
    const response = this.#response;
    if (!response.headersSent)
      response.writeHead(status, [...told(headers), ...OWN_HEADERS, "X-Request-ID", this.#requestId]);
    const held = this.#held;
    this.#held = [];
    for (const chunk of held) if (!response.write(chunk)) await drained(response);
  }
}

const OWN_HEADERS = ["Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"] as const;

function told(headers: Headers): readonly string[] {
  return TOLD.flatMap((name) => (headers.has(name) ? [name, headers.get(name) ?? ""] : []));
}

/** Whoever reads slowly is waited for; whoever is gone ends the call. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("the client is gone"));
    if (response.destroyed) return gone();
    response.once("close", gone);
    response.once("drain", () => {
      response.off("close", gone);
      resolve();
    });
  });
}
