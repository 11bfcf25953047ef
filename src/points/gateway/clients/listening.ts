import type { RpcId } from "#core/mcp";
import type { ValueObject } from "#core/language";
import { isList } from "#core/model";
import type { Client, Inquiry } from "../desk/client.ts";
import type { Desk } from "../desk/desk.ts";
import { InOrder } from "../desk/in-order.ts";
import { serverOfResource } from "../desk/resources.ts";
import type { ServerMessage } from "../interceptor.ts";
import { CODES, Refused } from "../protocol/errors.ts";
import { META, withMeta } from "../protocol/meta.ts";
import { own, ownObject, ownString, type Message } from "../protocol/message.ts";
import { notificationText } from "../protocol/write.ts";
import type { Lease, Server } from "../upstream/server.ts";
import { subscribe } from "../upstream/subscribe.ts";
import type { Answered, CallEars } from "../upstream/upstream.ts";
import type { GatewayPorts } from "./ports.ts";
import type { Arrival } from "./stateless.ts";

type Request = Extract<Message, { kind: "request" }>;

/** How many subscriptions there are at once, at all and of one caller, and how many resources one may name. */
const MOST = 2000;
const MOST_PER_CALLER = 64;
const MOST_URIS = 200;

/** The kinds of lists, by what a subscription calls their changes. */
const CHANGES: Readonly<Record<string, string>> = {
  toolsListChanged: "notifications/tools/list_changed",
  promptsListChanged: "notifications/prompts/list_changed",
  resourcesListChanged: "notifications/resources/list_changed",
};
const UPDATED = "notifications/resources/updated";
const ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

/** Subscriptions of clients that speak 2026-07-28, to servers of either era. */
export class Listening {
  readonly #desk: Desk;
  readonly #ports: GatewayPorts;
  readonly #open = new Map<AbortController, string>();

  constructor(desk: Desk, ports: GatewayPorts) {
    this.#desk = desk;
    this.#ports = ports;
  }

  /** Serves one until the client gives it up, a server ends it, or the gateway does. */
  async serve(client: Client, request: Request, arrival: Arrival): Promise<Answered> {
    const caller = client.caller.principal.id;
    const mine = [...this.#open.values()].filter((one) => one === caller).length;
    if (this.#open.size >= MOST || mine >= MOST_PER_CALLER)
      throw new Refused(CODES.invalidRequest, "There are too many subscriptions");
    const ending = new AbortController();
    this.#open.set(ending, caller);
    const leases: Lease[] = [];
    try {
      const wanted = await this.#wanted(client, ownObject(request.params, "notifications"));
      const tell = (message: ServerMessage): void =>
        arrival.channel.send(notificationText(subscribed(message, request.id)));
      tell({ method: ACKNOWLEDGED, params: { notifications: wanted.filter } });
      const signal = AbortSignal.any([ending.signal, arrival.signal]);
      await this.#follow(client, wanted, { tell, signal, leases });
      return {
        kind: "result",
        result: { resultType: "complete", _meta: { [META.subscription]: request.id } },
        text: null,
      };
    } finally {
      this.#open.delete(ending);
      for (const lease of leases) lease.over();
    }
  }

  close(): void {
    for (const ending of this.#open.keys()) ending.abort();
  }

  /** What of a filter is granted, and which resources of which servers that is. */
  async #wanted(client: Client, filter: ValueObject): Promise<Wanted> {
    const lists = Object.keys(CHANGES).filter((key) => own(filter, key) === true);
    const asked = own(filter, "resourceSubscriptions");
    const uris = isList(asked) ? asked.filter((uri) => typeof uri === "string").slice(0, MOST_URIS) : [];
    const byServer = new Map<Server, string[]>();
    const granted: string[] = [];
    for (const uri of uris) {
      const server = await this.#grant(client, uri);
      if (server === null) continue;
      granted.push(uri);
      byServer.set(server, [...(byServer.get(server) ?? []), uri]);
    }
    const told = {
      ...Object.fromEntries(lists.map((key) => [key, true])),
      ...(isList(asked) ? { resourceSubscriptions: granted } : {}),
    };
    return { lists, byServer, filter: told };
  }

  /** The server of a resource that the client may watch; null where it may not. */
  async #grant(client: Client, uri: string): Promise<Server | null> {
    try {
      const server = await serverOfResource(this.#desk, client, uri);
      const { caller, session, era, capabilities } = client;
      const visit = { caller, session, era, server: server.key, clientCapabilities: capabilities };
      const call = { requestId: this.#ports.newId(), method: "resources/subscribe", name: uri, params: { uri } };
      const passage = await this.#ports.interceptor.request({ ...visit, ...call, listed: () => Promise.resolve([]) });
      if (passage.kind !== "forward") return null;
      const outcome = await passage.outcome({ kind: "result", result: {} });
      return outcome.kind === "result" ? server : null;
    } catch (error) {
      this.#ports.report(error);
      return null;
    }
  }

  async #follow(client: Client, wanted: Wanted, way: Way): Promise<void> {
    const followed = this.#ports.servers.map(async (server) => {
      const uris = wanted.byServer.get(server) ?? [];
      if (wanted.lists.length === 0 && uris.length === 0) return;
      const lease = await server.lease(client.caller.principal.id, client);
      way.leases.push(lease);
      const following = { ...way, tell: this.#telling(client, server, way), lists: wanted.lists, uris };
      await (lease.connection.era === "2026" ? follow2026 : follow2025)(lease, client, following);
    });
    const all = Promise.all(followed.map((one) => one.catch(this.#ports.report)));
    const given = new Promise<void>((resolve) => way.signal.addEventListener("abort", () => resolve()));
    await (way.signal.aborted ? all : Promise.race([Promise.all([all, given]), given]));
  }

  /** What a server says reaches the client one after the other, once the interceptor has let it. */
  #telling({ caller, session, era }: Client, { key: server }: Server, { tell, signal }: Way): Way["tell"] {
    const visit = { caller, session, era, server };
    const inOrder = new InOrder(this.#ports.report);
    return (message) =>
      inOrder.do(async () => {
        const refused = await this.#ports.interceptor.unasked(visit, message);
        if (refused === null && !signal.aborted) tell(message);
      });
  }
}

interface Wanted {
  readonly lists: readonly string[];
  readonly byServer: ReadonlyMap<Server, readonly string[]>;
  readonly filter: ValueObject;
}

interface Way {
  readonly tell: (message: ServerMessage) => void;
  readonly signal: AbortSignal;
  readonly leases: Lease[];
}

interface Following extends Way {
  readonly lists: readonly string[];
  readonly uris: readonly string[];
}

function subscribed({ method, params }: ServerMessage, id: RpcId): ServerMessage {
  return { method, params: withMeta(params, { [META.subscription]: id }) };
}

async function follow2026({ connection }: Lease, client: Client, way: Following): Promise<void> {
  const notifications = {
    ...Object.fromEntries(way.lists.map((key) => [key, true])),
    ...(way.uris.length === 0 ? {} : { resourceSubscriptions: way.uris }),
  };
  const { signal } = way;
  await subscribe(connection, client, { notifications, ears: ears(way), signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Servers of sessions tell of lists unasked, and of resources once they are asked to. */
async function follow2025(lease: Lease, _client: Client, way: Following): Promise<void> {
  const { upstream } = lease.connection;
  await new Promise<void>((resolve, reject) => {
    lease.hearing({ ...ears(way), ended: () => resolve() });
    way.signal.addEventListener("abort", () => resolve());
    for (const uri of way.uris) {
      const outgoing = { method: "resources/subscribe", params: { uri }, text: null, headers: [] };
      upstream.call(outgoing, ears(way), way.signal).catch(reject);
    }
  });
  for (const uri of way.uris) {
    const outgoing = { method: "resources/unsubscribe", params: { uri }, text: null, headers: [] };
    await upstream.call(outgoing, ears(way), null).catch(() => undefined);
  }
}

/** Only what was asked for is told, in its order, and only where the interceptor lets it. */
function ears({ lists, uris, tell }: Following): CallEars {
  const methods = new Set(lists.map((key) => CHANGES[key]));
  return {
    message: (message) => {
      const isUpdate = message.method === UPDATED && uris.includes(ownString(message.params, "uri") ?? "");
      if (isUpdate || methods.has(message.method)) tell(message);
    },
    ask: (): ReturnType<Inquiry["ask"]> =>
      Promise.reject(new Refused(CODES.unknownMethod, "Nobody is asked outside a request")),
  };
}
