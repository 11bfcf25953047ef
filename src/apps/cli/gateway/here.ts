import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { printable } from "#adapters/reporters";
import type { SettingInputs } from "#apps/server";
import type { ServerFlags } from "../control-plane/connect.ts";
import { collect } from "../commands/flags.ts";
import { packageVersion } from "../package-root.ts";
import { policiesOf } from "../policies/policies-of.ts";
import { UsageError } from "../usage-error.ts";
import { serveClientOf } from "./serve-stdio.ts";

/** How a gateway rules without a control plane. */
export interface OwnFlags {
  readonly config?: string;
  readonly policy?: readonly string[];
  readonly library: boolean;
  readonly agent?: string;
  readonly data?: string;
}

/** Adds these flags. */
export function addOwnFlags(command: Command): Command {
  return command
    .option("--config <file>", "the servers (YAML or JSON): rule here, without a control plane")
    .option("-p, --policy <path>", "with --config: documents beside the shipped library (repeatable)", collect)
    .option("--no-library", "with --config: leave the shipped policies out")
    .option("--agent <name>", "with --config: which registered agent the client is (default: the only one)")
    .option("--data <folder>", "with --config: state and evidence (default: .writ/gateway/<server> beside the file)");
}

/** Throws a `UsageError` for flags that say how to rule, where a control plane does. */
export function assertNoOwnFlags({ policy, library, agent, data }: OwnFlags): void {
  if (policy === undefined && library && agent === undefined && data === undefined) return;
  throw new UsageError(
    "A control plane rules by its own documents and keeps its own state",
    "name the servers with --config to rule here, or leave --policy, --no-library, --agent and --data out",
  );
}

const ALL = "_all";
/** Where paths of sockets end; all systems take this much. */
const LONGEST_SOCKET = 100;

/** Rules what a client requests of a server, or of all. Resolves as `serveClientOf` does. Throws a `UsageError` where it does not start; why was told. */
export async function serveHere(server: string | null, flags: OwnFlags & ServerFlags): Promise<string | null> {
  const settings = settingsOf(server, flags);
  const { serveClient } = await import("#apps/server");
  const result = await serveClient({
    flags: settings,
    environment: process.env,
    version: packageVersion(),
    policies: policiesOf,
    complain: (text) => process.stderr.write(text),
    server,
    agent: flags.agent ?? null,
  });
  if (result.kind === "refused") {
    process.exitCode = 2;
    return null;
  }
  const { client } = result;
  for (const line of client.welcome) process.stderr.write(`writ gateway: ${printable(line)}\n`);
  const reload = (): void => void client.reload();
  process.on("SIGHUP", reload);
  const problem = await serveClientOf((write) => client.open(write));
  await client.stop();
  process.off("SIGHUP", reload);
  return problem;
}

function settingsOf(
  server: string | null,
  { config = "", policy = [], library, data, ...access }: OwnFlags & ServerFlags,
): SettingInputs["flags"] {
  if (access.server !== undefined || access.tokenFile !== undefined)
    throw new UsageError("Either a control plane rules, or this process does", "name --server or --config, not both");
  const folder = resolve(data ?? join(dirname(config), ".writ/gateway", server ?? ALL));
  const socket = join(folder, "writ.sock");
  if (Buffer.byteLength(socket) > LONGEST_SOCKET)
    throw new UsageError(
      `The path of the data folder \`${folder}\` is too long for a socket in it`,
      "name a folder with a shorter path with --data",
    );
  return {
    data: folder,
    socket,
    mcp: config,
    policies: policy,
    library,
    activate: true,
    tokenFile: join(folder, "administrator.token"),
    logLevel: "warn",
    shutdownGraceMs: 200,
  };
}
