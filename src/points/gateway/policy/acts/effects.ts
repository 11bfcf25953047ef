import { Unknown, type Value } from "#core/language";
import type { Effect, Resource, SourceRef, Verb } from "#core/model";

/** What of a server something is done to. */
export interface Target {
  readonly type: "mcp-tool" | "mcp-resource" | "mcp-prompt" | "mcp-request";
  readonly server: string;
  readonly name: string;
  readonly argument: Value;
}

/** What is done to a part of a server of tools. */
export function targetEffect(verb: Verb, { type, server, name, argument }: Target, source: SourceRef): Effect {
  return effectOn(verb, source, {
    kind: "Tool",
    type,
    provider: "mcp",
    id: `${server}/${name}`,
    name,
    scope: server,
    properties: { server, name, arguments: argument },
  });
}

/** What is done to a file of which only the path is known. */
export function fileEffect(verb: Verb, path: string, source: SourceRef): Effect {
  const inWorkspace = new Unknown([{ reason: "not-observed", path: "inWorkspace" }]);
  const properties = { path, inWorkspace, holds: new Unknown([{ reason: "not-observed", path: "holds" }]) };
  return effectOn(verb, source, {
    kind: "File",
    type: "file",
    provider: "os",
    id: path,
    name: path,
    scope: "",
    properties,
  });
}

/** What is fetched from a place on a network. */
export function hostEffect({ hostname, port, protocol }: URL, source: SourceRef): Effect {
  const properties = { name: hostname, port: Number(port) || (PORTS[protocol] ?? 0), scheme: protocol.slice(0, -1) };
  return effectOn("read", source, {
    kind: "Host",
    type: "host",
    provider: "net",
    id: hostname,
    name: hostname,
    scope: "",
    properties,
  });
}

const PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443, "ftp:": 21 };

type Subject = Pick<Resource, "kind" | "type" | "provider" | "id" | "name" | "scope" | "properties">;

function effectOn(verb: Verb, source: SourceRef, subject: Subject): Effect {
  const resource = { ...subject, environment: null, labels: {}, native: {}, links: [], source };
  const before = verb === "create" || verb === "invoke" ? null : resource;
  return { verb, resource, before, changed: verb !== "read", traits: [], previousId: null, source };
}
