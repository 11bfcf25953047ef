// The command of the client mode of the official suite: a client behind the gateway, which reaches the server of the scenario. What is looked at is what the gateway sends.
import { openAddress } from "#adapters/mcp";
import { StdioFront } from "#points/gateway";
import { testAgent } from "../../src/points/agents/testing/act.ts";
import { gatewayPorts } from "./gateway.ts";
import { grantedEverything } from "./granted.ts";

// oxlint-disable-next-line no-explicit-any -- messages of any sort
type Any = any;

const CAPABILITIES = { elicitation: { form: { applyDefaults: true } }, sampling: {}, roots: {} };
const INFO = { name: "client", version: "1" };
const NEWEST = "2026-07-28";

const { MCP_CONFORMANCE_PROTOCOL_VERSION: revision = "2025-11-25", MCP_CONFORMANCE_CONTEXT: context = "{}" } =
  process.env;
const META = {
  "io.modelcontextprotocol/protocolVersion": NEWEST,
  "io.modelcontextprotocol/clientCapabilities": CAPABILITIES,
  "io.modelcontextprotocol/clientInfo": INFO,
};

/** A value of each type of JSON Schema. */
const SOME: Readonly<Record<string, unknown>> = { number: 5, integer: 5, boolean: true, object: {}, array: [] };

const ports = gatewayPorts(
  { fixture: openAddress({ url: new URL(process.argv[2] ?? ""), headers: {} }) },
  { interceptor: await grantedEverything() },
);
const waiting = new Map<number, (message: Any) => void>();
let lastId = 0;
const front: StdioFront = new StdioFront(ports, testAgent(), (line) => {
  const message: Any = JSON.parse(line);
  if (message.method === undefined) waiting.get(message.id)?.(message);
  else if (message.id !== undefined) void send({ id: message.id, result: answerTo(message) });
});

await useAll();
await front.close();
await Promise.all(ports.servers.map((server) => server.close()));

/** Does whatever a client may do with what it is offered. */
async function useAll(): Promise<void> {
  if (revision === NEWEST) await ask("server/discover", {});
  else {
    await ask("initialize", { protocolVersion: revision, capabilities: CAPABILITIES, clientInfo: INFO });
    await send({ method: "notifications/initialized" });
  }
  const tools: Any[] = (await ask("tools/list", {})).result?.tools ?? [];
  const calls: Any[] =
    JSON.parse(context).toolCalls ?? tools.map((tool) => ({ name: tool.name, arguments: argumentsOf(tool, tools) }));
  await Promise.all(calls.map((call) => askInRounds("tools/call", call)));
  for (const { uri } of (await ask("resources/list", {})).result?.resources ?? [])
    await askInRounds("resources/read", { uri });
  for (const { name } of (await ask("prompts/list", {})).result?.prompts ?? [])
    await askInRounds("prompts/get", { name });
}

function ask(method: string, params: object): Promise<Any> {
  const id = (lastId += 1);
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    void send({ id, method, params: revision === NEWEST ? { ...params, _meta: META } : params });
  });
}

function send(message: object): Promise<void> {
  return front.receive(JSON.stringify({ jsonrpc: "2.0", ...message }));
}

/** Answers what a result asks for, and requests again. */
async function askInRounds(method: string, params: object): Promise<void> {
  let { result } = await ask(method, params);
  for (let round = 0; round < 4 && result?.resultType === "input_required"; round++) {
    const { inputRequests = {}, requestState } = result;
    const inputResponses = Object.fromEntries(
      Object.entries(inputRequests).map(([key, request]) => [key, answerTo(request)]),
    );
    const state = requestState === undefined ? {} : { requestState };
    ({ result } = await ask(method, { ...params, inputResponses, ...state }));
  }
}

/** What a person or a model says: the defaults of a form, or something. */
function answerTo({ method, params }: Any): object {
  if (method === "roots/list") return { roots: [] };
  if (method === "sampling/createMessage")
    return { role: "assistant", model: "none", content: { type: "text", text: "Paris" } };
  return { action: "accept", content: filled(params?.requestedSchema ?? {}) };
}

/** A tool that wants a schema is given that of another, as it was listed. */
function argumentsOf({ inputSchema }: Any, tools: readonly Any[]): object {
  return inputSchema?.properties?.schema === undefined
    ? filled(inputSchema ?? {})
    : { schema: tools.find((other) => other.inputSchema !== inputSchema)?.inputSchema };
}

function filled({ properties = {} }: Any): object {
  return Object.fromEntries(
    Object.entries<Any>(properties).map(([name, schema]) => [name, schema.default ?? SOME[schema.type] ?? "a"]),
  );
}
