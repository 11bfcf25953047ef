import type { Effect, SourceRef, Unresolved } from "#core/model";
import { effectOf } from "./resource.ts";

const PORTS: Readonly<Record<string, bigint>> = { "http:": 80n, "https:": 443n };

/** What is fetched from where; unresolved for what is no address of the web. */
export function hostEffect(url: string, source: SourceRef): Effect | Unresolved {
  const address = URL.canParse(url) ? new URL(url) : null;
  const scheme = address?.protocol ?? "";
  if (address === null || !Object.hasOwn(PORTS, scheme)) {
    return { code: "unread-address", message: "What is to be fetched is no address of the web", source };
  }
  const name = address.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const port = address.port === "" ? (PORTS[scheme] ?? 0n) : BigInt(address.port);
  const properties = {
    name,
    port,
    scheme: scheme.slice(0, -1),
    plaintext: scheme === "http:",
    loopback: isLoopback(name),
    metadata: METADATA.has(name),
    path: address.pathname,
    verified: scheme === "https:",
  };
  const subject = {
    kind: "Host",
    type: "host",
    provider: "network",
    id: `${name}:${port}`,
    name,
    scope: "",
    properties,
  };
  return effectOf("read", subject, source);
}

const METADATA: ReadonlySet<string> = new Set([
  "169.254.169.254",
  "fd00:ec2::254",
  "metadata.google.internal",
  "100.100.100.200",
]);

function isLoopback(name: string): boolean {
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  );
}
