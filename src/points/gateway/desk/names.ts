import type { Server } from "../upstream/server.ts";
import type { DeskPorts } from "./client.ts";

const BETWEEN = "__";

/** A name as clients are told it. The key is ours: what a server says of itself never tells it from another. */
export function toldName(
  { isPrefixed }: Pick<DeskPorts, "isPrefixed">,
  { key }: Pick<Server, "key">,
  name: string,
): string {
  return isPrefixed ? `${key}${BETWEEN}${name}` : name;
}

/** The server that a told name is of, and how that calls it; null where there is none. */
export function findNamed(
  { isPrefixed, servers }: Pick<DeskPorts, "isPrefixed" | "servers">,
  told: string,
): { readonly server: Server; readonly name: string } | null {
  const [only] = servers;
  if (!isPrefixed) return only === undefined ? null : { server: only, name: told };
  const at = told.indexOf(BETWEEN);
  const server = servers.find(({ key }) => key === told.slice(0, at));
  return at === -1 || server === undefined ? null : { server, name: told.slice(at + BETWEEN.length) };
}
