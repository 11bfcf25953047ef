import { UnavailableError } from "#core/diagnostics";
import { StdioFront, type GatewayPorts } from "#points/gateway";
import { issueFirstToken } from "../access/issue-token.ts";
import { writeToken } from "../access/write-token.ts";
import { readSettings } from "../config/read-settings.ts";
import type { Opened } from "../opened.ts";
import { startServer, type ServerParts } from "../start.ts";
import { describeFailure, refuse, start, type Refused, type StartRequest } from "../starting.ts";
import { errorFields } from "../telemetry/log.ts";
import { callerOfClient } from "./caller-of-client.ts";

/** What a client of a process of its own is served with. Settings are those of the flags alone: a client hands on whatever is in its own environment. */
export interface ClientRequest extends StartRequest {
  /** The key of a server; null for all. */
  readonly server: string | null;
  /** The name of a registered agent; null for the only one. */
  readonly agent: string | null;
}

/** The client is served until it is over, or the reason was told why not. */
export type ClientResult = { readonly kind: "running"; readonly client: ServedClient } | Refused;

/** A control plane for one client, which reaches it over lines of text. */
export interface ServedClient {
  /** Takes what the client says, and writes what it is answered. */
  open(write: (line: string) => void): { receive(line: string): Promise<void>; close(): Promise<void> };
  /** For people: what decides, and where they answer. */
  readonly welcome: readonly string[];
  /** Reads the policies again. */
  reload(): Promise<void>;
  /** Lets everything go. */
  stop(): Promise<void>;
}

// INVARIANT (gateway-starts-whole): no client is heard before its servers, the policies, the store and the evidence log are read and open; whatever is wrong with one of them ends the process.
/** Starts all that a control plane has, for one client. Nothing listens but the socket of the settings, by which people approve and stop. */
export async function serveClient(request: ClientRequest): Promise<ClientResult> {
  const { settings, problems } = readSettings({ flags: request.flags, environment: {}, file: {} });
  if (problems.length > 0) return refuse(request, problems);
  try {
    return await start(request, settings, (parts, opened) => open(request, parts, opened));
  } catch (error) {
    const isTaken = error instanceof UnavailableError && error.code === "store-in-use";
    return refuse(request, [isTaken ? taken(settings.data) : describeFailure(error, settings)]);
  }
}

function taken(data: string): string {
  return `Another process serves its client with the data folder \`${data}\`: name another with \`--data\`, or lead all clients to one control plane (\`writ up --mcp\`)`;
}

async function open(request: ClientRequest, parts: ServerParts, opened: Opened): Promise<ClientResult> {
  const { gateway, store, settings, bundles } = parts;
  const ports = gateway.portsFor(request.server);
  if (ports === null)
    return await giveUp(`There is no server \`${request.server ?? ""}\` in \`${settings.mcp ?? ""}\``);
  const token = (await issueFirstToken(store, new Date()))?.text ?? null;
  const tokenFile = token === null ? null : writeToken(settings.tokenFile, token);
  const client = await callerOfClient(parts, request.agent, new Date());
  if (client.kind === "unknown") return await giveUp(client.problem);
  const server = await startServer(parts, "socket");
  opened.add(() => server.close());
  bundles.follow();
  opened.add(async () => bundles.stop());
  const welcome = welcomeOf(parts, { agent: client.agent.metadata.name, url: server.url, tokenFile });
  return { kind: "running", client: served({ ...parts, ports, caller: client.caller, welcome }, opened) };

  async function giveUp(problem: string): Promise<Refused> {
    await opened.close();
    return refuse(request, [problem]);
  }
}

interface Serving extends Pick<ServerParts, "bundles" | "log"> {
  readonly ports: GatewayPorts;
  readonly caller: ConstructorParameters<typeof StdioFront>[1];
  readonly welcome: readonly string[];
}

function served({ ports, caller, welcome, bundles, log }: Serving, opened: Opened): ServedClient {
  return {
    open: (write) => new StdioFront(ports, caller, write),
    welcome,
    reload: () => bundles.reload(),
    stop: async () => {
      for (const problem of await opened.close()) log.error("not let go in order", errorFields(problem));
    },
  };
}

interface Told {
  readonly agent: string;
  readonly url: string;
  readonly tokenFile: string | null;
}

function welcomeOf({ bundles, settings }: ServerParts, { agent, url, tokenFile }: Told): readonly string[] {
  const { policies, digest } = bundles.current.bundle;
  return [
    `the client is the agent \`${agent}\`, by ${policies.length} policies (bundle ${digest.slice(0, 12)}); state and evidence are in ${settings.data}`,
    `people answer what waits with \`writ approvals list --server ${url}\`, by a token of theirs`,
    ...(tokenFile === null ? [] : [`the administrator's token, made just now, is in ${tokenFile}`]),
  ];
}
