import type { RpcId } from "#core/mcp";
import type { Caller } from "#core/access";
import type { Channel } from "./clients/channel.ts";
import type { GatewayPorts } from "./clients/ports.ts";
import { Session } from "./clients/session.ts";
import { Stateless } from "./clients/stateless.ts";
import { revisionOf } from "./protocol/meta.ts";
import { readMessage, type Message } from "./protocol/message.ts";
import { rpcError, CODES } from "./protocol/errors.ts";
import { errorText } from "./protocol/write.ts";

const MOST_UNDER_WAY = 256;

/** Answers one client over standard input and output, in the era that each of its requests is of. */
export class StdioFront {
  readonly #caller: Caller;
  readonly #session: Session;
  readonly #stateless: Stateless;
  readonly #channel: Channel;
  readonly #underWay = new Map<RpcId, AbortController>();
  readonly #id: string;

  /** `write` takes lines without their ends. Requests of 2026-07-28 may reach servers over ways of their own, `alone`. */
  constructor(ports: GatewayPorts, caller: Caller, write: (line: string) => void, alone: GatewayPorts = ports) {
    this.#caller = caller;
    this.#id = ports.newId();
    this.#session = new Session(ports, caller, this.#id);
    this.#stateless = new Stateless(alone);
    this.#channel = { send: write, answer: write, end: () => undefined };
    this.#session.home(this.#channel);
  }

  /** Takes one line. Never rejects. */
  async receive(line: string): Promise<void> {
    const message = readMessage(line);
    if (message.kind === "request" && (message.method === "server/discover" || revisionOf(message.params) !== null))
      return await this.#serveAlone(message);
    if (message.kind === "notification" && message.method === "notifications/cancelled")
      this.#cancel(message.params["requestId"]);
    await this.#session.receive(message, this.#channel);
  }

  async close(): Promise<void> {
    for (const controller of this.#underWay.values()) controller.abort();
    this.#stateless.close();
    await this.#session.close();
  }

  async #serveAlone(request: Extract<Message, { kind: "request" }>): Promise<void> {
    const { id } = request;
    if (this.#underWay.has(id) || this.#underWay.size >= MOST_UNDER_WAY) {
      const error = rpcError(CODES.invalidRequest, "The id is in use, or too many requests are under way");
      return this.#channel.send(errorText(id, error));
    }
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    const arrival = {
      caller: this.#caller,
      session: this.#id,
      channel: this.#channel,
      signal: controller.signal,
      header: null,
    };
    await this.#stateless.serve(request, arrival);
    this.#underWay.delete(id);
  }

  #cancel(id: unknown): void {
    if (typeof id === "string" || typeof id === "number") this.#underWay.get(id)?.abort();
  }
}
