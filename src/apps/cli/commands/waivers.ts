import type { Command } from "commander";
import { printable } from "#adapters/reporters";
import type { WaiverStanding } from "#core/model";
import { EXIT, reviewRun, type WaiverReport } from "#points/check";
import { readConfig } from "../config/config.ts";
import { startProgress } from "../terminal/progress.ts";
import { createLineReader, formatDiagnostic } from "./diagnostics.ts";
import { collect, formatOption, parametersOption } from "./flags.ts";
import { plainOptions } from "./plain-options.ts";
import { prepareRun, type RunFlags } from "./prepare-run.ts";
import { alignedRows } from "../aligned.ts";

interface WaiversFlags extends RunFlags {
  readonly format: "text" | "json";
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ writ waivers -p policies/                    # which are over or end soon, and which overlap
  $ writ waivers plan.json k8s/ -p policies/     # which are still needed as well
  $ writ waivers plan.json -p policies/ --format json

Exit codes:
  0  every waiver is in order
  2  usage, configuration or input error
  3  a waiver needs attention: it is over or ends soon, its content changed, it is no longer needed, was never matched, or overlaps`;

/** Adds `writ waivers`. */
export function addWaivers(program: Command): void {
  program
    .command("waivers")
    .summary("tell how every waiver stands")
    .description("Lists the waivers among the policy documents with their state and the days that are left.")
    .argument("[paths...]", "the inputs that they are about; without any, only dates and overlaps are told")
    .option("-p, --policy <path>", "a file or folder of policy documents (repeatable)", collect)
    .option("--no-library", "leave the shipped policies out")
    .addOption(parametersOption())
    .addOption(formatOption())
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((paths: readonly string[], flags: WaiversFlags) => {
      process.exitCode = review(paths, flags);
    });
}

function review(paths: readonly string[], flags: WaiversFlags): number {
  const config = readConfig(flags.config);
  const progress = startProgress();
  const run = prepareRun(paths, flags, config, progress);
  progress.done();
  if (run === null) return EXIT.broken;
  const report = reviewRun({ ...run, options: plainOptions(config) }, paths.length > 0);
  process.stdout.write(flags.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
  return report.exitCode;
}

const HEAD = ["state", "days left", "waiver", "finding", "resource", "approved by"];

function textOf({ waivers, diagnostics }: WaiverReport): string {
  const rows = waivers.map(rowOf);
  const lines = createLineReader();
  const parts = [
    ...(rows.length === 0 ? [] : alignedRows([HEAD, ...rows])),
    ...diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, lines)),
    summary(waivers),
  ];
  return `${parts.join("\n")}\n`;
}

function rowOf({ state, daysLeft, id, policy, validation, resource, approver }: WaiverStanding): readonly string[] {
  const rule = validation === null ? policy : `${policy}/${validation}`;
  return [state, daysLeft === null ? "-" : String(daysLeft), id, rule, resource, approver].map(printable);
}

function summary(waivers: readonly WaiverStanding[]): string {
  if (waivers.length === 0) return "no waiver";
  const byState = Map.groupBy(waivers, ({ state }) => state);
  const counts = [...byState].map(([state, all]) => `${all.length} ${state}`).toSorted();
  return `${waivers.length} ${waivers.length === 1 ? "waiver" : "waivers"}: ${counts.join(", ")}`;
}
