import type { Settings } from "../config/settings.ts";
import { isLoopback } from "../config/read-settings.ts";

/** Whether a request may call this server by a name. */
export type HostCheck = (host: string | undefined) => boolean;

/**
 * Which names a request may call this server by in its `Host`. On a loopback address only its own: a page in a browser on the same machine could otherwise
 * let a name of its own lead here (DNS rebinding). Elsewhere those that were set, or any where none was.
 */
export function hostCheck({ host, allowHosts, publicUrl }: Settings): HostCheck {
  const stated = [...allowHosts, ...(publicUrl === null ? [] : [new URL(publicUrl).host])];
  if (!isLoopback(host) && stated.length === 0) return (name) => name !== undefined;
  const names = new Set(
    [...(isLoopback(host) ? ["localhost", "127.0.0.1", "::1"] : []), host, ...stated].map(normalise),
  );
  return (name) => name !== undefined && (names.has(normalise(name)) || names.has(withoutPort(normalise(name))));
}

function normalise(name: string): string {
  return name.toLowerCase();
}

function withoutPort(host: string): string {
  const bracketed = /^\[([0-9a-f:.]+)\](?::\d{1,5})?$/.exec(host);
  return bracketed?.[1] ?? host.replace(/:\d{1,5}$/, "");
}
