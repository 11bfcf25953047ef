import { Option, type Command } from "commander";
import { printable } from "#adapters/reporters";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { toolsetsText } from "../toolsets/toolsets-text.ts";
import { UsageError } from "../usage-error.ts";
import { formatOption } from "./flags.ts";

const EXAMPLES = `
Examples:
  $ writ tools list                              # each server, its tools, and how they stand
  $ writ tools diff github                       # what changed since it was approved, in words
  $ writ tools approve github --reason "looked at them"
  $ writ tools quarantine github --reason "it changed a description"

Exit codes:
  0  done, or for \`approve\` waiting for a second person
  2  usage, or the control plane refused or did not answer`;

interface Flags extends ServerFlags {
  readonly format: "text" | "json";
}

interface ReasonFlags extends Flags {
  readonly reason: string;
}

/** Adds `writ tools`: what servers offer to agents, and what was approved of it. */
export function addTools(program: Command): void {
  const tools = program
    .command("tools")
    .summary("tell which tools servers offer to agents, what changed, and approve them")
    .description("Tools are used only as they were approved: what is new is quarantined, and what changed is held.")
    .addHelpText("after", EXAMPLES);
  addList(tools);
  addDiff(tools);
  addApprove(tools);
  addQuarantine(tools);
}

function addList(tools: Command): void {
  const command = tools
    .command("list")
    .summary("each server, its tools, and how they stand")
    .description("Lists the tools of each server as they were last offered.")
    .addOption(formatOption());
  addServerFlags(command).action(async (flags: Flags) => {
    const toolsets = await connect(flags).toolsets();
    print(flags, { toolsets }, toolsetsText(toolsets, "tools"));
  });
}

function addDiff(tools: Command): void {
  const command = tools
    .command("diff")
    .summary("what changed since it was approved, in words")
    .description("Tells what a server offers beside what was approved of it, with hidden characters written out.")
    .argument("[server]", "its key in the configuration; without it, all")
    .addOption(formatOption());
  addServerFlags(command).action(async (server: string | undefined, flags: Flags) => {
    const all = await connect(flags).toolsets();
    const toolsets = all.filter((toolset) => server === undefined || toolset.server === server);
    if (server !== undefined && toolsets.length === 0)
      throw new UsageError(`Nothing was seen of a server \`${server}\``);
    print(flags, { toolsets }, toolsetsText(toolsets, "changes"));
  });
}

function addApprove(tools: Command): void {
  const command = tools
    .command("approve")
    .summary("let agents use the tools of a server as it offers them now, once a second person approved it")
    .description("Asks that the tools of a server are used; after a second person approved it, lets them be.")
    .argument("<server>", "its key in the configuration")
    .option("--digest <digest>", "of exactly these tools; without it, of those that it offers now")
    .addOption(reasonOption())
    .addOption(formatOption());
  addServerFlags(command).action(async (server: string, flags: ReasonFlags & { readonly digest?: string }) => {
    const client = connect(flags);
    const digest = flags.digest ?? (await client.toolsets()).find((one) => one.server === server)?.digest;
    if (digest === undefined) throw new UsageError(`Nothing was seen of a server \`${server}\``);
    const answer = await client.approveTools(server, { digest, reason: flags.reason });
    const shown = printable(answer.approval);
    const text =
      answer.state === "approved"
        ? `approved, with approval ${shown}\n`
        : `waiting for a second person: writ approvals approve ${shown}\nthen run this again\n`;
    print(flags, answer, text);
  });
}

function addQuarantine(tools: Command): void {
  const command = tools
    .command("quarantine")
    .summary("take back what was approved of a server")
    .description("Takes back what was approved of a server: none of its tools is called until it is approved again.")
    .argument("<server>", "its key in the configuration")
    .addOption(reasonOption())
    .addOption(formatOption());
  addServerFlags(command).action(async (server: string, flags: ReasonFlags) => {
    const answer = await connect(flags).quarantineTools(server, { reason: flags.reason });
    print(flags, answer, `nothing of ${printable(server)} is approved now\n`);
  });
}

function reasonOption(): Option {
  return new Option("--reason <text>", "why, for the record").makeOptionMandatory();
}

function print({ format }: Flags, message: object, text: string): void {
  process.stdout.write(format === "json" ? `${JSON.stringify(message, null, 2)}\n` : text);
}
