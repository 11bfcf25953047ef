import {
  Agent as PlainAgent,
  request as plainRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { urlToHttpOptions } from "node:url";
import { UnavailableError } from "#core/diagnostics";
import { MOST_OF_MESSAGE, type Carrier, type CarrierEars, type OpenCarrier, type Parcel, type RpcId } from "#core/mcp";
import { Events, type ServerEvent } from "./events.ts";

/** A server that is reached over HTTP. */
export interface AddressSpec {
  readonly url: URL;
  /** Sent with every request: what the server asks for as proof. */
  readonly headers: Readonly<Record<string, string>>;
  /** The Unix socket that leads there; absent where the address itself does. */
  readonly socketPath?: string;
  /** The certificates (PEM) that are believed in place of the machine's. */
  readonly ca?: readonly string[];
}

const NEWEST = "2026-07-28";
const CANCELLED = "notifications/cancelled";
const IDLE_MS = 10 * 60_000;
const RETRY_MS = 1000;
const MOST_RETRIES = 5;

/** Speaks with a server over Streamable HTTP, in the ways of the revision that was agreed on. No redirect is followed. */
export function openAddress(spec: AddressSpec): OpenCarrier {
  return (ears) => Promise.resolve(new HttpCarrier(spec, ears));
}

interface Sending {
  readonly method: "POST" | "GET" | "DELETE";
  readonly headers: readonly string[];
  readonly body: string | null;
  /** Ends the connection when it is aborted. */
  readonly signal: AbortSignal | null;
}

/** Where a stream that broke is taken up again. */
interface Place {
  readonly about: RpcId | null;
  lastId: string | null;
  retryMs: number;
  isAnswered: boolean;
}

class HttpCarrier implements Carrier {
  readonly hasWays = true;
  readonly #spec: AddressSpec;
  readonly #ears: CarrierEars;
  readonly #agent: PlainAgent;
  readonly #target: RequestOptions;
  readonly #closing = new AbortController();
  #revision: string | null = null;
  #session: string | null = null;

  constructor(spec: AddressSpec, ears: CarrierEars) {
    this.#spec = spec;
    this.#ears = ears;
    const options = { keepAlive: true, maxSockets: 1024, maxFreeSockets: 16, timeout: IDLE_MS };
    this.#agent = spec.url.protocol === "https:" ? new SecureAgent(options) : new PlainAgent(options);
    const { socketPath, ca } = spec;
    this.#target = {
      ...urlToHttpOptions(spec.url),
      agent: this.#agent,
      ...(socketPath === undefined ? {} : { socketPath }),
      ...(ca === undefined ? {} : { ca: [...ca] }),
    };
  }

  agreed(revision: string): void {
    this.#revision = revision;
  }

  async send({ text, id, method, headers, signal }: Parcel): Promise<void> {
    if (method === CANCELLED && this.#revision === NEWEST) return;
    // Until 2025-11-25 a connection that ends gives nothing up: that is told in a message of its own.
    const ending = this.#revision === null || this.#revision === NEWEST ? signal : null;
    const response = await this.#ask({ method: "POST", headers, body: text, signal: ending });
    if (id !== null) return this.#hear(response, id, method);
    response.resume();
    const status = response.statusCode ?? 0;
    if (status >= 400) throw new UnavailableError("mcp-server", `The server answers with status ${status}`);
    if (method === "notifications/initialized")
      this.#listen({ about: null, lastId: null, retryMs: RETRY_MS, isAnswered: false });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#session !== null && this.#revision !== NEWEST) {
      const ended = this.#ask({ method: "DELETE", headers: [], body: null, signal: AbortSignal.timeout(RETRY_MS) });
      await ended.then((response) => response.resume()).catch(() => undefined);
    }
    this.#agent.destroy();
  }

  /** Hears the answer to a request, or the stream at whose end it is. */
  #hear(response: IncomingMessage, id: RpcId, method: string | null): void {
    const session = response.headers["mcp-session-id"];
    if (method === "initialize" && typeof session === "string" && /^[\x21-\x7e]{1,512}$/.test(session))
      this.#session = session;
    const type = response.headers["content-type"] ?? "";
    if (response.statusCode === 404 && this.#session !== null && this.#revision !== NEWEST)
      this.#ears.ended(null, "The session is over");
    if (type.startsWith("text/event-stream"))
      return this.#follow(response, { about: id, lastId: null, retryMs: RETRY_MS, isAnswered: false });
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OF_MESSAGE) response.destroy();
      else chunks.push(chunk);
    });
    response.on("close", () => {
      if (response.complete && size > 0) this.#ears.message(Buffer.concat(chunks).toString("utf8"), id);
      this.#ears.ended(id, `The server answers with status ${response.statusCode ?? 0} and no message`);
    });
  }

  #follow(response: IncomingMessage, place: Place): void {
    const events = new Events(MOST_OF_MESSAGE, (event) => this.#event(event, place));
    response.on("data", (chunk: Buffer) => {
      if (!events.take(chunk)) response.destroy();
    });
    response.on("error", () => undefined);
    response.on("close", () => this.#streamEnded(place));
  }

  #event({ id, data, retryMs }: ServerEvent, place: Place): void {
    place.lastId = id ?? place.lastId;
    place.retryMs = retryMs ?? place.retryMs;
    if (data === "") return;
    const goesOn = this.#ears.message(data, place.about);
    place.isAnswered ||= place.about !== null && !goesOn;
  }

  /** A stream of the older revisions may end before its answer, to be asked for again. */
  #streamEnded(place: Place): void {
    const canResume = this.#revision !== NEWEST && this.#session !== null && !this.#closing.signal.aborted;
    if (place.about === null && canResume) return this.#listen(place);
    if (place.about === null) return;
    if (canResume && place.lastId !== null && !place.isAnswered) return this.#listen(place);
    this.#ears.ended(place.about, "The server ended its answer before it was whole");
  }

  /** Asks for a stream, again and again while it cannot be had for a passing reason. */
  #listen(place: Place, tries = 0): void {
    const later = setTimeout(
      () => void this.#tryListen(place, tries),
      tries === 0 && place.lastId === null ? 0 : place.retryMs,
    );
    later.unref();
  }

  async #tryListen(place: Place, tries: number): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const resumed = place.lastId === null ? [] : ["Last-Event-ID", place.lastId];
    try {
      const response = await this.#ask({ method: "GET", headers: resumed, body: null, signal: this.#closing.signal });
      if (response.statusCode === 200 && response.headers["content-type"]?.startsWith("text/event-stream") === true)
        return this.#follow(response, place);
      response.resume();
      this.#ears.ended(place.about ?? NOBODY, "The server does not go on with its answer");
    } catch {
      if (tries < MOST_RETRIES) this.#listen({ ...place, retryMs: Math.min(place.retryMs * 2, 30_000) }, tries + 1);
      else this.#ears.ended(place.about ?? NOBODY, "The server does not go on with its answer");
    }
  }

  #ask({ method, headers, body, signal }: Sending): Promise<IncomingMessage> {
    const send = this.#spec.url.protocol === "https:" ? secureRequest : plainRequest;
    return new Promise((resolve, reject) => {
      const request: ClientRequest = send({
        ...this.#target,
        method,
        headers: this.#headers(headers, body, method),
      });
      if (signal?.aborted === true) request.destroy();
      signal?.addEventListener("abort", () => request.destroy(), { once: true });
      request.once("response", (response) => {
        response.on("error", () => undefined);
        resolve(response);
      });
      request.on("error", (cause) =>
        reject(new UnavailableError("mcp-server", "The server cannot be reached", { cause })),
      );
      request.end(body ?? undefined);
    });
  }

  #headers(headers: readonly string[], body: string | null, method: Sending["method"]): Record<string, string> {
    const all: Record<string, string> = { ...this.#spec.headers };
    all["Accept"] = method === "GET" ? "text/event-stream" : "application/json, text/event-stream";
    if (body !== null) {
      all["Content-Type"] = "application/json";
      all["Content-Length"] = String(Buffer.byteLength(body));
    }
    if (this.#session !== null) all["Mcp-Session-Id"] = this.#session;
    if (this.#revision !== null) all["MCP-Protocol-Version"] = this.#revision;
    for (let at = 0; at + 1 < headers.length; at += 2) all[headers[at] ?? ""] = headers[at + 1] ?? "";
    return all;
  }
}

/** No request of ours. */
const NOBODY: RpcId = -1;
