import type { Command } from "commander";
import { EXIT } from "#points/check";
import { readConfig } from "../config/config.ts";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { startProgress } from "../terminal/progress.ts";
import { printDiagnostics } from "./diagnostics.ts";
import { collect } from "./flags.ts";
import { prepareRun } from "./prepare-run.ts";
import { parsePrincipal } from "./principal.ts";

interface McpFlags extends ServerFlags {
  readonly policy?: readonly string[];
  readonly library: boolean;
  readonly principal?: string;
  readonly environment?: string;
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ claude mcp add writ -- npx writ mcp --principal agent:claude
  $ writ mcp -p policies/       # started by a client; speaks the Model Context Protocol on stdin and stdout

Files are read inside the folder that it is started in, and nothing is written. Approvals are asked for where --server or
WRIT_SERVER names a control plane.`;

/** Adds `writ mcp`. The server is loaded when it is started, so that no other command waits for it. */
export function addMcp(program: Command): void {
  addServerFlags(program.command("mcp"))
    .summary("serve agents: check, explain and ask before an act")
    .description("Serves agents over the Model Context Protocol on stdin and stdout, so that they ask before they act.")
    .option(
      "-p, --policy <path>",
      "a file or folder of policy documents, beside the shipped library (repeatable)",
      collect,
    )
    .option("--no-library", "leave the shipped policies out")
    .option("--principal <kind[:id]>", "who asks: agent, pipeline, person or service (default pipeline)")
    .option("--environment <name>", "the environment of resources that the settings do not place")
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action(async (flags: McpFlags) => {
      process.exitCode = await serve(flags);
    });
}

async function serve(flags: McpFlags): Promise<number> {
  const config = readConfig(flags.config);
  const principal = parsePrincipal(flags.principal ?? config.principal ?? "pipeline");
  const isConnected = flags.server !== undefined || (process.env["WRIT_SERVER"] ?? "") !== "";
  const client = isConnected ? connect(flags) : null;
  const run = prepareRun([], flags, config, startProgress());
  if (run === null) return EXIT.broken;
  printDiagnostics(run.diagnostics);
  const environment = flags.environment ?? config.environment;
  const { serveTools } = await import("../mcp/serve.ts");
  serveTools({ folder: process.cwd(), run, decider: run, principal, environment, client });
  return EXIT.compliant;
}
