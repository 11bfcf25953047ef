import { PRINCIPAL_KINDS, VERBS } from "#core/model";
import type { Refusal } from "#points/api";

/** What the configuration of a route in Envoy says of it (`context_extensions`); a client cannot. */
export interface RouteSettings {
  /** The kind or native type that a request on this route is about. */
  readonly type: string;
  /** Null for the host. */
  readonly resource: string | null;
  readonly environment: string | null;
  /** A verb, `rest` for that of the method, or null for reading and invoking. */
  readonly verb: string | null;
  readonly principalKind: string | null;
  /** Under which key the filter `jwt_authn` keeps the claims that it verified; null where no token is looked at. */
  readonly jwt: string | null;
  /** Headers that policies may see. */
  readonly headers: readonly string[];
}

const PREFIX = "writ.";
const KEYS: ReadonlySet<string> = new Set([
  "type",
  "resource",
  "environment",
  "verb",
  "principal-kind",
  "jwt",
  "headers",
]);

/** These carry credentials, and are no business of policies. */
const NEVER: ReadonlySet<string> = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);

/** Reads them, or says why a route is refused: a key that is misspelt must not be passed over. Keys that do not begin with `writ.` are others' business. */
export function readRoute(extensions: ReadonlyMap<string, string>): RouteSettings | Refusal {
  const own = new Map(
    [...extensions].filter(([key]) => key.startsWith(PREFIX)).map(([key, value]) => [key.slice(PREFIX.length), value]),
  );
  const problem = problemIn(own);
  if (problem !== null) return { kind: "refused", code: "invalid-route", message: problem };
  return {
    type: own.get("type") ?? "Endpoint",
    resource: own.get("resource") ?? null,
    environment: own.get("environment") ?? null,
    verb: own.get("verb") ?? null,
    principalKind: own.get("principal-kind") ?? null,
    jwt: own.get("jwt") ?? null,
    headers: namesIn(own.get("headers")),
  };
}

function problemIn(own: ReadonlyMap<string, string>): string | null {
  const unknown = own.keys().find((key) => !KEYS.has(key));
  if (unknown !== undefined) return `\`writ.${unknown.slice(0, 64)}\` is no setting of a route`;
  if (!isOneOf([...VERBS, "rest"], own.get("verb"))) return "`writ.verb` must be a verb or `rest`";
  if (!isOneOf(PRINCIPAL_KINDS, own.get("principal-kind")))
    return "`writ.principal-kind` must be agent, pipeline, person or service";
  const isSecret = namesIn(own.get("headers")).some((name) => NEVER.has(name));
  return isSecret ? "`writ.headers` must name no header with credentials" : null;
}

function isOneOf(known: readonly string[], value: string | undefined): boolean {
  return value === undefined || known.includes(value);
}

function namesIn(list: string = ""): readonly string[] {
  return list
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}
