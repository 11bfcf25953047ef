import type { CarrierEars, OpenCarrier } from "#core/mcp";
import type { ValueObject } from "#core/language";
import { testAgent } from "../../agents/testing/act.ts";
import type { Interceptor } from "../interceptor.ts";
import { Server, StdioFront, type Era, type GatewayPorts } from "../index.ts";

// oxlint-disable-next-line no-explicit-any -- tests look into messages of any sort
export type Any = any;

/** A request as a server of a test had it, and what answers it beside its result. */
export interface Asked {
  readonly id: unknown;
  readonly method: string;
  readonly params: Any;
  /** Says anything to the gateway, be it a message or not. */
  say(message: object | string): void;
}

/** What a server of a test is: its era, and the result of a request; `{ error }` for an error, undefined for no answer. */
export interface Script {
  readonly era: Era;
  answer(asked: Asked): Any;
}

const CAPABILITIES = {
  tools: { listChanged: true },
  prompts: { listChanged: true },
  resources: { subscribe: true, listChanged: true },
  extensions: { "io.modelcontextprotocol/tasks": {} },
};

/** A way to a server that is a script in this process. It makes the handshake of its era by itself. */
export function scripted(script: Script): OpenCarrier {
  return (ears) =>
    Promise.resolve({
      hasWays: false,
      agreed: () => undefined,
      close: () => Promise.resolve(),
      send: ({ text }) => {
        queueMicrotask(() => hear(script, ears, JSON.parse(text)));
        return Promise.resolve();
      },
    });
}

function hear(script: Script, ears: CarrierEars, { id, method, params }: Any): void {
  const say = (message: object | string): void =>
    void ears.message(typeof message === "string" ? message : JSON.stringify({ jsonrpc: "2.0", ...message }), null);
  const answered = handshake(script.era, method) ?? script.answer({ id, method, params, say });
  if (id === undefined || answered === undefined) return;
  say(answered.error === undefined ? { id, result: answered } : { id, error: answered.error });
}

function handshake(era: Era, method: string): object | null {
  const info = { name: "script", version: "1" };
  if (method === "server/discover" && era === "2025") return { error: { code: -32601, message: "No such method" } };
  if (method === "server/discover")
    return { resultType: "complete", supportedVersions: ["2026-07-28"], capabilities: CAPABILITIES, serverInfo: info };
  return method === "initialize"
    ? { protocolVersion: "2025-11-25", capabilities: CAPABILITIES, serverInfo: info }
    : null;
}

const now = (): number => performance.now();

/** The ports of a gateway before one server of a test. */
export function scriptedPorts(
  open: OpenCarrier,
  interceptor: Interceptor,
  report: GatewayPorts["report"],
): GatewayPorts {
  let last = 0;
  return {
    servers: [new Server({ key: "script", open, era: null }, now)],
    isPrefixed: false,
    interceptor,
    report,
    now,
    info: { name: "writ", version: "0" },
    newId: () => `id-${(last += 1)}`,
  };
}

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {
    extensions: { "io.modelcontextprotocol/tasks": {} },
    elicitation: {},
  },
};

/** A client over standard input and output, in this process. */
export class LineClient {
  readonly #front: StdioFront;
  readonly #waiting = new Map<unknown, (message: Any) => void>();
  readonly #era: Era;
  /** All that was told beside answers. */
  readonly told: Any[] = [];
  #lastId = 0;

  constructor(ports: GatewayPorts, era: Era, agent: string) {
    this.#era = era;
    this.#front = new StdioFront(ports, testAgent(agent), (line) => this.#hear(JSON.parse(line)));
  }

  ask(method: string, params: ValueObject): Promise<Any> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      const said = this.#era === "2026" ? { ...params, _meta: META } : params;
      void this.send({ id, method, params: said });
    });
  }

  send(message: object): Promise<void> {
    return this.#front.receive(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }

  async hello(): Promise<this> {
    const clientInfo = { name: "test", version: "1" };
    await this.ask("initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo });
    await this.send({ method: "notifications/initialized" });
    return this;
  }

  close(): Promise<void> {
    return this.#front.close();
  }

  #hear(message: Any): void {
    const waiting = message.method === undefined ? this.#waiting.get(message.id) : undefined;
    if (waiting === undefined) this.told.push(message);
    else waiting(message);
  }
}
