import { anyObject } from "#core/wire";
import {
  jsonAnswer,
  problemAnswer,
  type Route,
  type RouteCall,
  type StreamReply,
  type StreamRequest,
} from "#points/api";
import type { HttpFront } from "#points/gateway";

interface Fronts {
  /** Before all servers. */
  readonly all: HttpFront;
  /** Before one server each, by their keys. */
  readonly each: ReadonlyMap<string, HttpFront>;
  readonly issuers: readonly string[];
}

/** Where protected resources are described (RFC 9728, section 3.1). */
const WELL_KNOWN = "/.well-known/oauth-protected-resource";
const PATHS = ["/mcp", "/mcp/{server}"] as const;

/** Where agents reach servers: all together, and each alone; and where clients learn who vouches for them. */
export function gatewayRoutes(fronts: Fronts): readonly Route[] {
  return PATHS.flatMap((path) => [
    ...(["POST", "GET", "DELETE"] as const).map((method) => mcpRoute(fronts, method, path)),
    metadataRoute(fronts, path),
  ]);
}

function mcpRoute({ all, each }: Fronts, method: "POST" | "GET" | "DELETE", path: string): Route {
  return {
    method,
    path,
    permission: "decide",
    summary: "Messages of the Model Context Protocol (Streamable HTTP) to the servers that are configured",
    request: null,
    response: anyObject,
    status: 200,
    challenge: WELL_KNOWN,
    handle: () => problemAnswer("not-found"),
    stream: async (request) => {
      const { server } = request.parameters;
      const front = server === undefined ? all : each.get(server);
      return front === undefined ? NONE : await serve(front, request);
    },
  };
}

const NONE: StreamReply = { kind: "whole", status: 404, headers: [], body: "" };

async function serve(front: HttpFront, request: StreamRequest): Promise<StreamReply> {
  const body = decode(request.body);
  if (body === null) return { kind: "whole", status: 400, headers: [], body: "" };
  const { method, caller, signal } = request;
  return await front.serve({ method, caller, signal, body, header: (name) => request.header(name) });
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(body: Uint8Array): string | null {
  try {
    return UTF_8.decode(body);
  } catch {
    return null;
  }
}

function metadataRoute({ issuers }: Fronts, path: string): Route {
  return {
    method: "GET",
    path: `${WELL_KNOWN}${path}`,
    permission: null,
    summary: "Who vouches for clients of the Model Context Protocol (RFC 9728)",
    request: null,
    response: anyObject,
    status: 200,
    handle: (_body, { origin, parameters }: RouteCall) =>
      jsonAnswer({
        resource: `${origin}${path.replace("{server}", parameters["server"] ?? "")}`,
        ...(issuers.length === 0 ? {} : { authorization_servers: issuers }),
        bearer_methods_supported: ["header"],
      }),
  };
}
