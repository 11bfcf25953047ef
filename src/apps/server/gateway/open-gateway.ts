import { randomUUID } from "node:crypto";
import { UnavailableError } from "#core/diagnostics";
import { inspectionPolicy, statedOfTools, TOOL_ACTIONS } from "#core/inspection";
import type { Governor } from "#points/agents";
import type { Route } from "#points/api";
import { GatewayPolicy, HttpFront, Server, type GatewayPorts, type PolicyPorts } from "#points/gateway";
import type { ActiveBundles } from "../bundles/active-bundles.ts";
import type { Settings } from "../config/settings.ts";
import { activeInspector } from "../inspection/active-inspector.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import { openArgumentReaders } from "./argument-readers.ts";
import { gatewayRoutes } from "./gateway-routes.ts";
import { readServers } from "./read-servers.ts";

/** What a gateway is made from. */
export interface GatewayParts {
  readonly settings: Pick<Settings, "mcp" | "issuers">;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly governor: Governor;
  /** What was approved of tools, the documents of agents, and what clients bring back after an approval. */
  readonly policy: Pick<PolicyPorts, "pins" | "agentOf" | "states">;
  /** What documents say of how answers are looked into. */
  readonly bundles: Pick<ActiveBundles, "current">;
  readonly log: Log;
}

/** Servers that agents reach, and where. */
export interface OpenGateway {
  readonly routes: readonly Route[];
  /** What a client on another way than HTTP is answered with, before one server by its key, or before all; null where there is no such server. */
  portsFor(server: string | null): GatewayPorts | null;
  close(): Promise<void>;
}

const UNKNOWN_SERVER: ReturnType<PolicyPorts["server"]> = {
  firstSeen: "quarantine",
  roles: {},
  commands: {},
  workspace: null,
};

/** Opens the gateway before the servers of a file; none is started before it is used. Throws `UnavailableError` with everything that is wrong with the file. */
export function openGateway({ settings, environment, governor, policy, bundles, log }: GatewayParts): OpenGateway {
  if (settings.mcp === null) return { routes: [], portsFor: () => null, close: () => Promise.resolve() };
  const result = readServers(settings.mcp, environment);
  if (result.kind === "broken") throw new UnavailableError("mcp-servers", result.problems.join("; "));
  const now = performance.now.bind(performance);
  const servers = result.servers.map((spec) => new Server(spec, now));
  const ports: Omit<GatewayPorts, "servers" | "isPrefixed"> = {
    interceptor: new GatewayPolicy({
      ...policy,
      rule: (act) => governor.rule(act),
      inspection: activeInspector(bundles, (said) =>
        inspectionPolicy([statedOfTools(said), result.inspection], TOOL_ACTIONS),
      ),
      server: (key) => result.policies.get(key) ?? UNKNOWN_SERVER,
      readers: openArgumentReaders,
      denialCode: result.denialCode,
    }),
    report: (error) => log.warn("the gateway could not answer", errorFields(error)),
    now,
    info: { name: "writ", version: "0" },
    newId: randomUUID,
  };
  const allPorts: GatewayPorts = { ...ports, servers, isPrefixed: true };
  const portsOf = new Map(servers.map((one) => [one.key, { ...ports, servers: [one], isPrefixed: false }]));
  const all = new HttpFront(allPorts);
  const each = new Map(Array.from(portsOf, ([key, own]) => [key, new HttpFront(own)]));
  return {
    portsFor: (server) => (server === null ? allPorts : (portsOf.get(server) ?? null)),
    routes: gatewayRoutes({
      all,
      each,
      issuers: settings.issuers.flatMap((one) => (one.type === "jwt" ? [one.issuer] : [])),
    }),
    close: async () => {
      await Promise.all([all, ...each.values()].map((front) => front.close()));
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
