import type { IncomingMessage } from "node:http";

const SAFE: ReadonlySet<string | undefined> = new Set(["GET", "HEAD"]);

/**
 * Whether the cookie of a request may be believed: for what changes something only where a page of this server's own asked for it, which browsers tell in
 * `Sec-Fetch-Site`, or else in `Origin`; for everything else also where somebody opened the address.
 */
export function isOwnSite({ method, headers }: IncomingMessage, origin: string): boolean {
  const site = headers["sec-fetch-site"];
  if (SAFE.has(method)) return site !== "cross-site" || headers["sec-fetch-mode"] === "navigate";
  return site === undefined ? headers.origin === origin : site === "same-origin";
}
