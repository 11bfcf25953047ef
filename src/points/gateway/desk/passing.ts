import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { Forward, McpCall, Outcome, ServerMessage } from "../interceptor.ts";
import { CODES, Refused, rpcError } from "../protocol/errors.ts";
import { mirrorHeaders } from "../protocol/headers.ts";
import { own } from "../protocol/message.ts";
import { assertParameterMirrors, mirroredArguments, parameterHeaders } from "../protocol/parameter-headers.ts";
import type { Connection } from "../upstream/connect.ts";
import type { Lease, Server } from "../upstream/server.ts";
import type { Answered, CallEars, OwnerEars } from "../upstream/upstream.ts";
import { answerFor, wordedFor, type Worded } from "./adapt.ts";
import { Belongings } from "./belongings.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Client, DeskPorts, Inquiry } from "./client.ts";
import { eitherSignal } from "./either-signal.ts";
import { InOrder } from "./in-order.ts";

/** A request that found its server. `name` is the server's own. */
export interface Routed {
  readonly server: Server;
  readonly name: string | null;
  readonly params: ValueObject;
  readonly text: string | null;
}

interface Exchanged {
  readonly answered: Answered;
  readonly era: Connection["era"];
  /** The parameters as the server had them. */
  readonly sent: ValueObject;
}

/** One request on its way to one server and back. */
export class Passing {
  readonly #ports: DeskPorts;
  readonly #catalogue: Catalogue;
  readonly #client: Client;
  readonly #inquiry: Inquiry;
  readonly #routed: Routed;
  readonly #belongings: Belongings;
  readonly #told: InOrder;
  #lease: Promise<Lease> | null = null;

  constructor(desk: { ports: DeskPorts; catalogue: Catalogue; client: Client }, inquiry: Inquiry, routed: Routed) {
    this.#ports = desk.ports;
    this.#catalogue = desk.catalogue;
    this.#client = desk.client;
    this.#inquiry = inquiry;
    this.#routed = routed;
    this.#told = new InOrder(desk.ports.report);
    this.#belongings = new Belongings(routed.server, desk.client);
  }

  // INVARIANT (gateway-fails-closed): no call is sent before the interceptor let it, and whatever it throws ends the request with an error. What a server is asked before is what it lists, by which is decided.
  /** Asks the interceptor, then the server, then the interceptor again. */
  async run(): Promise<Answered> {
    try {
      await this.#assertMirrored();
      const passage = await this.#ports.interceptor.request(this.#call());
      if (passage.kind === "forward") return await this.#forward(passage);
      return answerFor(this.#client, { era: "2026", method: this.#inquiry.method }, { ...passage, text: null });
    } finally {
      await this.#lease?.then((lease) => lease.over()).catch(() => undefined);
    }
  }

  #call(): McpCall {
    const { caller, session, era, capabilities } = this.#client;
    const { requestId, method } = this.#inquiry;
    const { server, name, params } = this.#routed;
    const listed = async (kind: Parameters<McpCall["listed"]>[0]): Promise<readonly ValueObject[]> => {
      const { connection } = await this.#connect();
      return (await this.#catalogue.recent(connection, kind, this.#client)).entries;
    };
    const visit = { caller, session, era, server: server.key };
    return { ...visit, requestId, method, name, params, clientCapabilities: capabilities, listed };
  }

  #connect(): Promise<Lease> {
    this.#lease ??= this.#ports.lend(this.#routed.server, this.#client);
    return this.#lease;
  }

  async #forward(passage: Forward): Promise<Answered> {
    const { answered, era, sent } = await this.#exchange(passage);
    const { method } = this.#inquiry;
    const came: Outcome =
      answered.kind === "result"
        ? { kind: "result", result: answered.result }
        : { kind: "error", error: answered.error };
    const given = this.#belongings.onlyOwn(method, came);
    const outcome = await passage.outcome(given);
    this.#belongings.take(method, sent, outcome);
    const text = outcome === came ? answered.text : null;
    return answerFor(this.#client, { era, method }, { ...outcome, text });
  }

  async #exchange(passage: Forward): Promise<Exchanged> {
    let how: "unsent" | "failed" = "unsent";
    const signal = eitherSignal(this.#inquiry.signal, passage.signal);
    try {
      const lease = await this.#connect();
      const { connection, watch } = lease;
      if (connection.era === "2026" && watch !== null && WATCHING.has(this.#inquiry.method)) {
        watch(this.#routed.name ?? "", this.#inquiry.method === SUBSCRIBE);
        return { answered: { kind: "result", result: {}, text: null }, era: "2025", sent: {} };
      }
      const { params } = passage;
      const worded = params === null ? this.#routed : { params, text: null };
      const outgoing = wordedFor(connection, this.#client, this.#inquiry, worded);
      const headers = connection.era === "2026" ? await this.#headers(connection, outgoing) : [];
      await this.#setLevel(connection);
      const { method } = this.#inquiry;
      this.#belongings.assertState(method, outgoing.params);
      const ears = this.#ears(passage);
      lease.hearing(besideCall(ears));
      how = "failed";
      const answered = await connection.upstream.call({ method, ...outgoing, headers }, ears, signal);
      // What was said before the answer is told before it, however long deciding on it takes.
      await this.#told.done();
      return { answered, era: connection.era, sent: outgoing.params };
    } catch (error) {
      await passage.lost(how);
      if (passage.signal.aborted) throw new Refused(CODES.internal, "The call was stopped");
      throw error;
    }
  }

  /** A client of 2026-07-28 says with each request from which level on it wants logs; a server before is told once. */
  async #setLevel({ era, capabilities, upstream }: Connection): Promise<void> {
    const level = this.#inquiry.logLevel;
    if (this.#client.era === "2025" || era === "2026" || level === null || own(capabilities, "logging") === undefined)
      return;
    const outgoing = { method: "logging/setLevel", params: { level }, text: null, headers: [] };
    await upstream.call(outgoing, DEAF, this.#inquiry.signal);
  }

  async #headers(connection: Connection, { params }: Worded): Promise<readonly string[]> {
    const { method } = this.#inquiry;
    if (!connection.upstream.hasHeaders) return [];
    const headers = mirrorHeaders(connection.revision, method, params);
    const mirrored = method === "tools/call" ? await this.#mirrored() : [];
    return [...headers, ...parameterHeaders(mirrored, params)];
  }

  /** Over HTTP, where arguments are said in headers as well, both have to say the same. */
  async #assertMirrored(): Promise<void> {
    const { header, method } = this.#inquiry;
    if (header === null || method !== "tools/call") return;
    assertParameterMirrors(header, await this.#mirrored(), this.#routed.params);
  }

  async #mirrored(): Promise<NonNullable<ReturnType<typeof mirroredArguments>>> {
    const { connection } = await this.#connect();
    const { entries } = await this.#catalogue.recent(connection, "tools", this.#client);
    const tool = entries.find((entry) => own(entry, "name") === this.#routed.name);
    return tool === undefined ? [] : (mirroredArguments(tool) ?? []);
  }

  #ears(passage: Forward): CallEars {
    const tell = async (message: ServerMessage): Promise<void> => {
      if (this.#isWanted(message) && (await passage.message(message)) === null) this.#inquiry.message(message);
    };
    return {
      message: (message) => this.#told.do(() => tell(message)),
      ask: async (message) => {
        const refusal = ASKABLE.has(message.method)
          ? await passage.message(message)
          : rpcError(CODES.unknownMethod, "Clients are not asked this");
        return refusal === null ? await this.#inquiry.ask(message) : { kind: "error", error: refusal };
      },
    };
  }

  #isWanted(message: ServerMessage): boolean {
    const { method } = message;
    if (!this.#belongings.mayHear(message)) return false;
    return method !== LOG || this.#client.era === "2025" || this.#inquiry.logLevel !== null;
  }
}

/** On a way that is lent to one call alone, what a server asks and logs beside it is about that call, whichever stream it comes on. */
function besideCall(ears: CallEars): OwnerEars {
  return {
    ask: (asked) => ears.ask(asked),
    message: (told) => {
      if (told.method === LOG) ears.message(told);
    },
    ended: () => undefined,
  };
}

/** What a server may ask of a client, and the capability by which a client says that it may be asked. */
export const ASKABLE: ReadonlyMap<string, string> = new Map([
  ["sampling/createMessage", "sampling"],
  ["elicitation/create", "elicitation"],
  ["roots/list", "roots"],
]);

const LOG = "notifications/message";
const SUBSCRIBE = "resources/subscribe";
const WATCHING: ReadonlySet<string> = new Set([SUBSCRIBE, "resources/unsubscribe"]);

const DEAF: CallEars = {
  message: () => undefined,
  ask: () => Promise.reject(new UnavailableError("mcp-client", "Nobody is asked for this")),
};
