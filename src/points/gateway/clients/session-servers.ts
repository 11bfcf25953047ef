import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { Belongings } from "../desk/belongings.ts";
import type { Client } from "../desk/client.ts";
import type { Outcome, ServerMessage } from "../interceptor.ts";
import type { Connection } from "../upstream/connect.ts";
import type { Lease, Server } from "../upstream/server.ts";
import { listChanges, subscribe } from "../upstream/subscribe.ts";
import type { GatewayPorts } from "./ports.ts";

/** Hears what servers say to a session outside its requests. */
interface SessionEars {
  notice(server: string, message: ServerMessage): void;
  ask(server: string, message: ServerMessage): Promise<Outcome>;
}

/** What a session is told outside its requests. */
const TOLD: ReadonlySet<string> = new Set([
  "notifications/tools/list_changed",
  "notifications/prompts/list_changed",
  "notifications/resources/list_changed",
  "notifications/resources/updated",
  "notifications/message",
  "notifications/elicitation/complete",
  "notifications/tasks/status",
]);

const MOST_WATCHED = 1000;

/** The connections of one session, one for each server. */
export class SessionServers {
  readonly #ports: GatewayPorts;
  readonly #ears: SessionEars;
  readonly #connections = new Map<Server, Promise<Connection>>();
  readonly #listening = new AbortController();
  readonly #watched = new Map<Server, Set<string>>();
  readonly #subscriptions = new Map<Server, AbortController>();
  #client: Client | null = null;

  constructor(ports: GatewayPorts, ears: SessionEars) {
    this.#ports = ports;
    this.#ears = ears;
  }

  /** Connects to all servers for a client, and answers those that could be reached; null where none could. */
  async open(client: Client): Promise<readonly Connection[] | null> {
    this.#client = client;
    const opened = await Promise.allSettled(this.#ports.servers.map((server) => this.#connect(server)));
    for (const one of opened) if (one.status === "rejected") this.#ports.report(one.reason);
    const connections = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    return connections.length === 0 ? null : connections;
  }

  /** The connection to a server; one that broke is made anew. Rejects with `UnavailableError`. */
  async lend(server: Server): Promise<Lease> {
    const connection = await this.#connect(server);
    const watch = (uri: string, isWatched: boolean): void => this.#watch(server, connection, { uri, isWatched });
    return { connection, watch, hearing: () => undefined, over: () => undefined };
  }

  /** Tells all servers that have sessions. */
  tell(message: ServerMessage): void {
    for (const opened of this.#connections.values()) {
      opened
        .then(async ({ era, upstream }) => {
          if (era === "2025") await upstream.tell(message);
        })
        .catch(this.#ports.report);
    }
  }

  /** Listens to the servers that only speak to who asks for it. */
  listen(): void {
    for (const [server, opened] of this.#connections) {
      opened.then((connection) => this.#listenTo(server, connection)).catch(this.#ports.report);
    }
  }

  async close(): Promise<void> {
    this.#listening.abort();
    const opened = await Promise.allSettled(this.#connections.values());
    this.#connections.clear();
    const own = opened.flatMap((one) => (one.status === "fulfilled" && one.value.era === "2025" ? [one.value] : []));
    await Promise.all(own.map(({ upstream }) => upstream.close()));
  }

  #connect(server: Server): Promise<Connection> {
    const known = this.#connections.get(server) ?? Promise.reject(new UnavailableError("mcp-server", "Not connected"));
    const connection = known
      .then((one) => (one.upstream.isOpen ? one : this.#open(server)))
      .catch(() => this.#open(server));
    this.#connections.set(server, connection);
    return connection;
  }

  async #open(server: Server): Promise<Connection> {
    const client = this.#client;
    if (client === null || this.#listening.signal.aborted)
      throw new UnavailableError("mcp-client", "The session is over");
    const connection = await server.connect(client, {
      message: (message) => this.#hear(server, message),
      ask: (message) => this.#ears.ask(server.key, message),
      ended: (problem) => this.#lost(server, problem),
    });
    if (connection.era === "2025" && this.#listening.signal.aborted) await connection.upstream.close();
    return connection;
  }

  /** A subscription with other resources takes the place of the one before, once it is asked for. */
  #watch(server: Server, connection: Connection, { uri, isWatched }: { uri: string; isWatched: boolean }): void {
    const uris = this.#watched.get(server) ?? new Set();
    if (isWatched && uris.size < MOST_WATCHED) uris.add(uri);
    if (!isWatched) uris.delete(uri);
    this.#watched.set(server, uris);
    this.#listenTo(server, connection).catch(this.#ports.report);
  }

  #lost({ key }: Server, problem: string): void {
    if (this.#listening.signal.aborted) return;
    this.#ports.report(new UnavailableError("mcp-server", `Server \`${key}\`: ${problem}`));
  }

  #hear(server: Server, message: ServerMessage): void {
    if (this.#client === null || !TOLD.has(message.method)) return;
    if (new Belongings(server, this.#client).mayHear(message)) this.#ears.notice(server.key, message);
  }

  /** Keeps a subscription at a server of 2026-07-28 that tells of changed lists, as servers of a session do unasked. */
  async #listenTo(server: Server, connection: Connection): Promise<void> {
    const uris = [...(this.#watched.get(server) ?? [])];
    const { era, capabilities } = connection;
    const client = this.#client;
    const notifications: ValueObject = {
      ...listChanges(capabilities),
      ...(uris.length === 0 ? {} : { resourceSubscriptions: uris }),
    };
    if (era === "2025" || client === null || Object.keys(notifications).length === 0) return;
    const ears = {
      message: (message: ServerMessage) => this.#hear(server, message),
      ask: (message: ServerMessage) => this.#ears.ask(server.key, message),
    };
    const before = this.#subscriptions.get(server);
    const subscription = new AbortController();
    this.#subscriptions.set(server, subscription);
    const signal = AbortSignal.any([subscription.signal, this.#listening.signal]);
    const listened = subscribe(connection, client, { notifications, ears, signal });
    before?.abort();
    await listened.catch((error: unknown) => {
      if (!subscription.signal.aborted && !this.#listening.signal.aborted) throw error;
    });
  }
}
