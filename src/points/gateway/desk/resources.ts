import type { ValueObject } from "#core/language";
import type { ListKind } from "../interceptor.ts";
import { ownString } from "../protocol/message.ts";
import type { Server } from "../upstream/server.ts";
import type { Client } from "./client.ts";
import type { Desk } from "./desk.ts";
import { unknownName } from "./gather.ts";

type Catalogued = Pick<Desk, "ports" | "catalogue">;

/**
 * The server of a resource: the first in the order of the configuration that lists its URI, or else a template that it fits. A URI that two servers list is always the
 * first one's. Rejects with `Refused` where there is none.
 */
export async function serverOfResource(desk: Catalogued, client: Client, uri: string): Promise<Server> {
  const { servers } = desk.ports;
  const [only] = servers;
  if (only !== undefined && servers.length === 1) return only;
  return (
    (await firstWith(desk, client, "resources", (entry) => ownString(entry, "uri") === uri)) ??
    (await firstWith(desk, client, "resourceTemplates", (entry) => fits(ownString(entry, "uriTemplate"), uri))) ??
    unknown(uri)
  );
}

function unknown(uri: string): never {
  throw unknownName("resource", uri);
}

async function firstWith(
  { ports, catalogue }: Catalogued,
  client: Client,
  kind: ListKind,
  isWanted: (entry: ValueObject) => boolean,
): Promise<Server | undefined> {
  for (const server of ports.servers) {
    const lease = await ports.lend(server, client);
    try {
      const { entries } = await catalogue.recent(lease.connection, kind, client);
      if (entries.some(isWanted)) return server;
    } catch (error) {
      ports.report(error);
    } finally {
      lease.over();
    }
  }
  return undefined;
}

/** Whether a URI begins as a template does (RFC 6570) and ends as it does, which tells servers apart; or is the template itself. */
function fits(template: string | null, uri: string): boolean {
  if (template === null) return false;
  if (template === uri) return true;
  const [start, end] = [template.indexOf("{"), template.lastIndexOf("}")];
  if (start <= 0 || end < start) return false;
  return uri.length > start && uri.startsWith(template.slice(0, start)) && uri.endsWith(template.slice(end + 1));
}
