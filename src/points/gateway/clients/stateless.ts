import type { Caller } from "#core/access";
import type { ValueObject } from "#core/language";
import { declaredIn, logLevelOf } from "../desk/adapt.ts";
import type { Client, Inquiry } from "../desk/client.ts";
import { Desk } from "../desk/desk.ts";
import { mergedCapabilities } from "../desk/lists.ts";
import { CODES, Refused, rpcError } from "../protocol/errors.ts";
import { assertMirrors, type HeaderReader } from "../protocol/headers.ts";
import { memberText } from "../protocol/member-text.ts";
import { META, revisionOf } from "../protocol/meta.ts";
import type { Message } from "../protocol/message.ts";
import { CLIENT_REVISIONS, NEWEST } from "../protocol/revisions.ts";
import { answerText, notificationText } from "../protocol/write.ts";
import type { Connection } from "../upstream/connect.ts";
import type { Answered } from "../upstream/upstream.ts";
import { cannotBeAsked } from "./asking.ts";
import type { Channel } from "./channel.ts";
import { HeldCall, HeldCalls } from "./held.ts";
import { introductionOf } from "./introduction.ts";
import { Listening } from "./listening.ts";
import type { GatewayPorts } from "./ports.ts";

type Request = Extract<Message, { kind: "request" }>;

/** A request on its way in. */
export interface Arrival {
  readonly caller: Caller;
  /** One run of the client, as far as its way tells: of all requests of a caller over HTTP, of a process over standard input. */
  readonly session: string;
  readonly channel: Channel;
  /** Aborted when the client gives the request up. */
  readonly signal: AbortSignal;
  /** Over HTTP. */
  readonly header: HeaderReader | null;
}

/** Serves clients that speak 2026-07-28, where every request stands alone. */
export class Stateless {
  readonly #ports: GatewayPorts;
  readonly #desk: Desk;
  readonly #held: HeldCalls;
  readonly #listening: Listening;

  constructor(ports: GatewayPorts) {
    this.#ports = ports;
    this.#held = new HeldCalls(ports);
    this.#desk = new Desk({ ...ports, lend: (server, client) => server.lease(client.caller.principal.id, client) });
    this.#listening = new Listening(this.#desk, ports);
  }

  /** Takes a request; its answer, and what comes before it, is sent on its channel. Never rejects. */
  async serve(request: Request, arrival: Arrival): Promise<void> {
    const { channel, signal } = arrival;
    try {
      const client = clientOf(request, arrival);
      const answered = await this.#answer(client, request, arrival).catch((error: unknown) => this.#failed(error));
      const code = answered.kind === "error" ? answered.error.code : null;
      if (!signal.aborted) channel.answer(answerText(request.id, answered), code);
    } catch (error) {
      const answered = this.#failed(error);
      if (answered.kind === "error") channel.answer(answerText(request.id, answered), answered.error.code, true);
    }
    channel.end();
  }

  close(): void {
    this.#held.close();
    this.#listening.close();
  }

  #failed(error: unknown): Answered {
    if (error instanceof Refused) return { kind: "error", error: error.error, text: null };
    this.#ports.report(error);
    return { kind: "error", error: rpcError(CODES.internal, "The request could not be answered"), text: null };
  }

  async #answer(client: Client, request: Request, arrival: Arrival): Promise<Answered> {
    const { method, params } = request;
    if (method === "server/discover") return await this.#discover(client);
    if (method === "subscriptions/listen") return await this.#listening.serve(client, request, arrival);
    const held = this.#held.resume(client, method, params) ?? this.#begin(client, request, arrival);
    return await this.#await(held, client, request, arrival);
  }

  #begin(client: Client, { method, params, text }: Request, { header }: Arrival): HeldCall {
    return new HeldCall((held) => {
      const inquiry: Inquiry = {
        requestId: this.#ports.newId(),
        method,
        params,
        text: memberText(text, "params"),
        signal: held.signal,
        logLevel: logLevelOf(params),
        header,
        message: (message) => held.message(message),
        ask: async (message) => cannotBeAsked(client.capabilities, message) ?? (await held.ask(message)),
      };
      return this.#desk.answer(client, inquiry);
    });
  }

  /** Waits for an answer, or answers with what is asked first. The client that goes meanwhile gives the call up. */
  async #await(
    held: HeldCall,
    client: Client,
    { method, params }: Request,
    { channel, signal }: Arrival,
  ): Promise<Answered> {
    const giveUp = (): void => held.giveUp();
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp);
    try {
      const next = await held.next((message) => channel.send(notificationText(message)));
      if (next.kind !== "asks") return next;
      const requestState = this.#held.keep(held, client, method, params);
      if (requestState !== null)
        return {
          kind: "result",
          result: { resultType: "input_required", inputRequests: next.requests, requestState },
          text: null,
        };
      held.giveUp();
      return { kind: "error", error: rpcError(CODES.internal, "Too many calls wait for their clients"), text: null };
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  async #discover(client: Client): Promise<Answered> {
    const opened = await Promise.allSettled(
      this.#ports.servers.map(async (server) => {
        const lease = await server.lease(client.caller.principal.id, client);
        lease.over();
        return lease.connection;
      }),
    );
    for (const one of opened) if (one.status === "rejected") this.#ports.report(one.reason);
    const connections = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (connections.length === 0) throw new Refused(CODES.internal, "The server cannot be reached");
    return { kind: "result", result: this.#card(client, connections), text: null };
  }

  #card(client: Client, connections: readonly Connection[]): ValueObject {
    const { info, instructions } = introductionOf(this.#ports, connections);
    return {
      resultType: "complete",
      supportedVersions: [...CLIENT_REVISIONS],
      capabilities: mergedCapabilities(client, connections),
      ...(instructions === null ? {} : { instructions }),
      ttlMs: 0,
      cacheScope: "private",
      _meta: { [META.serverInfo]: info },
    };
  }
}

/** Who asks, as far as the request itself says. Throws `Refused` for one that does not say what it must. */
function clientOf({ method, params }: Request, { caller, session, header }: Arrival): Client {
  const revision = revisionOf(params);
  if (revision === null) throw new Refused(CODES.invalidParams, `\`_meta["${META.revision}"]\` is missing`);
  if (header !== null) assertMirrors(header, revision, method, params);
  if (revision !== NEWEST["2026"]) {
    const data = { supported: [...CLIENT_REVISIONS], requested: revision.slice(0, 64) };
    throw new Refused(CODES.unsupportedRevision, "The revision is not spoken here", data);
  }
  const declared = declaredIn(params);
  if (declared === null) throw new Refused(CODES.invalidParams, `\`_meta["${META.capabilities}"]\` is missing`);
  return { caller, session, era: "2026", revision, ...declared };
}
