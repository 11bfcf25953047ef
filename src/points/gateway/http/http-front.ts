import type { StreamReply } from "#points/api";
import type { Session } from "../clients/session.ts";
import { Stateless } from "../clients/stateless.ts";
import type { GatewayPorts } from "../clients/ports.ts";
import { CODES, rpcError } from "../protocol/errors.ts";
import { revisionOf } from "../protocol/meta.ts";
import { readMessage, type Message } from "../protocol/message.ts";
import { eraOf, NEWEST } from "../protocol/revisions.ts";
import { errorText } from "../protocol/write.ts";
import { Answering } from "./answering.ts";
import { JSON_HEADERS, type HttpRequest } from "./exchange.ts";
import { Sessions } from "./sessions.ts";

const SESSION = "Mcp-Session-Id";
const REVISION = "MCP-Protocol-Version";

/** Answers clients of either era over HTTP (Streamable HTTP), at one address. */
export class HttpFront {
  readonly #ports: GatewayPorts;
  readonly #sessions: Sessions;
  readonly #stateless: Stateless;

  constructor(ports: GatewayPorts) {
    this.#ports = ports;
    this.#sessions = new Sessions(ports);
    this.#stateless = new Stateless(ports);
  }

  /** Total. */
  async serve(request: HttpRequest): Promise<StreamReply> {
    try {
      if (request.method === "POST") return await this.#post(request);
      return await this.#inSession(request);
    } catch (error) {
      this.#ports.report(error);
      return whole(500, CODES.internal, "The request could not be answered");
    }
  }

  async close(): Promise<void> {
    this.#stateless.close();
    await this.#sessions.close();
  }

  async #post(request: HttpRequest): Promise<StreamReply> {
    if (!isJson(request.header("Content-Type")))
      return whole(415, CODES.invalidRequest, "The body must be application/json");
    if (!accepts(request.header("Accept")))
      return whole(406, CODES.invalidRequest, "Accept must name application/json and text/event-stream");
    const message = readMessage(request.body);
    if (message.kind === "invalid") return whole(400, message.error.code, message.error.message, message.id);
    return isStateless(request, message)
      ? await this.#postAlone(request, message)
      : await this.#postInSession(request, message);
  }

  /** By the rules of 2026-07-28. */
  async #postAlone({ caller, header, signal }: HttpRequest, message: Message): Promise<StreamReply> {
    if (message.kind !== "request") return accepted();
    const answering = new Answering("2026", []);
    const session = `http-${caller.principal.id}`.replaceAll(/[^\x21-\x7e]/g, "_").slice(0, 128);
    void this.#stateless.serve(message, { caller, session, channel: answering, signal, header });
    return await answering.reply;
  }

  /** By the rules of the revisions before: a client that goes does not give its requests up. */
  async #postInSession(request: HttpRequest, message: Message): Promise<StreamReply> {
    if (message.kind === "request" && message.method === "initialize") return await this.#open(request, message);
    const session = this.#find(request);
    if (!("receive" in session)) return session;
    const answering = new Answering("2025", []);
    void session.receive(message, answering);
    return message.kind === "request" ? await answering.reply : accepted();
  }

  async #open({ caller, header }: HttpRequest, message: Message): Promise<StreamReply> {
    if (header(SESSION) !== undefined)
      return whole(400, CODES.invalidRequest, "There was a handshake in this session already");
    const session = this.#sessions.open(caller);
    if (session === null) return whole(429, CODES.invalidRequest, "There are too many sessions");
    const answering = new Answering("2025", [SESSION, session.id]);
    await session.receive(message, answering);
    if (!session.isOpen) await this.#sessions.end(session);
    return await answering.reply;
  }

  async #inSession(request: HttpRequest): Promise<StreamReply> {
    const isAlone = request.header(REVISION) === NEWEST["2026"] || request.header(SESSION) === undefined;
    if (isAlone || (request.method !== "GET" && request.method !== "DELETE")) return notAllowed();
    const session = this.#find(request);
    if (!("receive" in session)) return session;
    if (request.method === "GET") return await listen(session, request);
    await this.#sessions.end(session);
    return { kind: "whole", status: 204, headers: [], body: "" };
  }

  #find({ header, caller }: HttpRequest): Session | StreamReply {
    const id = header(SESSION);
    if (id === undefined) return whole(400, CODES.invalidRequest, `The header \`${SESSION}\` is missing`);
    const revision = header(REVISION);
    if (revision !== undefined && eraOf(revision) !== "2025")
      return whole(400, CODES.invalidRequest, "The revision is not spoken in sessions");
    return (
      this.#sessions.find(id, caller) ??
      whole(404, CODES.invalidRequest, "There is no such session: make the handshake again")
    );
  }
}

/** Opens the stream of a session for what belongs to no request; the last that was opened is where that goes. */
async function listen(session: Session, { header, signal }: HttpRequest): Promise<StreamReply> {
  if (header("Accept")?.includes("text/event-stream") !== true)
    return whole(406, CODES.invalidRequest, "Accept must name text/event-stream");
  const answering = new Answering("2025", []);
  answering.stream();
  session.home(answering);
  signal.addEventListener("abort", () => {
    if (session.isHome(answering)) session.home(null);
  });
  return await answering.reply;
}

/** A request that says itself which revision it is written in, and one beside which it is said; in a session neither is looked at. */
function isStateless({ header }: HttpRequest, message: Message): boolean {
  if (message.kind === "request" && revisionOf(message.params) !== null) return true;
  const revision = header(REVISION);
  return header(SESSION) === undefined && revision !== undefined && eraOf(revision) !== "2025";
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

function accepts(accept: string | undefined): boolean {
  return (
    accept === undefined ||
    accept.includes("*/*") ||
    (accept.includes("application/json") && accept.includes("text/event-stream"))
  );
}

function accepted(): StreamReply {
  return { kind: "whole", status: 202, headers: [], body: "" };
}

function notAllowed(): StreamReply {
  return { kind: "whole", status: 405, headers: ["Allow", "POST"], body: "" };
}

function whole(status: number, code: number, message: string, id: string | number | null = null): StreamReply {
  return { kind: "whole", status, headers: JSON_HEADERS, body: errorText(id, rpcError(code, message)) };
}
