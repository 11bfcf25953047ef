import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openAddress } from "#adapters/mcp";
import type { OpenCarrier } from "#core/mcp";
import type { StreamReply } from "#points/api";
import { HttpFront, Server, type GatewayPorts } from "#points/gateway";
import { passAll } from "../../src/apps/cli/gateway/pass.ts";
import { testAgent } from "../../src/points/agents/testing/act.ts";
import type { Served } from "./fixture/serve.ts";

const now = (): number => performance.now();

/** The ports of a gateway before some servers. */
export function gatewayPorts(
  servers: Readonly<Record<string, OpenCarrier>>,
  changes: Partial<GatewayPorts> = {},
): GatewayPorts {
  const made = Object.entries(servers).map(([key, open]) => new Server({ key, open, era: null }, now));
  return {
    servers: made,
    isPrefixed: made.length > 1,
    interceptor: passAll("public"),
    report: () => undefined,
    now,
    info: { name: "writ", version: "0" },
    newId: randomUUID,
    ...changes,
  };
}

/** A gateway over HTTP before one server, as the control plane answers but for who calls. */
export async function serveGateway(url: string, changes: Partial<GatewayPorts> = {}): Promise<Served> {
  const ports = gatewayPorts({ fixture: openAddress({ url: new URL(url), headers: {} }) }, changes);
  const front = new HttpFront(ports);
  const server = createServer((request, response) => {
    void serve(front, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    close: async () => {
      await front.close();
      await Promise.all(ports.servers.map((one) => one.close()));
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function serve(front: HttpFront, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  if (!/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(request.headers.host ?? ""))
    return void response.writeHead(403).end();
  const gone = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const reply = await front.serve({
    method: request.method ?? "",
    header: (name) => request.headers[name.toLowerCase()]?.toString(),
    body,
    caller: testAgent(),
    signal: gone.signal,
  });
  write(reply, response);
}

function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => resolve(Buffer.concat(chunks).toString("utf8")))
      .on("error", reject);
  });
}

function write(reply: StreamReply, response: ServerResponse): void {
  if (reply.kind === "whole") return void response.writeHead(reply.status, [...reply.headers]).end(reply.body);
  response.writeHead(200, [...reply.headers]);
  response.flushHeaders();
  reply.open({ write: (text) => response.write(text), end: () => response.end() });
}
