import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { mayCall, unprovenCaller, type Caller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import { answerRequest, problemAnswer, type ApiAnswer, type Route } from "#points/api";
import type { Authentication } from "../access/authentication.ts";
import type { RateLimit } from "../access/rate-limit.ts";
import { defectFields, errorFields, type Log } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Tracer } from "../telemetry/tracer.ts";
import type { HostCheck } from "./hosts.ts";
import { readBody } from "./read-body.ts";
import { respond } from "./respond.ts";
import { answerStream, type Streamed } from "./stream.ts";
import type { RouteTable } from "./route-table.ts";
import type { StreamRoute } from "./stream-route.ts";

/** What a listener is made of. */
export interface ListenerPorts {
  readonly routes: RouteTable;
  /** Ways of their own, below a path each. */
  readonly streams: readonly StreamRoute[];
  readonly authenticator: CallerTeller;
  readonly limits: RequestLimits;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracer: Tracer | null;
  /** The address of this server as its caller knows it. */
  originOf(request: IncomingMessage): string;
  /** Whether answers end their connections, because the server is about to end. */
  isEnding(): boolean;
}

export interface RequestLimits {
  readonly maxBodyBytes: number;
  /** By caller. */
  readonly requests: RateLimit;
  /** Failed attempts to prove who one is, and requests without a token, by remote address. */
  readonly strangers: RateLimit;
}

/** Tells who sent a request. */
export interface CallerTeller {
  /** `parameters` are those of its path. Rejects with `UnavailableError` when nobody can tell now. */
  authenticate(request: IncomingMessage, parameters: Readonly<Record<string, string>>): Promise<Authentication>;
}

/** A request on its way through. */
interface Passage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What of a request tells whether it is let in. */
interface Admission extends Omit<Passage, "route"> {
  readonly route: Pick<Route, "path" | "permission" | "stranger">;
}

const ANYBODY: Caller = unprovenCaller("anybody");

/**
 * Makes what answers requests of one listener: looks at the name that the server is called by, finds the route, asks who calls and whether they may, and only then
 * reads the body.
 */
export function createListener(
  ports: ListenerPorts,
  checkHost: HostCheck,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const path = pathOf(request.url ?? "");
    const stream = ports.streams.find(({ prefix }) => path.startsWith(prefix));
    if (stream === undefined) void serve(ports, checkHost, request, response);
    else void serveStream(ports, checkHost, { request, response, requestId: requestIdOf(request), stream, path });
  };
}

async function serve(
  ports: ListenerPorts,
  checkHost: HostCheck,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const requestId = requestIdOf(request);
  const path = pathOf(request.url ?? "");
  const match = ports.routes.find(request.method ?? "", path);
  const name = match.kind === "found" ? match.route.path : "none";
  const isOurs = isProbe(name) || checkHost(request.headers.host);
  const answer = isOurs ? await find(ports, match, { request, response, requestId }) : problemAnswer("foreign-host");
  const isLast = ports.isEnding() || isHalfRead(request);
  if (!("kind" in answer) && !response.destroyed)
    respond(response, answer, {
      requestId,
      isLast,
      more: moreHeaders(answer.status, match, ports.originOf(request) + path),
    });
  const seconds = (performance.now() - started) / 1000;
  ports.metrics.count(name, answer.status, seconds);
  ports.tracer?.record({ request, route: name, status: answer.status, seconds, requestId });
  if (answer.status >= 400) ports.log.info("request refused", { requestId, route: name, status: answer.status });
}

interface StreamPassage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly stream: StreamRoute;
  readonly path: string;
}

/** Lets a request on to a way of its own, with the checks of all others. */
async function serveStream(ports: ListenerPorts, checkHost: HostCheck, passage: StreamPassage): Promise<void> {
  const { request, response, requestId, stream, path } = passage;
  const started = performance.now();
  const below = path.slice(stream.prefix.length);
  const answer = checkHost(request.headers.host) ? await passStream(ports, passage) : problemAnswer("foreign-host");
  if (typeof answer !== "number" && !response.destroyed && !response.headersSent) {
    const own = answer.contentType.includes("problem") ? stream.refuse(below, answer, requestId) : answer;
    const isLast = ports.isEnding() || isHalfRead(request);
    respond(response, own, { requestId, isLast, more: moreHeaders(own.status, { kind: "none" }, path) });
  }
  const status = typeof answer === "number" ? answer : answer.status;
  const seconds = (performance.now() - started) / 1000;
  ports.metrics.count(stream.prefix, status, seconds);
  ports.tracer?.record({ request, route: stream.prefix, status, seconds, requestId });
  if (status >= 400) ports.log.info("request refused", { requestId, route: stream.prefix, status });
}

async function passStream(ports: ListenerPorts, passage: StreamPassage): Promise<ApiAnswer | number> {
  const { request, response, requestId, stream, path } = passage;
  try {
    const token = stream.tokenOf(request.headers);
    if (token !== undefined) request.headers.authorization ??= `Bearer ${token}`;
    const route = { path: stream.prefix, permission: "any" } as const;
    const caller = await admit(ports, { request, response, requestId, route, parameters: {} });
    if ("body" in caller) return caller;
    const read = await readBody(request, stream.maxBodyBytes);
    if (read.kind === "too-large") return problemAnswer("too-large", `At most ${stream.maxBodyBytes} bytes are read`);
    if (read.kind === "aborted") return problemAnswer("timeout");
    const call = { caller, requestId, method: request.method ?? "", path: path.slice(stream.prefix.length) };
    return await stream.handle({ ...call, headers: request.headers, body: read.body }, response);
  } catch (error) {
    reportDefect(ports.log, requestId, error);
    return problemAnswer(error instanceof UnavailableError ? "unavailable" : "internal-error");
  }
}

async function find(
  ports: ListenerPorts,
  match: ReturnType<RouteTable["find"]>,
  passage: Pick<Passage, "request" | "response" | "requestId">,
): Promise<ApiAnswer | Streamed> {
  if (match.kind === "found") return await pass(ports, { ...passage, ...match });
  return problemAnswer(match.kind === "none" ? "not-found" : "method-not-allowed");
}

/** Lets a request in, or says why not. */
async function pass(ports: ListenerPorts, passage: Passage): Promise<ApiAnswer | Streamed> {
  try {
    const caller = await admit(ports, passage);
    if ("body" in caller) return caller;
    const most = Math.max(ports.limits.maxBodyBytes, passage.route.maxBodyBytes ?? 0);
    const read = hasNoBody(passage.route) ? NO_BODY : await readBody(passage.request, most);
    if (read.kind === "too-large") return problemAnswer("too-large", `At most ${most} bytes are read`);
    if (read.kind === "aborted") return problemAnswer("timeout");
    const { request, requestId, parameters, route } = passage;
    const contentType = request.headers["content-type"] ?? "";
    const call = {
      caller,
      requestId,
      parameters,
      origin: ports.originOf(request),
      contentType,
      body: read.body,
      query: queryOf(request.url ?? ""),
      ifNoneMatch: request.headers["if-none-match"],
      cookie: request.headers.cookie ?? "",
    };
    if (route.stream !== undefined) return await answerStream(route.stream, call, passage);
    return await answerRequest(route, call, (error) => reportDefect(ports.log, requestId, error));
  } catch (error) {
    reportDefect(ports.log, passage.requestId, error);
    return problemAnswer(error instanceof UnavailableError ? "unavailable" : "internal-error");
  }
}

function hasNoBody({ request, stream, method }: Route): boolean {
  return stream === undefined ? request === null : method === "GET";
}

const NO_BODY = { kind: "read", body: new Uint8Array(0) } as const;

/** Whoever calls, if they may; strangers are held off by their address before anything is looked up. */
async function admit(ports: ListenerPorts, passage: Admission): Promise<Caller | ApiAnswer> {
  const { authenticator, limits } = ports;
  const { request, requestId, route } = passage;
  const { permission } = route;
  const address = request.socket.remoteAddress ?? "socket";
  if (permission === null)
    return isProbe(route.path) || limits.strangers.take(address) ? ANYBODY : problemAnswer("too-many-requests");
  if (!limits.strangers.has(address)) return problemAnswer("too-many-requests");
  const authentication = await authenticator.authenticate(request, passage.parameters);
  if (authentication.kind !== "caller") {
    limits.strangers.charge(address);
    if (authentication.kind === "nobody" && route.stranger !== undefined) return route.stranger(passage.parameters);
    return turnAway(ports.log, requestId, authentication);
  }
  const { caller } = authentication;
  if (permission !== "any" && !mayCall(caller, permission)) return problemAnswer("forbidden");
  return limits.requests.take(caller.principal.id) ? caller : problemAnswer("too-many-requests");
}

/** Tells whoever is not believed why, and the log the code of it. */
function turnAway(log: Log, requestId: string, refused: Exclude<Authentication, { kind: "caller" }>): ApiAnswer {
  if (refused.kind === "foreign") return problemAnswer("foreign-site");
  log.debug("caller not believed", { requestId, reason: refused.reason });
  return problemAnswer("unauthenticated", refused.detail ?? undefined);
}

/** Whether more of a body may come that nobody reads. */
function isHalfRead({ headers, complete }: IncomingMessage): boolean {
  return !complete && (headers["content-length"] ?? headers["transfer-encoding"]) !== undefined;
}

/** Probes come by whatever name and as often as they like. */
function isProbe(path: string): boolean {
  return path === "/livez" || path === "/readyz";
}

function reportDefect(log: Log, requestId: string, error: unknown): void {
  if (error instanceof UnavailableError) log.warn("not available", { requestId, ...errorFields(error) });
  else log.error("this is a defect in writ, please report it", { requestId, ...defectFields(error) });
}

function moreHeaders(status: number, match: ReturnType<RouteTable["find"]>, address: string): readonly string[] {
  if (status === 401) return ["WWW-Authenticate", challengeOf(match, address)];
  if (status === 429 || status === 503) return ["Retry-After", "1"];
  return match.kind === "other-method" ? ["Allow", match.allow] : [];
}

/** How who calls may prove it, and where it is told who vouches for them (RFC 9728, section 5.1). */
function challengeOf(match: ReturnType<RouteTable["find"]>, address: string): string {
  const challenge = match.kind === "found" ? match.route.challenge : undefined;
  const url = URL.parse(address);
  if (challenge === undefined || url === null) return "Bearer";
  return `Bearer resource_metadata="${url.origin}${challenge}${url.pathname}"`;
}

function pathOf(url: string): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

function queryOf(url: string): string {
  const query = url.indexOf("?");
  return query === -1 ? "" : url.slice(query + 1);
}

/** The caller's own id for the request, if it is one that can be written anywhere. */
function requestIdOf(request: IncomingMessage): string {
  const stated = request.headers["x-request-id"];
  return typeof stated === "string" && /^[\x21-\x7e]{1,256}$/.test(stated) ? stated : randomUUID();
}
