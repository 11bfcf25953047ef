import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Command } from "commander";
import type { TaskAnswer, TaskRequest, WritClient } from "#client";
import { printable } from "#adapters/reporters";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { runTask } from "../tasks/run-task.ts";

interface RunFlags extends ServerFlags {
  readonly broker: string;
  readonly session?: string;
  readonly workspace?: string;
  readonly wait?: boolean;
}

const EXAMPLES = `
Examples:
  $ writ run --broker production -- aws s3 ls s3://reports
  $ writ run --broker cluster --wait -- kubectl -n shop delete deployment web

The command is decided on, and is given credentials for exactly what it does and for as long as it runs. It sees none of those
that are in your environment. No shell reads it: use no \`&&\`, \`|\` or \`$(…)\`.

Exit codes:
  that of the command, where it ran; else
  1  denied
  2  nothing was decided
  4  held: somebody has to approve it, and then it may run once (--wait waits for that)`;

const DENIED = 1;
const HELD = 4;
const ASK_AGAIN_MS = 2000;

/** Adds `writ run`. */
export function addRun(program: Command): void {
  addServerFlags(program.command("run"))
    .summary("run one command with credentials for exactly what it does")
    .description(
      "Asks a control plane whether a command may run, and runs it with credentials that are made for it and end with it.",
    )
    .argument("<command...>", "the command, after `--`")
    .requiredOption("--broker <name>", "which broker of the control plane makes the credentials")
    .option("--session <id>", "one run of an agent, for its budgets and its history (default: drawn anew)")
    .option("--workspace <folder>", "the folder that is being worked in (default: the current one)")
    .option("--wait", "wait for an approval where one is needed")
    .addHelpText("after", EXAMPLES)
    .action(async (command: readonly string[], flags: RunFlags) => {
      process.exitCode = await runCommand(command, flags);
    });
}

async function runCommand(command: readonly string[], flags: RunFlags): Promise<number> {
  const client = connect(flags);
  const cwd = process.cwd();
  const session = flags.session ?? randomUUID();
  const request = { broker: flags.broker, command, session, cwd, workspace: flags.workspace ?? cwd };
  const answer = await begin(client, request, flags.wait === true);
  const { credential } = answer;
  if (credential === null) {
    process.stderr.write(describe(answer));
    return answer.effect === "hold" ? HELD : DENIED;
  }
  let status: "done" | "failed" = "failed";
  try {
    const { exitCode } = await runTask(command, credential);
    status = exitCode === 0 ? "done" : "failed";
    return exitCode;
  } finally {
    await client.endTask(credential.id, { status });
  }
}

async function begin(client: WritClient, request: TaskRequest, waits: boolean): Promise<TaskAnswer> {
  let isTold = false;
  for (;;) {
    const answer = await client.beginTask(request);
    const { effect, approval } = answer;
    if (effect !== "hold" || !waits || approval === null) return answer;
    if (!isTold) process.stderr.write(`${describe(answer)}Waiting for it …\n`);
    isTold = true;
    await setTimeout(ASK_AGAIN_MS);
  }
}

function describe({ effect, reasons, repair, approval }: TaskAnswer): string {
  const lines = [
    effect === "hold" ? "Held:" : "Denied:",
    ...reasons.map(({ message }) => `  ${printable(message)}`),
    ...(repair === null ? [] : [`What to change: ${printable(repair)}`]),
    ...(approval === null
      ? []
      : [`Somebody has to approve it until ${approval.expiresAt}: ${printable(approval.url)}`]),
  ];
  return `${lines.join("\n")}\n`;
}
