import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiRequest, Route, StreamReply } from "#points/api";

/** What was answered already; only its status is left to tell of. */
export interface Streamed {
  readonly kind: "streamed";
  readonly status: number;
}

/** How often a stream without events says that it is still there, so that nothing on the way gives it up. */
const ALIVE_MS = 20_000;

/** How much may wait for a client that does not read. */
const MOST_UNREAD = 16 * 1024 * 1024;

/** Lets a route answer in its own way. */
export async function answerStream(
  stream: NonNullable<Route["stream"]>,
  call: ApiRequest,
  { request, response, requestId }: Exchange,
): Promise<Streamed> {
  const gone = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const header = (name: string): string | undefined => request.headers[name.toLowerCase()]?.toString();
  const reply = await stream({ ...call, method: request.method ?? "", header, signal: gone.signal });
  if (response.destroyed) return { kind: "streamed", status: 499 };
  const common = ["X-Request-ID", requestId, "X-Content-Type-Options", "nosniff"];
  if (reply.kind === "stream") return open(reply, response, common);
  response.writeHead(reply.status, [
    ...reply.headers,
    ...common,
    "Cache-Control",
    "no-store",
    "Content-Length",
    String(Buffer.byteLength(reply.body)),
  ]);
  response.end(reply.body);
  return { kind: "streamed", status: reply.status };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

function open(
  reply: Extract<StreamReply, { kind: "stream" }>,
  response: ServerResponse,
  common: readonly string[],
): Streamed {
  response.writeHead(200, [...reply.headers, ...common]);
  response.flushHeaders();
  const alive = setInterval(() => response.write(": \n\n"), ALIVE_MS);
  response.on("close", () => clearInterval(alive));
  reply.open({
    write: (text) => {
      if (response.writableLength > MOST_UNREAD) response.destroy();
      else response.write(text);
    },
    end: () => response.end(),
  });
  return { kind: "streamed", status: 200 };
}
