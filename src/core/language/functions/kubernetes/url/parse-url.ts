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
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/.exec(text)?.[0];
  const rest = scheme === undefined ? text : text.slice(scheme.length + 1);
  if (rest.startsWith("/")) return hierarchical(scheme?.toLowerCase() ?? "", rest);
  return scheme === undefined ? undefined : { scheme: scheme.toLowerCase(), host: "", path: "", query: queryOf(rest) };
}

function hierarchical(scheme: string, rest: string): UrlParts | undefined {
  const [beforeFragment = "", fragment = ""] = cut(rest, "#");
  const authority = splitAuthority(cut(beforeFragment, "?")[0] ?? "");
  if (authority === undefined || !hasValidEscapes(authority.path) || !hasValidEscapes(fragment)) return undefined;
  return { scheme, ...authority, query: queryOf(rest) };
}

function queryOf(rest: string): string {
  return cut(cut(rest, "#")[0] ?? "", "?")[1] ?? "";
}

/** The text before and, if there is one, after the first separator. */
function cut(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
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
