import type { Command } from "commander";
import { EXIT } from "#points/check";
import { agentsText } from "../agents/agents-text.ts";
import { can } from "../agents/can.ts";
import { canText } from "../agents/can-text.ts";
import { listAgents } from "../agents/list-agents.ts";
import { loadAgents, type AgentFlags } from "../agents/load-agents.ts";
import { readAct } from "../agents/read-act.ts";
import { addServerFlags } from "../control-plane/connect.ts";
import { collect, formatOption } from "./flags.ts";

interface ListFlags extends AgentFlags {
  readonly format: "text" | "json";
}

interface CanFlags extends ListFlags {
  readonly environment?: string;
  readonly task?: string;
  readonly behalf?: readonly string[];
}

const AGENTS_EXAMPLES = `
Examples:
  $ writ agents -p policies/                                # from files
  $ writ agents --server https://writ.example --format json # what decides at a control plane`;

const CAN_EXAMPLES = `
Examples:
  $ writ can builder -p policies/ -- kubectl delete namespace shop
  $ writ can builder -p policies/ --environment staging delete Namespace shop
  $ writ can builder --server https://writ.example --format json -- aws s3 rb s3://pictures --force

Exit codes:
  0  it may
  1  it may not
  2  usage, configuration or input error
  4  it has to wait for an approval`;

/** Adds `writ agents`. */
export function addAgents(program: Command): void {
  const command = program
    .command("agents")
    .summary("who may do what")
    .description(
      "Lists every agent with its grants and limits, of policy documents or of what decides at a control plane.",
    );
  addSources(command)
    .addHelpText("after", AGENTS_EXAMPLES)
    .action(async (flags: ListFlags) => {
      process.exitCode = await list(flags);
    });
}

/** Adds `writ can`. */
export function addCan(program: Command): void {
  const command = program
    .command("can")
    .summary("whether an agent may do something, and why")
    .description(
      "Says whether an agent may do something: which grants cover it, which policies stand against it, and what would be needed.",
    )
    .argument("<agent>", "the name of an agent, or the id of its principal")
    .argument("<act...>", "a verb, a kind or native type and an id, or the words of a command after `--`")
    .option("--environment <name>", "the environment in which it acts")
    .option("--task <id>", "the task on which it works")
    .option("--behalf <id>", "on whose behalf it acts, outermost first (repeatable)", collect);
  addSources(command)
    .addHelpText("after", CAN_EXAMPLES)
    .action(async (agent: string, act: readonly string[], flags: CanFlags) => {
      process.exitCode = await answer(agent, act, flags);
    });
}

function addSources(command: Command): Command {
  command
    .option("-p, --policy <path>", "a file or folder of policy documents (repeatable)", collect)
    .option("--no-library", "leave the shipped policies out")
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addOption(formatOption());
  return addServerFlags(command);
}

async function list(flags: ListFlags): Promise<number> {
  const bundle = await loadAgents(flags);
  if (bundle === null) return EXIT.broken;
  const agents = listAgents(bundle, new Date());
  process.stdout.write(flags.format === "json" ? `${JSON.stringify({ agents }, null, 2)}\n` : agentsText(agents));
  return EXIT.compliant;
}

const EXITS = { allow: EXIT.compliant, hold: EXIT.undecided, deny: EXIT.violations } as const;

async function answer(agent: string, words: readonly string[], flags: CanFlags): Promise<number> {
  const bundle = await loadAgents(flags);
  if (bundle === null) return EXIT.broken;
  const { environment = null, task = null, behalf: chain = [] } = flags;
  const told = can(bundle, agent, readAct(words, bundle.kinds), { environment, task, chain });
  process.stdout.write(flags.format === "json" ? `${JSON.stringify(told, null, 2)}\n` : canText(told));
  return EXITS[told.effect];
}
