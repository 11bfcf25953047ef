// What a call costs in the gateway itself: no pipe, no socket and no other process, only what is read, decided on and written.
import type { CarrierEars, OpenCarrier, Parcel } from "#core/mcp";
import { HttpFront, StdioFront } from "#points/gateway";
import { testAgent } from "../../src/points/agents/testing/act.ts";
import { gatewayPorts } from "../../test/mcp/gateway.ts";
import { CALL, HELLO, MODERN_CALL, MODERN_HEADERS } from "./messages.ts";

const CALLS = 50_000;
const WARM_UP = 5000;

const COMPLETE = { resultType: "complete", ttlMs: 0, cacheScope: "public" };
const RESULTS: Readonly<Record<string, object>> = {
  initialize: {
    protocolVersion: "2025-11-25",
    capabilities: { tools: {} },
    serverInfo: { name: "near", version: "1" },
  },
  "server/discover": { ...COMPLETE, supportedVersions: ["2026-07-28"], capabilities: { tools: {} } },
  "tools/list": { ...COMPLETE, tools: [{ name: CALL.name, inputSchema: { type: "object" } }] },
  "tools/call": { ...COMPLETE, content: [{ type: "text", text: "This is a simple text." }] },
};

/** Microseconds of CPU that a call takes over standard input and output (2025-11-25) and over HTTP (2026-07-28), once everything is compiled. */
export async function measureOwnWork(): Promise<{ readonly stdioUs: number; readonly httpUs: number }> {
  return { stdioUs: await cpuPerCall(await overLines()), httpUs: await cpuPerCall(overHttp()) };
}

async function cpuPerCall(ask: () => Promise<string>): Promise<number> {
  for (let call = 0; call < WARM_UP; call += 1) await ask();
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call += 1) {
    const answer = await ask();
    if (!answer.includes("simple text")) throw new Error(`Not answered: ${answer}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

async function overLines(): Promise<() => Promise<string>> {
  let answered: ((line: string) => void) | null = null;
  const front = new StdioFront(gatewayPorts({ near: near("2025") }), testAgent(), (line) => answered?.(line));
  const ask = (message: object): Promise<string> =>
    new Promise((resolve) => {
      answered = resolve;
      void front.receive(JSON.stringify(message));
    });
  await ask(HELLO);
  let lastId = 0;
  return () => ask({ jsonrpc: "2.0", id: ++lastId, method: "tools/call", params: CALL });
}

function overHttp(): () => Promise<string> {
  const front = new HttpFront(gatewayPorts({ near: near("2026") }));
  const headers = new Map(Object.entries(MODERN_HEADERS).map(([name, value]) => [name.toLowerCase(), value]));
  const body = JSON.stringify(MODERN_CALL);
  return async () => {
    const reply = await front.serve({
      method: "POST",
      header: (name) => headers.get(name.toLowerCase()),
      body,
      caller: testAgent(),
      signal: new AbortController().signal,
    });
    return reply.kind === "whole" ? reply.body : "";
  };
}

/** A server in this process that answers at the next turn, and does nothing else. */
function near(era: "2025" | "2026"): OpenCarrier {
  return (ears) =>
    Promise.resolve({
      hasWays: true,
      agreed: () => undefined,
      close: () => Promise.resolve(),
      send: (parcel) => {
        answer(ears, parcel, era);
        return Promise.resolve();
      },
    });
}

function answer(ears: CarrierEars, { id, method }: Parcel, era: "2025" | "2026"): void {
  if (id === null || method === null) return;
  const result = era === "2025" && method === "server/discover" ? undefined : RESULTS[method];
  const said = result === undefined ? { error: { code: -32601, message: "Unknown" } } : { result };
  setImmediate(() => ears.message(JSON.stringify({ jsonrpc: "2.0", id, ...said }), id));
}
