import { Option, Argument, type Command } from "commander";
import { STOP_KINDS, type StopKind } from "#core/store";
import { printable } from "#adapters/reporters";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { stopsText, targetText } from "../stops/stops-text.ts";
import { UsageError } from "../usage-error.ts";
import { formatOption } from "./flags.ts";

const EXAMPLES = `
Examples:
  $ writ stop agent agent-7 --reason "it deletes what it should not"
  $ writ stop tool database/drop --reason "until the backup is checked"
  $ writ stop everything --reason "we are under attack"
  $ writ stops                                  # what is stopped, and how long that took
  $ writ resume 0192f0c8-7a00-7000-8000-000000000001 --reason "fixed"`;

const EXITS = `

Exit codes:
  0  done, or for \`resume\` waiting for a second person
  2  usage, or the control plane refused or did not answer`;

interface Flags extends ServerFlags {
  readonly format: "text" | "json";
}

interface ReasonFlags extends Flags {
  readonly reason: string;
}

/** Adds `writ stop`, the kill switch. */
export function addStop(program: Command): void {
  const command = program
    .command("stop")
    .summary("stop an agent, a session, a tool, a server, a tenant or everything, now")
    .description(
      "Stops what agents do: the next act is refused, what is under way is cancelled, and credentials are taken back.",
    )
    .addArgument(new Argument("<what>", "what is stopped").choices(STOP_KINDS))
    .argument("[name]", "which one: an id, <server>/<tool>, or for a tenant an issuer or a group")
    .addOption(reasonOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES + EXITS);
  addServerFlags(command).action(async (kind: StopKind, name: string | undefined, flags: ReasonFlags) => {
    if ((name === undefined) !== (kind === "everything"))
      throw new UsageError(kind === "everything" ? "`everything` has no name" : `Which ${kind} is to be stopped?`);
    const { stop, recorded } = await connect(flags).stop({ kind, name: name ?? "", reason: flags.reason });
    const note = recorded ? "" : "it is not recorded: the log of records took nothing\n";
    const text = `stopped ${targetText(stop)}\n${note}\nwrit resume ${printable(stop.id)} --reason "…"\n`;
    print(flags, { stop, recorded }, text);
  });
}

/** Adds `writ stops`. */
export function addStops(program: Command): void {
  const command = program
    .command("stops")
    .summary("tell what is stopped, and how long it took until it was")
    .description("Lists what is stopped: who did it, why, and how long it took in each replica until the last effect.")
    .option("--all", "also what was resumed")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES + EXITS);
  addServerFlags(command).action(async (flags: Flags & { readonly all?: boolean }) => {
    const all = await connect(flags).stops();
    const stops = flags.all === true ? all : all.filter(({ resumption }) => resumption === null);
    print(flags, { stops }, stopsText(stops));
  });
}

/** Adds `writ resume`. */
export function addResume(program: Command): void {
  const command = program
    .command("resume")
    .summary("let go on what was stopped, once a second person approved it")
    .description("Asks that something goes on which was stopped; after a second person approved it, lets it.")
    .argument("<id>", "the id of the stop")
    .addOption(reasonOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES + EXITS);
  addServerFlags(command).action(async (id: string, flags: ReasonFlags) => {
    const answer = await connect(flags).resume(id, { reason: flags.reason });
    const shown = printable(answer.approval);
    const text =
      answer.state === "resumed"
        ? `resumed, with approval ${shown}\n`
        : `waiting for a second person: writ approvals approve ${shown}\nthen run this again\n`;
    print(flags, answer, text);
  });
}

function reasonOption(): Option {
  return new Option("--reason <text>", "why, for the record").makeOptionMandatory();
}

function print({ format }: Flags, message: object, text: string): void {
  process.stdout.write(format === "json" ? `${JSON.stringify(message, null, 2)}\n` : text);
}
