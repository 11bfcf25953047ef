import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CarrierEars, OpenCarrier } from "#core/mcp";
import { testAgent } from "../agents/testing/act.ts";
import type { Interceptor, Passage } from "./interceptor.ts";
import { HttpFront, StdioFront, type Era } from "./index.ts";
import { readMessage } from "./protocol/message.ts";
import { scriptedPorts, type Any } from "./testing/scripted.ts";

/** What is written into whatever nobody may hear of: no message with it is let through. */
const FORBIDDEN = "not-for-anybody";

const GONE = "The server of the test is gone";

/** Decides by one word, and never at once. */
const interceptor: Interceptor = {
  request: async (call): Promise<Passage> => {
    if (call.method === "tools/call") await call.listed("tools");
    if (isForbidden(call.params)) return { kind: "error", error: { code: -31_403, message: "no" } };
    return {
      kind: "forward",
      params: call.name === "changed" ? { ...call.params, changed: true } : null,
      signal: new AbortController().signal,
      outcome: async (outcome) => (isForbidden(outcome) ? { kind: "result", result: {} } : outcome),
      message: async ({ params }) => (isForbidden(params) ? { code: -31_403, message: "no" } : null),
      lost: async () => undefined,
    };
  },
  list: async ({ entries }) => ({ entries: entries.filter((entry) => !isForbidden(entry)), scope: "private" }),
  introduces: (said) => !isForbidden(said),
  unasked: async (_visit, { params }) => (isForbidden(params) ? { code: -31_403, message: "no" } : null),
};

function isForbidden(value: unknown): boolean {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one)).includes(FORBIDDEN);
}

/** A server that does to each request what comes next, and ends when it is told to. */
class HostileServer {
  readonly heard: string[] = [];
  readonly #era: Era;
  readonly #turns: readonly Turn[];
  readonly #ears = new Set<CarrierEars>();
  #turn = 0;
  #isOver = false;

  constructor(era: Era, turns: readonly Turn[]) {
    this.#era = era;
    this.#turns = turns;
  }

  readonly open: OpenCarrier = (ears) => {
    this.#ears.add(ears);
    return Promise.resolve({
      hasWays: false,
      agreed: () => undefined,
      close: () => Promise.resolve(),
      send: ({ text }) => {
        this.heard.push(text);
        queueMicrotask(() => this.#answer(ears, JSON.parse(text)));
        return Promise.resolve();
      },
    });
  };

  end(): void {
    this.#isOver = true;
    for (const ears of this.#ears) ears.ended(null, GONE);
    this.#ears.clear();
  }

  #answer(ears: CarrierEars, { id, method }: Any): void {
    const handshake = shakeHands(this.#era, method);
    if (id === undefined || method === undefined) return;
    if (handshake !== null) return void ears.message(JSON.stringify({ jsonrpc: "2.0", id, ...handshake }), null);
    if (this.#isOver) return ears.ended(null, GONE);
    const turn = this.#turns[this.#turn++ % this.#turns.length] ?? [];
    for (const said of turn) ears.message(said.replaceAll('"ID"', JSON.stringify(id)), null);
  }
}

function shakeHands(era: Era, method: string): object | null {
  const capabilities = { tools: { listChanged: true }, resources: { subscribe: true }, prompts: {}, logging: {} };
  const serverInfo = { name: "hostile", version: "1" };
  if (method === "server/discover" && era === "2026")
    return { result: { resultType: "complete", supportedVersions: ["2026-07-28"], capabilities, serverInfo } };
  if (method === "server/discover") return { error: { code: -32601, message: "no" } };
  return method === "initialize" ? { result: { protocolVersion: "2025-11-25", capabilities, serverInfo } } : null;
}

/** What a server says in place of an answer, any number of messages; `"ID"` is the id of the request. */
type Turn = readonly string[];

const word = fc.constantFrom("a", "changed", "", "__proto__", "constructor", FORBIDDEN, "test://a", "x".repeat(300));
const json = fc.jsonValue({ maxDepth: 3 });
const members = fc.dictionary(fc.oneof(word, fc.string({ maxLength: 8 })), fc.oneof(json, word), { maxKeys: 4 });
const asking = fc.constantFrom("elicitation/create", "sampling/createMessage", "roots/list", "ping", "tools/call");
const telling = fc.constantFrom(
  "notifications/message",
  "notifications/progress",
  "notifications/tools/list_changed",
  "notifications/resources/updated",
  "notifications/tasks/status",
  "notifications/anything",
);

const result = fc.oneof(
  members,
  fc.constantFrom<object>(
    { content: [] },
    { tools: [{ name: "a" }, { name: FORBIDDEN }], nextCursor: "again" },
    { resultType: "task", taskId: "a" },
    {
      resultType: "input_required",
      inputRequests: { a: { method: "elicitation/create", params: {} } },
      requestState: "a",
    },
    { resultType: 7, inputRequests: FORBIDDEN },
  ),
);
const rpc = (message: object): string => JSON.stringify({ jsonrpc: "2.0", ...message });
const fromServer = fc.oneof(
  { weight: 6, arbitrary: result.map((one) => rpc({ id: "ID", result: one })) },
  {
    weight: 1,
    arbitrary: fc
      .oneof(json, members, fc.constant({ code: 1, message: FORBIDDEN }))
      .map((error) => rpc({ id: "ID", error })),
  },
  { weight: 1, arbitrary: fc.tuple(json, result).map(([id, one]) => rpc({ id: id ?? 1, result: one })) },
  { weight: 2, arbitrary: fc.tuple(telling, members).map(([method, params]) => rpc({ method, params })) },
  { weight: 2, arbitrary: fc.tuple(asking, members).map(([method, params]) => rpc({ id: "s", method, params })) },
  { weight: 1, arbitrary: fc.oneof(fc.string(), fc.json(), fc.constant("[".repeat(200))) },
);
const turns = fc.array(fc.array(fromServer, { maxLength: 3 }), { minLength: 1, maxLength: 8 });

const SPOKEN =
  "tools/call tools/list prompts/get resources/read resources/subscribe resources/templates/list completion/complete logging/setLevel tasks/get tasks/list ping server/discover initialize tools/execute toString elicitation/create";
const methods = fc.constantFrom(...SPOKEN.split(" "));
const meta = fc.constantFrom<object>(
  {},
  { "io.modelcontextprotocol/protocolVersion": "2026-07-28" },
  { "io.modelcontextprotocol/protocolVersion": "2027-01-01", "io.modelcontextprotocol/clientCapabilities": {} },
  ...[{}, { elicitation: {}, roots: {} }].map((declared) => ({
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": declared,
    progressToken: "p",
  })),
);
const params = fc
  .tuple(members, word, meta, fc.boolean())
  .map(([more, name, _meta, isNamed]) => ({ ...more, ...(isNamed ? { name, uri: name } : {}), _meta }));
const notices = fc.constantFrom("notifications/roots/list_changed", "notifications/initialized", "tools/call", "a");
const id = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.string({ maxLength: 4 }), json);
const answering = fc.tuple(fc.integer({ min: 1, max: 5 }), json);
const cut = (text: string, at: number, to: string): string => text.slice(0, at % (text.length + 1)) + to;
const fromClient = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(id, methods, params).map(([one, method, said]) => rpc({ id: one, method, params: said })),
  },
  { weight: 1, arbitrary: fc.tuple(notices, members).map(([method, said]) => rpc({ method, params: said })) },
  { weight: 2, arbitrary: answering.map(([n, one]) => rpc({ id: `writ-${n}`, result: one })) },
  { weight: 1, arbitrary: fc.tuple(methods, json).map(([method, said]) => rpc({ id: 1, method, params: said })) },
  { weight: 1, arbitrary: fc.oneof(fc.string(), fc.json(), fc.constant("[".repeat(200))) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(id, methods, params, fc.nat(), fc.string({ maxLength: 3 }))
      .map(([one, method, said, at, to]) => cut(rpc({ id: one, method, params: said }), at, to)),
  },
);

const MODERN = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

const HELLO = rpc({
  id: "hello",
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: { elicitation: {}, roots: {} }, clientInfo: {} },
});

describe("the pump of messages", () => {
  it.each(["2025", "2026"] as const)(
    "answers every request once, whatever comes from either side, and lets through nothing that was not (server of %s)",
    async (era) => {
      await fc.assert(
        fc.asyncProperty(turns, fc.array(fromClient, { minLength: 1, maxLength: 30 }), async (said, lines) => {
          const server = new HostileServer(era, said);
          const written: string[] = [];
          const bugs: unknown[] = [];
          const ports = scriptedPorts(server.open, interceptor, (error) => {
            if (!(error instanceof Error) || !("code" in error)) bugs.push(error);
          });
          const front = new StdioFront(ports, testAgent(), (line) => void written.push(line));
          await front.receive(HELLO);
          const under = lines.map((line) => front.receive(line));
          await quiet();
          for (let round = 0; round < 12; round++) {
            server.end();
            for (const line of askedIn(written)) await front.receive(line);
            await quiet();
          }
          await Promise.all(under);
          expect(bugs).toEqual([]);
          expect(answersIn(written)).toEqual(requestsIn([HELLO, ...lines]));
          expect([...server.heard, ...written].filter((text) => text.includes(FORBIDDEN))).toEqual([]);
          await front.close();
        }),
        { numRuns: 100 },
      );
    },
    60_000,
  );
});

describe("the pump of messages under a flood", () => {
  it.each(["2025", "2026"] as const)(
    "holds what it has room for, and refuses the rest at once (client of %s)",
    async (era) => {
      const server = new HostileServer(era, [[]]);
      const written: string[] = [];
      const front = new StdioFront(
        scriptedPorts(server.open, interceptor, () => undefined),
        testAgent(),
        (line) => void written.push(line),
      );
      await front.receive(HELLO);
      const _meta = era === "2026" ? MODERN : {};
      const lines = Array.from({ length: 2000 }, (_, at) =>
        rpc({ id: at, method: "prompts/get", params: { name: "a", _meta } }),
      );
      for (const line of lines) void front.receive(line);
      await quiet();
      expect(written).toHaveLength(1 + 2000 - 256);
      expect(server.heard.filter((text) => text.includes("prompts/get"))).toHaveLength(256);
      server.end();
      await quiet();
      expect(answersIn(written)).toEqual(requestsIn([HELLO, ...lines]));
      await front.close();
    },
  );
});

describe("the pump of messages over HTTP", () => {
  const headers = fc.dictionary(
    fc.constantFrom(
      "content-type",
      "accept",
      "mcp-method",
      "mcp-name",
      "mcp-protocol-version",
      "mcp-session-id",
      "mcp-param-a",
    ),
    fc.oneof(
      fc.constantFrom("application/json", "*/*", "tools/call", "2026-07-28", "=?base64?!?=", "text/event-stream"),
      fc.string(),
    ),
  );

  it("answers whatever comes with a status of its own, and sends on only what agrees with its headers", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("POST", "GET", "DELETE", "PUT"),
        headers,
        fromClient,
        async (method, said, body) => {
          const server = new HostileServer("2026", [[rpc({ id: "ID", result: {} })]]);
          const front = new HttpFront(scriptedPorts(server.open, interceptor, () => undefined));
          const header = (name: string): string | undefined =>
            Object.hasOwn(said, name.toLowerCase()) ? said[name.toLowerCase()] : undefined;
          const signal = new AbortController().signal;
          const reply = await front.serve({ method, header, body, caller: testAgent(), signal });
          if (reply.kind === "whole") expect(reply.status).toBeLessThan(500);
          const called = server.heard.filter((text) => text.includes('"tools/call"'));
          if (called.length > 0) expect(header("mcp-method")).toBe("tools/call");
          expect(server.heard.filter((text) => text.includes(FORBIDDEN))).toEqual([]);
          await front.close();
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** How often each id was asked with: invalid messages are answered as well, with null where they have no id. */
function requestsIn(lines: readonly string[]): Readonly<Record<string, number>> {
  const asked = lines.map(readMessage).filter(({ kind }) => kind === "request" || kind === "invalid");
  return counted(asked.map((message) => JSON.stringify("id" in message ? message.id : null)));
}

/** Refusals of all that the client was asked: one that owes an answer keeps its own request waiting. */
function askedIn(written: readonly string[]): readonly string[] {
  const messages: Any[] = written.map((line) => JSON.parse(line));
  const asked = messages.filter((message) => message.method !== undefined && message.id !== undefined);
  return asked.map((message) => rpc({ id: message.id, error: { code: -1, message: "no" } }));
}

function answersIn(written: readonly string[]): Readonly<Record<string, number>> {
  const messages: Any[] = written.map((line) => JSON.parse(line));
  expect(written.filter((line) => line.includes("\n"))).toEqual([]);
  return counted(messages.filter(({ method }) => method === undefined).map((message) => JSON.stringify(message.id)));
}

function counted(keys: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...new Set(keys)].toSorted().map((key) => [key, keys.filter((other) => other === key).length]),
  );
}

/** Until nothing that is under way goes on by itself. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => void setImmediate(resolve));
}
