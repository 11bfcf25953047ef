import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { isList } from "#core/model";
import type { RpcError } from "../interceptor.ts";
import { CODES } from "../protocol/errors.ts";
import { mirrorHeaders } from "../protocol/headers.ts";
import { META } from "../protocol/meta.ts";
import { own, ownObject, ownString } from "../protocol/message.ts";
import { eraOf, NEWEST, type Era } from "../protocol/revisions.ts";
import type { OpenCarrier } from "#core/mcp";
import { Upstream, type Answered, type OwnerEars } from "./upstream.ts";

/** As whom the gateway speaks to a server. */
export interface Identity {
  readonly info: ValueObject;
  readonly capabilities: ValueObject;
  /** The revision of the client. */
  readonly revision: string;
}

/** A server that answers, and what it said of itself. */
export interface Connection {
  readonly upstream: Upstream;
  readonly revision: string;
  readonly era: Era;
  readonly capabilities: ValueObject;
  readonly info: ValueObject;
  readonly instructions: string | null;
}

/** How long a server that does not know the question may take to say so, or to say nothing. */
const PROBE_MS = 4000;
const HANDSHAKE_MS = 30_000;

/**
 * Connects to a server in the newest era that it speaks: asks by the rules of 2026-07-28 first unless it is known not to, and takes anything but their answer, silence too,
 * for an older server. Rejects with `UnavailableError`.
 */
export async function connect(
  open: OpenCarrier,
  identity: Identity,
  owner: OwnerEars,
  known: Era | null,
): Promise<Connection> {
  const upstream = await Upstream.open(open, owner);
  try {
    const discovered = known === "2025" ? null : await discover(upstream, identity);
    return discovered ?? (await initialize(upstream, identity));
  } catch (error) {
    await upstream.close();
    throw error;
  }
}

async function discover(upstream: Upstream, { info }: Identity): Promise<Connection | null> {
  const revision = NEWEST["2026"];
  const params = { _meta: { [META.revision]: revision, [META.capabilities]: {}, [META.clientInfo]: info } };
  const method = "server/discover";
  const headers = mirrorHeaders(revision, method, params);
  const probe = (): Promise<Answered | null> =>
    ask(upstream, { method, params, headers, ms: PROBE_MS }).catch(() => null);
  const first = await probe();
  const answered = first?.kind === "error" && speaksAnyway(first.error, revision) ? await probe() : first;
  if (answered?.kind !== "result") return null;
  const { result } = answered;
  const spoken = own(result, "supportedVersions");
  if (!isList(spoken) || !spoken.includes(revision)) return null;
  upstream.agreed(revision);
  const meta = ownObject(ownObject(result, "_meta"), META.serverInfo);
  return {
    upstream,
    revision,
    era: "2026",
    ...card(result),
    info: Object.keys(meta).length > 0 ? meta : ownObject(result, "serverInfo"),
  };
}

/** Whether a server that refuses a revision names it among those that it speaks: it is asked once more, since none before 2026-07-28 says so. */
function speaksAnyway({ code, data }: RpcError, revision: string): boolean {
  const supported = own(ownObject({ data: data ?? null }, "data"), "supported") ?? null;
  return code === CODES.unsupportedRevision && isList(supported) && supported.includes(revision);
}

async function initialize(upstream: Upstream, { info, capabilities, revision }: Identity): Promise<Connection> {
  const wanted = eraOf(revision) === "2025" ? revision : NEWEST["2025"];
  const params = { protocolVersion: wanted, capabilities, clientInfo: info };
  const answered = await ask(upstream, { method: "initialize", params, headers: [], ms: HANDSHAKE_MS });
  if (answered.kind === "error") throw new UnavailableError("mcp-server", "The server refuses the handshake");
  const agreed = ownString(answered.result, "protocolVersion") ?? "";
  if (eraOf(agreed) !== "2025")
    throw new UnavailableError("mcp-server", "The server speaks no revision that is spoken here");
  upstream.agreed(agreed);
  await upstream.tell({ method: "notifications/initialized", params: {} });
  return {
    upstream,
    revision: agreed,
    era: "2025",
    ...card(answered.result),
    info: ownObject(answered.result, "serverInfo"),
  };
}

function card(result: ValueObject): Pick<Connection, "capabilities" | "instructions"> {
  return { capabilities: ownObject(result, "capabilities"), instructions: ownString(result, "instructions") };
}

const DEAF = {
  message: (): void => undefined,
  ask: (): Promise<never> => Promise.reject(new UnavailableError("mcp-client", "Nobody is asked during a handshake")),
};

interface Question {
  readonly method: string;
  readonly params: ValueObject;
  readonly headers: readonly string[];
  readonly ms: number;
}

function ask(upstream: Upstream, { ms, ...asked }: Question): Promise<Answered> {
  return upstream.call({ ...asked, text: null }, DEAF, AbortSignal.timeout(ms));
}
