import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openProgram } from "#adapters/mcp";
import { StdioFront, type GatewayPorts, type Interceptor } from "#points/gateway";
import { testAgent } from "../../src/points/agents/testing/act.ts";
import { gatewayPorts } from "./gateway.ts";

const PROGRAM = fileURLToPath(new URL("fixture/program.ts", import.meta.url));
const program = openProgram({
  command: process.execPath,
  args: ["--conditions=@writ/source", PROGRAM],
  cwd: null,
  env: { GIVEN: "yes" },
});
const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

// oxlint-disable-next-line no-explicit-any -- tests look into messages of any sort
type Message = any;

/** A client that writes lines and waits for the answer to each. */
class Client {
  readonly #front: StdioFront;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #lastId = 0;

  constructor(ports: GatewayPorts) {
    this.#front = new StdioFront(ports, testAgent(), (line) => {
      const message = JSON.parse(line);
      this.#waiting.get(message.id)?.(message);
    });
  }

  ask(method: string, params: object): Promise<Message> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      void this.#front.receive(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  async hello(): Promise<Message> {
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } };
    const answer = await this.ask("initialize", params);
    await this.#front.receive('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    return answer;
  }

  close(): Promise<void> {
    return this.#front.close();
  }
}

const broken = (): never => {
  throw new Error("a bug");
};

describe("the gateway before programs", () => {
  const ports = gatewayPorts({ one: program, two: program });
  const client = new Client(ports);

  beforeAll(async () => {
    await client.hello();
  }, 30_000);

  afterAll(async () => {
    await client.close();
    await Promise.all(ports.servers.map((server) => server.close()));
  });

  it("shows the tools of all servers under their keys, and calls each at its own", async () => {
    const { result } = await client.ask("tools/list", {});
    const names: string[] = result.tools.map(({ name }: { name: string }) => name);
    expect(names).toContain("one__test_simple_text");
    expect(names).toContain("two__test_simple_text");
    const called = await client.ask("tools/call", { name: "two__test_simple_text", arguments: {} });
    expect(called.result.content[0].text).toContain("simple text");
  });

  it("refuses a name of no server, and a method that it does not know", async () => {
    expect(await client.ask("tools/call", { name: "test_simple_text" })).toMatchObject({ error: { code: -32602 } });
    expect(await client.ask("tools/delete", {})).toMatchObject({ error: { code: -32601 } });
  });

  it("answers requests of 2026-07-28 on the same way", async () => {
    const params = { name: "one__test_simple_text", arguments: {}, _meta: META };
    expect(await client.ask("tools/call", params)).toMatchObject({ result: { resultType: "complete" } });
    const listed = await client.ask("tools/list", { _meta: META });
    expect(listed.result).toMatchObject({ resultType: "complete", cacheScope: expect.any(String) });
  });

  it("INVARIANT (gateway-fails-closed): refuses everything when the interceptor throws", async () => {
    const interceptor: Interceptor = { request: broken, list: broken, unasked: broken, introduces: () => false };
    const other = new Client({ ...ports, interceptor });
    await other.hello();
    expect(await other.ask("tools/list", {})).toMatchObject({ error: { code: -32603 } });
    expect(await other.ask("tools/call", { name: "one__test_simple_text" })).toMatchObject({ error: { code: -32603 } });
    await other.close();
  });
});
