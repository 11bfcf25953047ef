import type { ValueObject } from "#core/language";
import { setOwn } from "#core/model";
import type { EvaluationRequest } from "#core/wire";
import type { Refusal } from "#points/api";
import { readRoute, type RouteSettings } from "./route.ts";
import { subjectOf } from "./subject.ts";
import type { CheckRequest, HttpRequest } from "./wire/check-request.ts";

/** What Envoy asks as a question of AuthZEN, so that both become the same proposal. */
export function evaluationOf(request: CheckRequest): EvaluationRequest | Refusal {
  const { http } = request;
  if (http === null) return refuse("no-request", "Envoy asks about a connection, and only requests are decided about");
  const route = readRoute(request.extensions);
  if ("code" in route) return route;
  const path = pathOf(http.path);
  if (path === null)
    return refuse("ambiguous-path", "Whoever gets the path may read another one in it: let Envoy normalise paths");
  const verb = verbOf(http.method, route.verb);
  if (verb === null) return refuse("unknown-method", `Method \`${http.method.slice(0, 32)}\` means no verb`);
  const subject = subjectOf(request, route);
  if ("code" in subject) return subject;
  return {
    subject,
    action: { name: verb, properties: {} },
    resource: resourceOf(http, path, route),
    context: contextOf(http, path, route),
  };
}

function refuse(code: string, message: string): Refusal {
  return { kind: "refused", code, message };
}

const LONGEST_PATH = 8192;
/** Dot segments, empty segments, backslashes and controls, each also in its escaped form. */
const AMBIGUOUS = /\/\.{1,2}(?:\/|;|$)|\/\/|\\|[\u0000-\u0020\u007f]|%(?:00|0[0-9a-f]|1[0-9a-f]|20|25|2e|2f|5c|7f)/i;

/** The path without its query, which may hold secrets; null when others may read another path in it. */
function pathOf(target: string): string | null {
  const path = target.split(/[?#]/, 1)[0] ?? "";
  return path.startsWith("/") && path.length <= LONGEST_PATH && !AMBIGUOUS.test(path) ? path : null;
}

const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
const REST: ReadonlyMap<string, string> = new Map([
  ["POST", "create"],
  ["PUT", "update"],
  ["PATCH", "update"],
  ["DELETE", "delete"],
]);

function verbOf(method: string, setting: string | null): string | null {
  const rest = READING.has(method) ? "read" : REST.get(method);
  if (rest === undefined) return null;
  if (setting !== null && setting !== "rest") return setting;
  return setting === "rest" || rest === "read" ? rest : "invoke";
}

function resourceOf(
  { method, host }: HttpRequest,
  path: string,
  { type, resource }: RouteSettings,
): EvaluationRequest["resource"] {
  const properties = type === "Endpoint" ? { route: `${method} ${path}` } : {};
  return { type, id: resource ?? host.toLowerCase(), properties };
}

/** What policies see as `context.attributes`, beside what every question of AuthZEN has. */
function contextOf(http: HttpRequest, path: string, { environment, headers }: RouteSettings): ValueObject {
  const { method, host, scheme, protocol, size } = http;
  const shown: Record<string, string> = {};
  for (const name of headers) {
    const value = http.headers.get(name);
    if (value !== undefined) setOwn(shown, name, value);
  }
  const told = {
    method,
    path,
    host: host.toLowerCase(),
    scheme,
    protocol,
    ...(size < 0 ? {} : { size }),
    headers: shown,
  };
  return { http: told, ...(environment === null ? {} : { environment }) };
}
