// What stands between a client and a server, in a process of its own: `node worker.ts <way> [address]`.
import { spawn } from "node:child_process";
import { Agent, createServer as createHttpServer, request as httpRequest } from "node:http";
import { connect, createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { Client, StreamableHTTPClientTransport, type Transport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { Lines, openProgram } from "#adapters/mcp";
import { StdioFront } from "#points/gateway";
import { testAgent } from "../../src/points/agents/testing/act.ts";
import { serveFetch, serveFixture } from "../../test/mcp/fixture/serve.ts";
import { gatewayPorts, serveGateway } from "../../test/mcp/gateway.ts";

const PROGRAM = {
  command: process.execPath,
  args: ["--conditions=@writ/source", fileURLToPath(new URL("../../test/mcp/fixture/program.ts", import.meta.url))],
};

const KEPT_ALIVE = new Agent({ keepAlive: true });

const [way = "", address = ""] = process.argv.slice(2);
const WAYS: Readonly<Record<string, () => unknown>> = {
  "stdio-raw": () => {
    const child = spawn(PROGRAM.command, PROGRAM.args, { stdio: ["pipe", "pipe", "ignore"] });
    process.stdin.pipe(child.stdin);
    child.stdout.pipe(process.stdout);
  },
  "stdio-gateway": () => {
    const ports = gatewayPorts({ fixture: openProgram({ ...PROGRAM, cwd: null, env: {} }) });
    const front = new StdioFront(ports, testAgent(), (line) => process.stdout.write(`${line}\n`));
    const lines = new Lines(1024 * 1024, (line) => void front.receive(line));
    process.stdin.on("data", (chunk: Buffer) => lines.take(chunk)).on("end", () => process.exit());
  },
  "stdio-sdk": async () => {
    const client = await clientOver(new StdioClientTransport(PROGRAM), "legacy");
    serveStdio(() => proxyTo(client));
  },
  "http-fixture": async () => console.log((await serveFixture("2026")).url),
  "http-sessions": async () => console.log((await serveFixture("2025")).url),
  "http-raw": () => {
    const to = new URL(address);
    const server = createServer((socket) => {
      const upstream = connect(Number(to.port), to.hostname);
      socket.setNoDelay().pipe(upstream.setNoDelay()).pipe(socket);
    });
    server.listen(0, "127.0.0.1", () => tellAddress(server.address()));
  },
  "http-gateway": async () => console.log((await serveGateway(address)).url),
  "http-copy": () => {
    const server = createHttpServer((request, response) => {
      const { method, headers } = request;
      const upstream = httpRequest(address, { method, headers, agent: KEPT_ALIVE }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      });
      request.pipe(upstream);
    });
    server.listen(0, "127.0.0.1", () => tellAddress(server.address()));
  },
  "http-sdk": async () => {
    const client = await clientOver(new StreamableHTTPClientTransport(new URL(address)), { pin: "2026-07-28" });
    const handler = createMcpHandler(() => proxyTo(client), { legacy: "reject" });
    console.log((await serveFetch((request) => handler.fetch(request))).url);
  },
};

await WAYS[way]?.();

function tellAddress(bound: AddressInfo | string | null): void {
  if (bound !== null && typeof bound === "object") console.log(`http://127.0.0.1:${bound.port}/mcp`);
}

async function clientOver(transport: Transport, mode: "legacy" | { pin: string }): Promise<Client> {
  const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(transport);
  return client;
}

/** A server that asks another, made of the official SDK twice. */
function proxyTo(client: Client): Server {
  const server = new Server({ name: "proxy", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler("tools/list", () => client.listTools());
  server.setRequestHandler("tools/call", ({ params }) =>
    client.callTool({ name: params.name, arguments: params.arguments ?? {} }),
  );
  return server;
}
