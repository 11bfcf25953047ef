import { Option, type Command } from "commander";
import { compileProgram } from "#core/decide";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { SEVERITIES, type Severity } from "#core/model";
import { EXIT, runCheck, type CheckOptions } from "#points/check";
import { readConfig, type Config } from "../config/config.ts";
import { readInputs } from "../files/inputs.ts";
import { packageVersion } from "../package-root.ts";
import { loadPolicies } from "../policies/load.ts";
import { startProgress } from "../terminal/progress.ts";
import { stdoutTerminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import { readBaseline, writeBaseline } from "./baseline.ts";
import { printDiagnostics } from "./diagnostics.ts";
import { collect } from "./flags.ts";
import { parseOutputs, writeReport } from "./output.ts";
import { parsePrincipal } from "./principal.ts";

interface CheckFlags {
  readonly policy?: readonly string[];
  readonly library: boolean;
  readonly output?: readonly string[];
  readonly failOn?: readonly string[];
  readonly principal?: string;
  readonly environment?: string;
  readonly changedOnly?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly stdinFilename: string;
  readonly showPassed?: boolean;
  readonly warnExitCode?: boolean;
  readonly fail: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: "auto" | "always" | "never";
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ terraform show -json plan.out > plan.json && writ check plan.json
  $ helm template ./chart | writ check - --stdin-filename chart.yaml
  $ writ check k8s/ plan.json -o text -o sarif=writ.sarif
  $ writ check plan.json --principal agent:deploy-bot --environment production
  $ writ check . --baseline .writ-baseline.json --fail-on high

Exit codes:
  0  compliant
  1  violations at or above --fail-on
  2  usage, configuration, input or evaluation error
  3  warnings only (with --warn-exit-code)
  4  undecided: an incomplete plan, or unknowns (with --fail-on unknown, and always for an agent)`;

/** Adds `writ check`. */
export function addCheck(program: Command): void {
  program
    .command("check")
    .summary("decide on Terraform plans and Kubernetes manifests")
    .description(
      "Decides on Terraform and OpenTofu plans (`terraform show -json`) and Kubernetes manifests (files, folders, or `-` for stdin).",
    )
    .argument("<paths...>", "files, folders, or `-` for stdin")
    .option(
      "-p, --policy <path>",
      "a file or folder of policy documents, beside the shipped library (repeatable)",
      collect,
    )
    .option("--no-library", "leave the shipped policies out")
    .option("-o, --output <format[=path]>", "report format, to stdout or a file (repeatable; default text)", collect)
    .option("--fail-on <level>", "least severity that fails the run, or `unknown` (repeatable; default info)", collect)
    .option("--principal <kind[:id]>", "who proposes the change: agent, pipeline, person or service (default pipeline)")
    .option("--environment <name>", "the environment of resources that the settings do not place")
    .option("--changed-only", "judge only what the plan changes")
    .option("--baseline <file>", "findings listed there are reported, but do not fail the run")
    .option("--write-baseline <file>", "write the findings of this run as a baseline")
    .option("--stdin-filename <name>", "the name under which stdin is reported", "stdin")
    .option("--show-passed", "list what passed and what did not apply as well")
    .option("--warn-exit-code", "end with 3 when there are warnings only")
    .option("--no-fail", "report violations, but end with 0")
    .option("-q, --quiet", "print the summary only")
    .option("-v, --verbose", "print more: vacuous policies by name")
    .addOption(new Option("--color <when>", "colour the text").choices(["auto", "always", "never"]).default("auto"))
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((paths: readonly string[], flags: CheckFlags) => {
      process.exitCode = check(paths, flags);
    });
}

function check(paths: readonly string[], flags: CheckFlags): number {
  const config = readConfig(flags.config);
  const outputs = parseOutputs(firstNonEmpty(flags.output ?? [], config.output, ["text"]));
  const options = checkOptions(flags, config);
  const startedAt = new Date();
  const progress = startProgress();
  progress.step("loading policies");
  const library = config.library === false ? false : flags.library;
  const { bundle, diagnostics } = loadPolicies({ paths: [...config.policies, ...(flags.policy ?? [])], library });
  if (bundle === null || bundle.policies.length === 0) return rejectPolicies(diagnostics);
  const inputs = readInputs(paths, flags.stdinFilename, progress);
  progress.step("deciding");
  const report = runCheck({
    bundle,
    program: compileProgram(bundle),
    readings: inputs.readings,
    unread: inputs.diagnostics,
    diagnostics,
    options,
    clock: clockFrom(startedAt),
    version: packageVersion(),
  });
  progress.done();
  writeReport(report, outputs, {
    terminal: stdoutTerminal(flags.color),
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
  });
  if (flags.writeBaseline !== undefined) writeBaseline(flags.writeBaseline, report);
  return report.exitCode;
}

function checkOptions(flags: CheckFlags, config: Config): CheckOptions {
  const levels = firstNonEmpty(flags.failOn ?? [], config.failOn === null ? [] : [config.failOn], []);
  const principal = parsePrincipal(flags.principal ?? config.principal ?? "pipeline");
  const baseline = flags.baseline ?? config.baseline;
  return {
    principal,
    environment: flags.environment ?? config.environment,
    changedOnly: flags.changedOnly ?? false,
    failOn: failThreshold(levels),
    failOnUnknown: levels.includes("unknown") || principal.kind === "agent",
    warnExitCode: flags.warnExitCode ?? false,
    noFail: !flags.fail,
    showPassed: flags.showPassed ?? false,
    baseline: baseline === null || baseline === undefined ? new Set() : readBaseline(baseline),
  };
}

function failThreshold(levels: readonly string[]): Severity {
  const severities = levels.filter((level) => level !== "unknown");
  for (const level of severities) {
    if (!isSeverity(level))
      throw new UsageError(`\`--fail-on ${level}\` is no level`, `levels: ${SEVERITIES.join(", ")}, unknown`);
  }
  return SEVERITIES.findLast((severity) => severities.includes(severity)) ?? "info";
}

function isSeverity(level: string): level is Severity {
  return (SEVERITIES as readonly string[]).includes(level);
}

function firstNonEmpty(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function clockFrom(startedAt: Date): {
  startedAt: string;
  now: { seconds: number; nanos: number };
  elapsedMs: () => number;
} {
  const ms = startedAt.getTime();
  return {
    startedAt: startedAt.toISOString(),
    now: { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 },
    elapsedMs: () => Date.now() - ms,
  };
}

function rejectPolicies(diagnostics: readonly Diagnostic[]): number {
  printDiagnostics(diagnostics);
  if (!hasErrors(diagnostics)) {
    process.stderr.write("writ: there is no policy to judge by: give one with --policy, or leave out --no-library\n");
  }
  return EXIT.broken;
}
