import type { RpcId } from "#core/mcp";
import type { Caller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { Client, Inquiry } from "../desk/client.ts";
import { Desk } from "../desk/desk.ts";
import { InOrder } from "../desk/in-order.ts";
import { mergedCapabilities } from "../desk/lists.ts";
import type { ServerMessage } from "../interceptor.ts";
import { CODES, rpcError } from "../protocol/errors.ts";
import { memberText } from "../protocol/member-text.ts";
import { ownObject, ownString, type Message } from "../protocol/message.ts";
import { CLIENT_REVISIONS, eraOf, NEWEST } from "../protocol/revisions.ts";
import { answerText, errorText, notificationText } from "../protocol/write.ts";
import type { Answered } from "../upstream/upstream.ts";
import { Asking, cannotBeAsked } from "./asking.ts";
import type { Channel } from "./channel.ts";
import { introductionOf } from "./introduction.ts";
import type { GatewayPorts } from "./ports.ts";
import { Reached } from "./reached.ts";
import { inRounds } from "./rounds.ts";
import { SessionServers } from "./session-servers.ts";

/** How many requests of one session may be under way. */
const MOST_UNDER_WAY = 256;
const ROOTS_CHANGED = "notifications/roots/list_changed";
const GIVEN_UP = new UnavailableError("mcp-client", "The request was given up");

type Request = Extract<Message, { kind: "request" }>;

/** A session of a client that speaks a revision until 2025-11-25: from its handshake until it is closed. */
export class Session {
  readonly id: string;
  readonly caller: Caller;
  readonly #ports: GatewayPorts;
  readonly #underWay = new Map<RpcId, AbortController>();
  readonly #asking = new Asking();
  readonly #reached = new Reached();
  readonly #servers: SessionServers;
  readonly #desk: Desk;
  #client: Client | null = null;
  #home: Channel | null = null;
  #logLevel: string | null = null;
  readonly #told: InOrder;

  constructor(ports: GatewayPorts, caller: Caller, id: string) {
    this.id = id;
    this.caller = caller;
    this.#ports = ports;
    this.#told = new InOrder(ports.report);
    this.#servers = new SessionServers(ports, {
      notice: (server, message) => this.#tell(server, message),
      ask: (server, message) => this.#askUnasked(server, message),
    });
    this.#desk = new Desk({ ...ports, lend: (server) => this.#servers.lend(server) });
  }

  /** Where messages go that belong to no request; null where the client does not listen. */
  home(channel: Channel | null): void {
    this.#home?.end();
    this.#home = channel;
    if (channel !== null) this.#reached.listens();
  }

  /** Whether `channel` is still where such messages go. */
  isHome(channel: Channel): boolean {
    return this.#home === channel;
  }

  get isOpen(): boolean {
    return this.#client !== null;
  }

  get isIdle(): boolean {
    return this.#underWay.size === 0 && this.#home === null;
  }

  /** Takes a message; its answer, and what comes before it, is sent on `channel`. Never rejects. */
  async receive(message: Message, channel: Channel): Promise<void> {
    if (message.kind === "request") await this.#serve(message, channel);
    else if (message.kind === "notification") this.#notice(message);
    else if (message.kind === "invalid") channel.answer(errorText(message.id, message.error), message.error.code, true);
    else this.#asking.answered(message);
    channel.end();
  }

  async close(): Promise<void> {
    for (const controller of this.#underWay.values()) controller.abort(GIVEN_UP);
    this.#asking.close();
    this.#reached.gone();
    this.home(null);
    await this.#servers.close();
  }

  async #serve(request: Request, channel: Channel): Promise<void> {
    const { id, method } = request;
    if (this.#underWay.has(id) || this.#underWay.size >= MOST_UNDER_WAY) {
      const why = this.#underWay.has(id) ? "The id is in use" : "Too many requests are under way";
      return channel.answer(errorText(id, rpcError(CODES.invalidRequest, why)), CODES.invalidRequest);
    }
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    const answered = await this.#answer(request, channel, controller.signal).catch((error: unknown) => {
      this.#ports.report(error);
      return refusal(CODES.internal, `\`${method}\` could not be answered`);
    });
    this.#underWay.delete(id);
    if (controller.signal.aborted) return;
    channel.answer(answerText(id, answered), answered.kind === "error" ? answered.error.code : null);
  }

  async #answer(request: Request, channel: Channel, signal: AbortSignal): Promise<Answered> {
    const { method, params } = request;
    if (method === "ping") return { kind: "result", result: {}, text: null };
    if (method === "initialize") return await this.#initialize(params);
    const client = this.#client;
    if (client === null) return refusal(CODES.invalidRequest, "There was no handshake");
    const ask = (message: ServerMessage): ReturnType<Inquiry["ask"]> => {
      const no = cannotBeAsked(client.capabilities, message);
      return no === null ? this.#asking.ask(message, channel, signal) : Promise.resolve(no);
    };
    const message = (told: ServerMessage): void => {
      if (!signal.aborted) channel.send(notificationText(told));
    };
    const text = memberText(request.text, "params");
    const inquiry = {
      requestId: this.#ports.newId(),
      method,
      signal,
      logLevel: this.#logLevel,
      header: null,
      message,
      ask,
    };
    const answered = await inRounds(
      params,
      (changed) =>
        this.#desk.answer(client, { ...inquiry, params: changed ?? params, text: changed === null ? text : null }),
      ask,
    );
    if (answered.kind === "result" && method === "logging/setLevel") this.#logLevel = ownString(params, "level");
    return answered;
  }

  async #initialize(params: ValueObject): Promise<Answered> {
    if (this.#client !== null) return refusal(CODES.invalidRequest, "The handshake was made already");
    const wanted = ownString(params, "protocolVersion") ?? "";
    const revision = CLIENT_REVISIONS.includes(wanted) && eraOf(wanted) === "2025" ? wanted : NEWEST["2025"];
    const [info, capabilities] = [ownObject(params, "clientInfo"), ownObject(params, "capabilities")];
    const client: Client = { caller: this.caller, session: this.id, era: "2025", revision, info, capabilities };
    const connections = await this.#servers.open(client);
    if (connections === null) return refusal(CODES.internal, "The server cannot be reached");
    this.#client = client;
    const { info: serverInfo, instructions } = introductionOf(this.#ports, connections);
    const result = {
      protocolVersion: revision,
      capabilities: mergedCapabilities(client, connections),
      serverInfo,
      ...(instructions === null ? {} : { instructions }),
    };
    return { kind: "result", result, text: null };
  }

  #notice({ method, params }: ServerMessage): void {
    const id = params["requestId"];
    if (method === "notifications/cancelled") {
      if (typeof id === "string" || typeof id === "number") this.#underWay.get(id)?.abort(GIVEN_UP);
    } else if (method === "notifications/initialized") {
      this.#reached.shaken();
      this.#servers.listen();
    } else if (method === ROOTS_CHANGED) this.#servers.tell({ method, params: {} });
  }

  /** What a server says outside any request, in its order, where the interceptor lets it. */
  #tell(server: string, message: ServerMessage): void {
    const tell = async (): Promise<void> => {
      if (this.#client === null) return;
      const { caller, session, era } = this.#client;
      const refused = await this.#ports.interceptor.unasked({ caller, session, era, server }, message);
      if (refused === null) this.#home?.send(notificationText(message));
    };
    this.#told.do(tell);
  }

  async #askUnasked(server: string, message: ServerMessage): ReturnType<Inquiry["ask"]> {
    await this.#reached.wait();
    const [client, home] = [this.#client, this.#home];
    if (client === null || home === null) throw GIVEN_UP;
    const { caller, session, era } = client;
    const refused =
      cannotBeAsked(client.capabilities, message) ??
      asOutcome(await this.#ports.interceptor.unasked({ caller, session, era, server }, message));
    return refused ?? (await this.#asking.ask(message, home, null));
  }
}

function asOutcome(
  error: Awaited<ReturnType<GatewayPorts["interceptor"]["unasked"]>>,
): ReturnType<typeof cannotBeAsked> {
  return error === null ? null : { kind: "error", error };
}

function refusal(code: number, message: string): Answered {
  return { kind: "error", error: rpcError(code, message), text: null };
}
