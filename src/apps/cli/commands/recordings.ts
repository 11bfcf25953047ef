import type { Command } from "commander";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { pastTimeOf } from "../time-flag.ts";
import { startProgress } from "../terminal/progress.ts";

const EXPORT_EXAMPLES = `
Examples:
  $ writ recordings export --since 7d > recordings.jsonl

Each line is a recording as JSON, in the order of their ids. They name who asked.

Exit codes:
  0  written
  2  usage, or the control plane did not answer`;

const FORGET_EXAMPLES = `
Examples:
  $ writ recordings forget alice

Exit codes:
  0  there is none any more
  2  usage, or the control plane did not answer`;

/** Adds `writ recordings` with what can be done about them. */
export function addRecordings(program: Command): void {
  const recordings = program
    .command("recordings")
    .summary("hand out what was asked and decided, or forget somebody")
    .description("The questions that a control plane kept, to be asked again of other policies.");
  addExport(recordings);
  addForget(recordings);
}

interface ExportFlags extends ServerFlags {
  readonly since: string;
  readonly until?: string;
}

function addExport(recordings: Command): void {
  const command = recordings
    .command("export")
    .summary("write recordings to stdout, one a line")
    .description("Writes recordings to stdout, one a line, for `writ replay --recordings`.")
    .option("--since <time>", "from when on: 30d, 12h, 45m ago, or RFC 3339", "30d")
    .option("--until <time>", "until when (default: now)")
    .addHelpText("after", EXPORT_EXAMPLES)
    .action(async (flags: ExportFlags) => exportAll(flags));
  addServerFlags(command);
}

async function exportAll(flags: ExportFlags): Promise<void> {
  const client = connect(flags);
  const since = pastTimeOf("--since", flags.since);
  const until = pastTimeOf("--until", flags.until ?? "0m");
  const progress = startProgress();
  let written = 0;
  for (let after: string | null = ""; after !== null;) {
    const page: Awaited<ReturnType<typeof client.exportRecordings>> = await client.exportRecordings({
      since,
      until,
      after,
    });
    for (const recording of page.recordings) process.stdout.write(`${JSON.stringify(recording)}\n`);
    written += page.recordings.length;
    progress.step(`${written} recordings`);
    after = page.next;
  }
  progress.done();
}

function addForget(recordings: Command): void {
  const command = recordings
    .command("forget")
    .summary("remove every recording that names somebody")
    .description("Removes every recording whose question names a principal, in whatever place.")
    .argument("<principal>", "the id of the principal")
    .addHelpText("after", FORGET_EXAMPLES)
    .action(async (principal: string, flags: ServerFlags) => {
      const { removed } = await connect(flags).forgetRecordings(principal);
      process.stdout.write(`${removed} ${removed === 1 ? "recording" : "recordings"} removed\n`);
    });
  addServerFlags(command);
}
