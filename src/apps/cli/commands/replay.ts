import { Option, type Command } from "commander";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { candidateOf, loadCandidate, type CandidateFlags } from "../replay/candidate.ts";
import { replayOffline } from "../replay/offline.ts";
import { exitCodeOf, type FailOn, type ReplayOutcome } from "../replay/outcome.ts";
import { replayRemote } from "../replay/remote.ts";
import { pastTimeOf } from "../time-flag.ts";
import { textOfReplay } from "../replay/text.ts";
import { UsageError } from "../usage-error.ts";
import { formatOption } from "./flags.ts";

const EXAMPLES = `
Examples:
  $ writ replay --bundle candidate/ --since 30d
  $ writ replay --bundle 4f1c…64 digits… --since 2030-06-01T00:00:00Z --format json
  $ writ recordings export --since 30d > recordings.jsonl
  $ writ replay --bundle candidate/ --recordings recordings.jsonl      # without a control plane

Exit codes:
  0  nothing changes that --fail-on names
  1  it does: by default, something that was held or denied is allowed
  2  usage, the candidate cannot be used, or the control plane did not answer
  4  undecided: nothing was asked again, or not everything could be`;

interface ReplayFlags extends CandidateFlags, ServerFlags {
  readonly since: string;
  readonly until?: string;
  readonly recordings?: string;
  readonly format: "text" | "json";
  readonly limit: string;
  readonly failOn: FailOn;
}

/** Adds `writ replay`. */
export function addReplay(program: Command): void {
  const command = program
    .command("replay")
    .summary("ask a candidate what was decided before, and list what changes")
    .description("Asks other policies the questions that were decided on, and lists every answer that changes.")
    .requiredOption(
      "--bundle <path|digest>",
      "the candidate: documents, or the digest of a bundle of the control plane",
    )
    .option("--no-library", "leave the shipped policies out of the documents")
    .option("--since <time>", "from when on: 30d, 12h, 45m ago, or RFC 3339", "30d")
    .option("--until <time>", "until when (default: now)")
    .option("--recordings <file>", "recordings of a file, in place of those of a control plane")
    .addOption(formatOption())
    .option("--limit <count>", "how many groups are shown as text", "20")
    .addOption(
      new Option("--fail-on <flips>", "what ends with 1")
        .choices(["newly-allowed", "any", "never"])
        .default("newly-allowed"),
    )
    .addHelpText("after", EXAMPLES)
    .action(async (flags: ReplayFlags) => {
      process.exitCode = await run(flags);
    });
  addServerFlags(command);
}

async function run(flags: ReplayFlags): Promise<number> {
  const limit = limitOf(flags.limit);
  const outcome =
    flags.recordings === undefined ? await ask(flags) : await replayOffline(loadCandidate(flags), flags.recordings);
  process.stdout.write(
    flags.format === "json" ? `${JSON.stringify(outcome, null, 2)}\n` : textOfReplay(outcome, limit),
  );
  return exitCodeOf(outcome, flags.failOn);
}

function ask(flags: ReplayFlags): Promise<ReplayOutcome> {
  const since = pastTimeOf("--since", flags.since);
  const until = flags.until === undefined ? null : pastTimeOf("--until", flags.until);
  return replayRemote(connect(flags), candidateOf(flags), { since, until });
}

/** Reads how many groups are shown. */
export function limitOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`\`--limit ${text}\` is no number of groups`, "write a whole number from 1 on");
}
