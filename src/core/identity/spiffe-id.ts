/** A SPIFFE id in its parts; `path` begins with `/` or is empty. */
export interface SpiffeId {
  readonly trustDomain: string;
  readonly path: string;
}

const SCHEME = "spiffe://";
const MAX_LENGTH = 2048;
const MAX_TRUST_DOMAIN = 255;
const TRUST_DOMAIN = /^[a-z0-9._-]+$/;
const SEGMENT = /^[a-zA-Z0-9._-]+$/;

/**
 * Reads a SPIFFE id exactly as the SPIFFE-ID standard (sections 2.1 to 2.3) allows it, or null: no port, no query, no percent-encoding, no empty
 * or relative segment, no slash at the end, so that one workload has one spelling.
 */
export function parseSpiffeId(text: string): SpiffeId | null {
  if (text.length > MAX_LENGTH || !text.startsWith(SCHEME)) return null;
  const rest = text.slice(SCHEME.length);
  const slash = rest.indexOf("/");
  const trustDomain = slash === -1 ? rest : rest.slice(0, slash);
  const path = slash === -1 ? "" : rest.slice(slash);
  return isTrustDomain(trustDomain) && isPath(path) ? { trustDomain, path } : null;
}

/** Whether a text names a trust domain as the standard allows it. */
export function isTrustDomain(text: string): boolean {
  return text.length <= MAX_TRUST_DOMAIN && TRUST_DOMAIN.test(text);
}

function isPath(path: string): boolean {
  if (path === "") return true;
  return path
    .slice(1)
    .split("/")
    .every((segment) => SEGMENT.test(segment) && segment !== "." && segment !== "..");
}
