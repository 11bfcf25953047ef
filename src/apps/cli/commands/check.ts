import { Option, type Command } from "commander";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { EXIT, runCheck } from "#points/check";
import { readConfig } from "../config/config.ts";
import { startProgress } from "../terminal/progress.ts";
import { stdoutTerminal } from "../terminal/terminal.ts";
import { writeBaseline } from "./baseline.ts";
import { checkOptions, maxBytes, type CheckFlags } from "./check-options.ts";
import { noLines, printDiagnostics } from "./diagnostics.ts";
import { collect, firstNonEmpty, parametersOption } from "./flags.ts";
import { kubernetesOption } from "./kubernetes-version.ts";
import { parseOutputs, writeReport, type OutputTarget } from "./output.ts";
import { prepareRun } from "./prepare-run.ts";

const EXAMPLES = `
Examples:
  $ terraform show -json plan.out > plan.json && writ check plan.json
  $ helm template ./chart | writ check - --stdin-filename chart.yaml
  $ writ check template.yaml --parameters parameters.json
  $ writ check infra/ --parameters prod.tfvars
  $ writ check k8s/ plan.json -o text -o sarif=writ.sarif
  $ writ check k8s/ --policy admission/ --kubernetes-version 1.33
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
    .addOption(parametersOption())
    .option("-o, --output <format[=path]>", "report format, to stdout or a file (repeatable; default text)", collect)
    .option("--fail-on <level>", "least severity that fails the run, or `unknown` (repeatable; default info)", collect)
    .option("--principal <kind[:id]>", "who proposes the change: agent, pipeline, person or service (default pipeline)")
    .option("--environment <name>", "the environment of resources that the settings do not place")
    .addOption(kubernetesOption("the version of the cluster for which admission policies are compiled"))
    .option("--changed-only", "judge only what the plan changes")
    .option("--baseline <file>", "findings listed there are reported, but do not fail the run")
    .option("--write-baseline <file>", "write the findings of this run as a baseline")
    .option("--stdin-filename <name>", "the name under which stdin is reported", "stdin")
    .option("--max-input <MiB>", "the largest file that is read (default 128)")
    .option("--show-passed", "list what passed and what did not apply as well")
    .option("--warn-exit-code", "end with 3 when there are warnings only")
    .option("--no-fail", "report violations, but end with 0")
    .option("-q, --quiet", "print the summary only")
    .option(
      "-v, --verbose",
      "print more: every observation, requirements, vacuous policies and rules that await an inventory by name",
    )
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
  const progress = startProgress();
  const run = prepareRun(paths, { ...flags, ...maxBytes(flags) }, config, progress);
  if (run === null) return EXIT.broken;
  progress.step("deciding");
  const report = runCheck({ ...run, options });
  progress.done();
  writeReport(report, outputs, {
    terminal: stdoutTerminal(flags.color),
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  });
  if (flags.quiet === true || !outputs.some(isReadByPerson)) printErrors(run.diagnostics, report.diagnostics);
  if (flags.writeBaseline !== undefined) writeBaseline(flags.writeBaseline, report);
  return report.exitCode;
}

/** What ended the run with 2 must be told somewhere: on stderr, where no report for a person tells it. */
function printErrors(ofPolicies: readonly Diagnostic[], all: readonly Diagnostic[]): void {
  const errors = all.filter((one) => hasErrors([one]));
  const known = new Set(ofPolicies);
  printDiagnostics(errors.filter((one) => known.has(one)));
  printDiagnostics(
    errors.filter((one) => !known.has(one)),
    noLines,
  );
}

function isReadByPerson({ format, path }: OutputTarget): boolean {
  return format === "text" && path === null;
}
