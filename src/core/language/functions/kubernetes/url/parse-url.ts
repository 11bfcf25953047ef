/** The parts of a URL as Go's `net/url` sees them. */
export interface UrlParts {
  readonly scheme: string;
  /** Host and port, as written. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** Longer than any URL in use. */
const LONGEST = 100_000;

/**
 * The parts of an absolute URL or an absolute path, `undefined` for everything else, after Go's `url.ParseRequestURI` (which ignores fragments) followed by
 * `url.Parse` (which cuts them off).
 */
export function parseUrl(text: string): UrlParts | undefined {
  if (text === "" || text.length > LONGEST || hasControlCharacter(text)) return undefined;
  const [, scheme = "", rest = ""] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([\s\S]*)$/.exec(text) ?? [];
  if (scheme === "" && !rest.startsWith("/")) return undefined;
  const [, beforeQuery = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/.exec(rest) ?? [];
  const authority = splitAuthority(beforeQuery);
  if (authority === undefined || !hasValidEscapes(authority.path) || !hasValidEscapes(rest.split("#")[1] ?? ""))
    return undefined;
  const isOpaque = scheme !== "" && !rest.startsWith("/");
  return { scheme: scheme.toLowerCase(), host: authority.host, path: isOpaque ? "" : authority.path, query };
}

function hasControlCharacter(text: string): boolean {
  return /[\u0000-\u001f\u007f]/.test(text); // oxlint-disable-line no-control-regex -- these are what is refused
}

/** Every percent sign is followed by two hexadecimal digits. */
function hasValidEscapes(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

interface Authority {
  readonly host: string;
  readonly path: string;
}

function splitAuthority(text: string): Authority | undefined {
  if (!text.startsWith("//")) return { host: "", path: text };
  const slash = text.indexOf("/", 2);
  const authority = slash < 0 ? text.slice(2) : text.slice(2, slash);
  const at = authority.lastIndexOf("@");
  const host = authority.slice(at + 1);
  const isValid = isHost(host) && isUserInfo(authority.slice(0, Math.max(at, 0)));
  return isValid ? { host, path: slash < 0 ? "" : text.slice(slash) } : undefined;
}

/** A name or an IP address, IPv6 in brackets, and a port of digits, which may be empty. */
function isHost(host: string): boolean {
  return /^(?:\[[0-9a-fA-F:.]+(?:%25[A-Za-z0-9._~-]+)?\]|[^\s:/?#[\]@\\^`{|}%]*)(?::\d*)?$/.test(host);
}

function isUserInfo(text: string): boolean {
  return /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text) && hasValidEscapes(text);
}
