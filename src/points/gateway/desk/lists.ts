import { UnavailableError } from "#core/diagnostics";
import type { Value, ValueObject } from "#core/language";
import type { ListKind, Shown } from "../interceptor.ts";
import { CODES, Refused } from "../protocol/errors.ts";
import { own, ownObject, ownString } from "../protocol/message.ts";
import { resultUntil2025 } from "../protocol/meta.ts";
import type { Server } from "../upstream/server.ts";
import type { Answered } from "../upstream/upstream.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Client, DeskPorts } from "./client.ts";
import type { Gathered } from "./gather.ts";
import { LISTS } from "./methods.ts";
import { toldName } from "./names.ts";

interface Part {
  readonly server: Server;
  readonly gathered: Gathered;
  readonly shown: Shown;
  /** What stands beside the entries, as far as it is told. */
  readonly beside: ValueObject;
  /** Whether the answer may go on as it came. */
  readonly isUntouched: boolean;
}

/**
 * The list of all servers in the order of the configuration, each as the interceptor shows it, on one page. One server's that nobody changed goes on byte for byte. Of
 * many servers those are left out that do not answer, and reported.
 */
export async function answerList(
  ports: DeskPorts,
  catalogue: Catalogue,
  client: Client,
  kind: ListKind,
): Promise<Answered> {
  const parts = await Promise.all(ports.servers.map((server) => partOf(ports, catalogue, client, { server, kind })));
  const found = parts.filter((part) => part !== null);
  const [only] = found;
  if (only === undefined && ports.servers.length > 0 && parts.length === 1)
    throw new Refused(CODES.unknownMethod, `The server has no ${LISTS[kind].capability}`);
  if (only?.isUntouched === true && found.length === 1 && !ports.isPrefixed)
    return { kind: "result", result: only.gathered.first, text: only.gathered.text };
  return { kind: "result", result: merged(ports, client, found, kind), text: null };
}

async function partOf(
  ports: DeskPorts,
  catalogue: Catalogue,
  client: Client,
  { server, kind }: { readonly server: Server; readonly kind: ListKind },
): Promise<Part | null> {
  try {
    const lease = await ports.lend(server, client);
    try {
      const { connection } = lease;
      if (own(connection.capabilities, LISTS[kind].capability) === undefined) return null;
      const gathered = await catalogue.fresh(connection, kind, client);
      const { caller, session, era } = client;
      const shown = await ports.interceptor.list({
        caller,
        session,
        era,
        server: server.key,
        kind,
        entries: gathered.entries,
      });
      const beside = besideEntries(ports, gathered.first);
      const isAll = Object.keys(gathered.first).length === Object.keys(beside).length + 1;
      const isSame = shown.entries === gathered.entries && connection.era === era && isAll;
      const isScoped =
        era === "2025" || shown.scope === "public" || ownString(gathered.first, "cacheScope") === "private";
      return { server, gathered, shown, beside, isUntouched: isSame && isScoped && gathered.text !== null };
    } finally {
      lease.over();
    }
  } catch (error) {
    if (ports.servers.length === 1 || !(error instanceof UnavailableError || error instanceof Refused)) throw error;
    ports.report(error);
    return null;
  }
}

function merged(ports: DeskPorts, client: Client, parts: readonly Part[], kind: ListKind): ValueObject {
  const entries = parts.flatMap(({ server, shown }) => shown.entries.map((entry) => named(ports, server, kind, entry)));
  const [only] = parts;
  const rest = only !== undefined && parts.length === 1 ? only.beside : {};
  if (client.era === "2025") return { ...resultUntil2025(rest), [kind]: entries };
  return { ...rest, [kind]: entries, resultType: "complete", ttlMs: leastTtl(parts), cacheScope: scopeOf(parts) };
}

/** What the protocol has beside the entries of a list; whatever else a server says there was decided on by nobody. */
function besideEntries({ interceptor }: DeskPorts, first: ValueObject): ValueObject {
  const [resultType, ttlMs, cacheScope] = [own(first, "resultType"), own(first, "ttlMs"), own(first, "cacheScope")];
  const meta = ownObject(first, "_meta");
  return {
    ...(resultType === "complete" ? { resultType } : {}),
    ...(typeof ttlMs === "number" ? { ttlMs } : {}),
    ...(cacheScope === "public" || cacheScope === "private" ? { cacheScope } : {}),
    ...(Object.keys(meta).length > 0 && interceptor.introduces(meta) ? { _meta: meta } : {}),
  };
}

/** Names are ours to tell; URIs stay what they are. */
function named(ports: DeskPorts, server: Server, kind: ListKind, entry: ValueObject): ValueObject {
  const name = ownString(entry, "name");
  if (!ports.isPrefixed || name === null || kind === "resources" || kind === "resourceTemplates") return entry;
  return { ...entry, name: toldName(ports, server, name) };
}

function scopeOf(parts: readonly Part[]): Value {
  const isPublic = parts.every(
    ({ shown, gathered }) => shown.scope === "public" && ownString(gathered.first, "cacheScope") === "public",
  );
  return isPublic ? "public" : "private";
}

function leastTtl(parts: readonly Part[]): number {
  const ttls = parts.map(({ gathered }) => own(gathered.first, "ttlMs"));
  return ttls.reduce<number>(
    (least, ttl) => Math.min(least, typeof ttl === "number" && ttl > 0 ? ttl : 0),
    ttls.length === 0 ? 0 : Infinity,
  );
}

/** What all servers can do together. What only makes sense between one client and one server of its era is left out. */
export function mergedCapabilities(
  client: Pick<Client, "era">,
  servers: readonly { readonly era: string; readonly capabilities: ValueObject }[],
): ValueObject {
  const [only] = servers;
  if (only !== undefined && servers.length === 1 && only.era === client.era) return only.capabilities;
  const merged: Record<string, ValueObject> = {};
  for (const { capabilities } of servers) {
    for (const key of SHARED) {
      if (own(capabilities, key) !== undefined) merged[key] = { ...merged[key], ...ownObject(capabilities, key) };
    }
  }
  return merged;
}

const SHARED = ["tools", "prompts", "resources", "completions", "logging"];
