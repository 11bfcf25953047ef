import { describe, expect, it } from "vitest";
import type { Carrier, CarrierEars } from "#core/mcp";
import { StdioFront } from "#points/gateway";
import { testAgent } from "../../src/points/agents/testing/act.ts";
import { gatewayPorts } from "./gateway.ts";

/** A server of 2025 that asks for roots as soon as the handshake is over, and hears them at some time. */
class Asking implements Carrier {
  readonly hasWays = false;
  readonly roots: Promise<string>;
  readonly #ears: CarrierEars;
  #hear: (text: string) => void = () => undefined;

  constructor(ears: CarrierEars) {
    this.#ears = ears;
    this.roots = new Promise((resolve) => (this.#hear = resolve));
  }

  async send({ text, id, method }: Parameters<Carrier["send"]>[0]): Promise<void> {
    const message = JSON.parse(text);
    if (message.id === "asked") this.#hear(text);
    if (method === "server/discover") this.#say({ id, error: { code: -32601, message: "no such method" } });
    if (method === "notifications/initialized") this.#say({ id: "asked", method: "roots/list" });
    if (method === "tools/list") this.#say({ id, result: { tools: [] } });
    if (method !== "initialize") return;
    const result = {
      protocolVersion: "2025-11-25",
      capabilities: { tools: {} },
      serverInfo: { name: "a", version: "1" },
    };
    this.#say({ id, result });
  }

  agreed(): void {}

  async close(): Promise<void> {}

  #say(message: object): void {
    queueMicrotask(() => this.#ears.message(JSON.stringify({ jsonrpc: "2.0", ...message }), null));
  }
}

describe("a server that asks for roots during the handshake", () => {
  it("is answered by the client as soon as that listens, also while a list is asked for", async () => {
    // The first connection is left as soon as it is known that the server has sessions.
    const connections: Asking[] = [];
    const ports = gatewayPorts({
      one: async (ears) => {
        const asking = new Asking(ears);
        connections.push(asking);
        return asking;
      },
    });
    const root = { uri: "file:///work" };
    const front = new StdioFront(ports, testAgent(), (line) => {
      const { id, method } = JSON.parse(line);
      if (method === "roots/list") void say({ id, result: { roots: [root] } });
    });
    const say = (message: object): Promise<void> => front.receive(JSON.stringify({ jsonrpc: "2.0", ...message }));
    const clientInfo = { name: "client", version: "1" };
    const params = { protocolVersion: "2025-11-25", capabilities: { roots: {} }, clientInfo };
    await say({ id: 1, method: "initialize", params });
    await say({ method: "notifications/initialized" });
    await say({ id: 2, method: "tools/list" });
    expect(JSON.parse((await connections.at(-1)?.roots) ?? "{}").result).toEqual({ roots: [root] });
    await front.close();
  });
});
