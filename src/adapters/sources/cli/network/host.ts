import type { ActedOn, ReachTrait, Verb } from "#core/model";
import { untold, type Draft } from "../draft.ts";

/** Where something in a network is. */
export interface Address {
  readonly name: string | null;
  readonly port?: number | null;
  readonly scheme: string | null;
  readonly path?: string | null;
}

const PORTS: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["https", 443],
  ["ftp", 21],
  ["ftps", 990],
  ["sftp", 22],
  ["scp", 22],
  ["ssh", 22],
  ["telnet", 23],
  ["smtp", 25],
  ["git", 9418],
  ["ws", 80],
  ["wss", 443],
  ["ldap", 389],
  ["postgresql", 5432],
  ["mysql", 3306],
  ["redis", 6379],
]);
const PLAIN: ReadonlySet<string> = new Set([
  "http",
  "ftp",
  "telnet",
  "tcp",
  "udp",
  "smtp",
  "git",
  "ws",
  "tftp",
  "ldap",
  "dict",
  "gopher",
  "rsync",
]);
const URL_FORM =
  /^(?<scheme>[a-z][a-z0-9+.-]{0,30}):\/\/(?:[^/?#@]*@)?(?<host>\[[^\]]*\]|[^/:?#]*)(?::(?<port>\d{1,5}))?(?<path>\/[^?#]*)?/i;
const MAX_ADDRESS = 4096;

/** Reads a URL, or a host with port and path, whose scheme is `scheme` where it names none. What a pattern or a variable leaves open is null. */
export function readAddress(text: string | null, scheme: string): Address {
  if (text === null || text.length > MAX_ADDRESS) return { name: null, scheme: null };
  const form = URL_FORM.exec(text.includes("://") ? text : `${scheme}://${text}`)?.groups;
  if (form === undefined) return { name: null, scheme };
  const name = plainName(form["host"] ?? "");
  const own = (form["scheme"] ?? scheme).toLowerCase();
  const port = form["port"] === undefined ? null : Number(form["port"]);
  return {
    name: name === "" || /[{}$*]/.test(name) ? null : name,
    port,
    scheme: own,
    path: form["path"] ?? null,
  };
}

/** A name without the dot of the root, and an IPv6 address in its shortest form, which have many others. */
function plainName(host: string): string {
  const canonical = host.startsWith("[") ? URL.parse(`http://${host}`)?.hostname : undefined;
  return (canonical ?? host)
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
}

/** The host of `user@host:path` or `host`. */
export function readRemote(text: string | null, scheme: string): Address {
  if (text?.includes("://") === true) return readAddress(text, scheme);
  const host = text === null ? null : /^(?:[^@/]*@)?(?<host>\[[^\]]*\]|[^:/]*)/.exec(text)?.groups?.["host"];
  return readAddress(host == null || host === "" ? null : host, scheme);
}

/** Says that a host is read, sent data, or worked on. */
export function actOnHost(
  draft: Draft,
  verb: Verb,
  address: Address,
  { traits = [], verified = true }: { readonly traits?: readonly ReachTrait[]; readonly verified?: boolean } = {},
): void {
  draft.act(verb, hostSubject(address, verified), traits);
}

function hostSubject({ name, port, scheme, path }: Address, verified: boolean): ActedOn {
  const plain = scheme === null ? untold("plaintext") : PLAIN.has(scheme);
  return {
    kind: "Host",
    type: "host",
    provider: "network",
    id: name ?? "?",
    name: name ?? "?",
    properties: {
      name: name ?? untold("name"),
      port: port ?? (scheme === null ? untold("port") : PORTS.get(scheme)),
      scheme: scheme ?? untold("scheme"),
      plaintext: plain,
      loopback: name === null ? untold("loopback") : isLoopback(name),
      private: name === null ? untold("private") : isPrivate(name),
      metadata: name === null ? untold("metadata") : isMetadata(name),
      path: path ?? undefined,
      verified,
    },
  };
}

function isLoopback(name: string): boolean {
  const address = addressOf(name);
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    (address !== null && address >>> 24 === 127) ||
    address === 0
  );
}

function isPrivate(name: string): boolean {
  const address = addressOf(name);
  if (address !== null)
    return address >>> 24 === 10 || address >>> 20 === 0xac1 || address >>> 16 === 0xc0a8 || address >>> 16 === 0xa9fe;
  return (
    /^f[cde][0-9a-f]{2}:/.test(name) ||
    !name.includes(".") ||
    /\.(?:internal|local|lan|corp|home|intranet|svc|cluster\.local)$/.test(name)
  );
}

/** The addresses at which clouds hand out credentials, however they are written. */
function isMetadata(name: string): boolean {
  const address = addressOf(name);
  if (address === 0xa9fea9fe || address === 0xa9feaa02 || address === 0xa9feaa17 || address === 0x646464c8) return true;
  return /^(?:metadata(?:\.google\.internal)?|instance-data(?:\.ec2\.internal)?|fd00:ec2::254|::ffff:(?:169\.254\.169\.254|a9fe:a9fe))\.?$/.test(
    name,
  );
}

/** An IPv4 address as programs read it, also as one number, in hexadecimal or octal, and with fewer than four parts; null for a name. */
function addressOf(name: string): number | null {
  const parts = name.split(".");
  if (parts.length > 4 || parts.some((part) => !/^(?:0x[0-9a-f]{1,8}|\d{1,11})$/.test(part))) return null;
  const numbers = parts.map((part) => (/^0\d/.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = numbers.pop() ?? 0;
  const high = numbers.reduce((sum, part, at) => sum + part * 2 ** (24 - 8 * at), 0);
  return (high + last) >>> 0;
}
