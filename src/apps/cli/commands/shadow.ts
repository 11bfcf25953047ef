import type { Command } from "commander";
import type { ShadowAnswer } from "#client";
import { printable } from "#adapters/reporters";
import { addServerFlags, connect, type ServerFlags } from "../control-plane/connect.ts";
import { candidateOf } from "../replay/candidate.ts";
import { counted, linesOfFlips } from "../replay/text.ts";
import { formatOption } from "./flags.ts";
import { limitOf } from "./replay.ts";

const EXAMPLES = `
Examples:
  $ writ shadow start candidate/
  $ writ shadow status
  $ writ shadow stop

Exit codes:
  0  done
  2  usage, the candidate cannot be used, or the control plane did not answer`;

interface ShadowFlags extends ServerFlags {
  readonly format: "text" | "json";
  readonly limit?: string;
  readonly library?: boolean;
}

/** Adds `writ shadow` with what can be done about it. */
export function addShadow(program: Command): void {
  const shadow = program
    .command("shadow")
    .summary("let a candidate run beside what decides, and see how its answers differ")
    .description("A candidate that is asked what is decided here, after it was decided and never in its place.")
    .addHelpText("after", EXAMPLES);
  const start = shadow
    .command("start")
    .summary("let a candidate run in shadow, in place of any other")
    .description("Lets a candidate run in shadow, in every replica, in place of any other.")
    .argument("<path|digest>", "documents, or the digest of a bundle of the control plane")
    .option("--no-library", "leave the shipped policies out of the documents")
    .action(async (bundle: string, flags: ShadowFlags) => {
      const candidate = candidateOf({ bundle, library: flags.library !== false });
      show(await connect(flags).startShadow(candidate), flags);
    });
  const status = shadow
    .command("status")
    .summary("tell what runs in shadow, and how its answers differ so far")
    .description("Tells what runs in shadow, and how its answers differ so far.")
    .option("--limit <count>", "how many groups are shown as text", "20")
    .action(async (flags: ShadowFlags) => show(await connect(flags).shadow(), flags));
  const stop = shadow
    .command("stop")
    .summary("let nothing run in shadow")
    .description("Lets nothing run in shadow. What was compared stays in the recordings.")
    .action(async (flags: ShadowFlags) => show(await connect(flags).stopShadow(), flags));
  for (const command of [start, status, stop]) addServerFlags(command.addOption(formatOption()));
}

function show(answer: ShadowAnswer, { format, limit = "20" }: ShadowFlags): void {
  const text = format === "json" ? JSON.stringify(answer, null, 2) : linesOf(answer, limitOf(limit)).join("\n");
  process.stdout.write(`${text}\n`);
}

function linesOf({ running, report, isComplete }: ShadowAnswer, limit: number): readonly string[] {
  if (running === null || report === null) return ["Nothing runs in shadow"];
  const { bundle, by, at } = running;
  return [
    printable(`Candidate ${bundle.slice(0, 12)} runs in shadow since ${at}, started by ${by}`),
    `${counted(report.replayed)} compared${isComplete ? "" : ", and there are more"}`,
    ...linesOfFlips(report, limit),
  ];
}
