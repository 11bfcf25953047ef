import type { IncomingMessage, ServerResponse } from "node:http";
import { UnavailableError } from "#core/diagnostics";
import { MAX_REQUEST_BYTES, type Witness, type WitnessAnswer, type WitnessState } from "#core/evidence";
import { errorFields, readBody, type Log, type Metrics, type RateLimit } from "#apps/server";
import { answerOf, plain, type HttpAnswer } from "./answers.ts";

/** What a listener is made of. */
export interface ListenerPorts {
  /** The witness of now: it is exchanged when the list of logs is read again. */
  readonly witness: () => Witness;
  readonly state: WitnessState;
  /** By remote address. */
  readonly requests: RateLimit;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Is told of every answer about a checkpoint. */
  readonly answered: (answer: WitnessAnswer) => void;
  readonly isEnding: () => boolean;
}

/** Answers requests of C2SP tlog-witness, and whether the process lives. */
export function createWitnessListener(
  ports: ListenerPorts,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void serve(ports, request, response);
  };
}

type Route = "/add-checkpoint" | "/{origin}/checkpoint" | "/livez" | "/metrics" | "none";

async function serve(ports: ListenerPorts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const route = routeOf(request.url ?? "");
  const answer = await answerRequest(ports, route, request);
  if (!response.destroyed) respond(response, answer, ports.isEnding() || !request.complete);
  ports.metrics.count(route, answer.status, (performance.now() - started) / 1000);
}

function routeOf(url: string): Route {
  if (url === "/add-checkpoint" || url === "/livez" || url === "/metrics") return url;
  return ORIGIN.test(url) ? "/{origin}/checkpoint" : "none";
}

const ORIGIN = /^\/([0-9a-f]{64})\/checkpoint$/;

async function answerRequest(ports: ListenerPorts, route: Route, request: IncomingMessage): Promise<HttpAnswer> {
  if (route === "none") return plain(404, "There is nothing here");
  if (request.method !== (route === "/add-checkpoint" ? "POST" : "GET")) return plain(405, "Not by this method");
  if (route === "/livez") return plain(200, "ok");
  if (!ports.requests.take(request.socket.remoteAddress ?? "socket")) return plain(429, "Too many requests");
  try {
    if (route === "/metrics") return { ...plain(200, ""), body: ports.metrics.render() };
    return route === "/add-checkpoint" ? await addCheckpoint(ports, request) : await latest(ports, request.url ?? "");
  } catch (error) {
    ports.log.error("a request failed", errorFields(error));
    return error instanceof UnavailableError
      ? plain(503, "The witness cannot keep what it signs")
      : plain(500, "This is a defect in writ, please report it");
  }
}

async function addCheckpoint(ports: ListenerPorts, request: IncomingMessage): Promise<HttpAnswer> {
  const read = await readBody(request, MAX_REQUEST_BYTES);
  if (read.kind === "too-large") return plain(413, `At most ${MAX_REQUEST_BYTES} bytes are read`);
  if (read.kind === "aborted") return plain(408, "The request was cut off");
  const answer = await ports.witness().addCheckpoint(read.body);
  ports.answered(answer);
  return answerOf(answer);
}

async function latest({ state }: ListenerPorts, url: string): Promise<HttpAnswer> {
  const kept = await state.latestByHash(ORIGIN.exec(url)?.[1] ?? "");
  return kept === null
    ? plain(404, "No checkpoint of this log was signed here")
    : { ...plain(200, ""), body: kept.note };
}

function respond(response: ServerResponse, { status, contentType, body }: HttpAnswer, isLast: boolean): void {
  const headers = [
    "Content-Type",
    contentType,
    "Content-Length",
    String(Buffer.byteLength(body)),
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
    ...(isLast ? ["Connection", "close"] : []),
    ...(status === 429 || status === 503 ? ["Retry-After", "1"] : []),
  ];
  response.writeHead(status, headers);
  response.end(body);
}
