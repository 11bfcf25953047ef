import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Option, type Command } from "commander";
import { EMITTERS, type Emission, type TargetName } from "#adapters/emitters";
import { hasErrors } from "#core/diagnostics";
import { EXIT } from "#points/check";
import { readConfig, takesLibrary } from "../config/config.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { loadPolicies } from "../policies/load.ts";
import { UsageError } from "../usage-error.ts";
import { compileText } from "./compile-text.ts";
import { printDiagnostics } from "./diagnostics.ts";
import { formatOption } from "./flags.ts";
import { kubernetesOption, kubernetesVersion, type KubernetesFlags } from "./kubernetes-version.ts";

interface CompileFlags extends KubernetesFlags {
  readonly to: TargetName;
  readonly out?: string;
  readonly format: "text" | "json";
  readonly library: boolean;
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ writ compile --to kubernetes --out guardrails/
  $ writ compile policies/ --no-library --to kubernetes | kubectl apply --dry-run=server -f -
  $ writ compile --to kubernetes --kubernetes-version 1.31 --out guardrails/
  $ writ compile --to kubernetes --out guardrails/ --format json > gaps.json
  $ writ compile --to gcp --out guardrails/
  $ writ compile --to azure --out guardrails/
  $ writ compile --to aws-scp --out guardrails/
  $ writ compile --to gemini-policies --out /etc/gemini-cli/

Exit codes:
  0  written; the report says what is covered and what is not
  2  a policy document has an error, and nothing was written`;

/** Adds `writ compile`. */
export function addCompile(program: Command): void {
  program
    .command("compile")
    .summary("write policies as native guardrails of a platform, with what they fail to cover")
    .description(
      "Writes policies as native guardrails of a platform, as far as it can say them, and reports what they cover, where they differ and every gap.",
    )
    .argument("[paths...]", "files and folders of documents (default: those of writ.yaml)")
    .addOption(new Option("--to <target>", "the platform").choices(Object.keys(EMITTERS)).makeOptionMandatory())
    .option("--out <folder>", "write one file for each guardrail there, and the report to stdout")
    .addOption(formatOption())
    .addOption(kubernetesOption("the version of the cluster that takes the guardrails"))
    .option("--no-library", "leave the shipped policies out")
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((paths: readonly string[], flags: CompileFlags) => {
      process.exitCode = compile(paths, flags);
    });
}

function compile(paths: readonly string[], flags: CompileFlags): number {
  const config = readConfig(flags.config);
  const kubernetes = kubernetesVersion(flags, config);
  const choice = { paths: [...config.policies, ...paths], library: takesLibrary(flags, config), kubernetes };
  const { bundle, diagnostics } = loadPolicies(choice);
  printDiagnostics(diagnostics);
  if (bundle === null || hasErrors(diagnostics)) return EXIT.broken;
  const emission = EMITTERS[flags.to](bundle, { kubernetes });
  const report = flags.format === "json" ? reportJson(emission) : compileText(flags.to, emission);
  if (flags.out === undefined) {
    process.stdout.write(emission.documents.map(({ text }) => text).join("---\n"));
    process.stderr.write(report);
  } else {
    for (const { path, text } of emission.documents) writeDocument(join(flags.out, path), text);
    process.stdout.write(report);
  }
  return EXIT.compliant;
}

function reportJson({ documents, ...rest }: Emission): string {
  return `${JSON.stringify({ documents: documents.map(({ path }) => path), ...rest }, null, 2)}\n`;
}

function writeDocument(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`Cannot write \`${path}\`: ${reasonOf(error)}`, "check the folder and its permissions");
  }
}
