import type { Command } from "commander";
import { foreignPolicies } from "#core/admission";
import { hasErrors } from "#core/diagnostics";
import { EXIT } from "#points/check";
import { readConfig, takesLibrary } from "../config/config.ts";
import { loadPolicies } from "../policies/load.ts";
import { formatOption } from "./flags.ts";
import { kubernetesOption, kubernetesVersion, type KubernetesFlags } from "./kubernetes-version.ts";
import { createLineReader, formatDiagnostic } from "./diagnostics.ts";

interface LintFlags extends KubernetesFlags {
  readonly format: "text" | "json";
  readonly library: boolean;
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ writ lint policies/
  $ writ lint policies/no-public-buckets.yaml --format json
  $ writ lint admission/ --kubernetes-version 1.33

docs/diagnostics.md tells what each code means, with an example.

Exit codes:
  0  no error (warnings may be listed)
  2  at least one error`;

/** Adds `writ lint`. */
export function addLint(program: Command): void {
  program
    .command("lint")
    .summary("report everything wrong with policy documents")
    .description("Reports all diagnostics of a set of policy documents, checked together with the shipped kinds.")
    .argument("[paths...]", "files and folders of documents (default: those of writ.yaml)")
    .option("--no-library", "leave the shipped policies out")
    .addOption(kubernetesOption("the version of the cluster for which admission policies are compiled"))
    .addOption(formatOption())
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((paths: readonly string[], flags: LintFlags) => {
      process.exitCode = lint(paths, flags);
    });
}

function lint(paths: readonly string[], flags: LintFlags): number {
  const config = readConfig(flags.config);
  const { diagnostics, bundle, admission } = loadPolicies({
    paths: [...config.policies, ...paths],
    library: takesLibrary(flags, config),
    kubernetes: kubernetesVersion(flags, config),
  });
  if (flags.format === "json") {
    process.stdout.write(`${JSON.stringify({ diagnostics }, null, 2)}\n`);
  } else {
    const lines = createLineReader();
    for (const diagnostic of diagnostics) process.stdout.write(`${formatDiagnostic(diagnostic, lines)}\n`);
    process.stdout.write(
      `${summary(diagnostics.length, (bundle?.policies.length ?? 0) + foreignPolicies(admission, []).length)}\n`,
    );
  }
  return hasErrors(diagnostics) ? EXIT.broken : EXIT.compliant;
}

function summary(problems: number, policies: number): string {
  if (problems === 0) return `${policies} ${policies === 1 ? "policy" : "policies"}, no problem`;
  return `${problems} ${problems === 1 ? "problem" : "problems"}`;
}
