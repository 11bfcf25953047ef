import type { Command } from "commander";
import { compileProgram, decide, explainPolicy, type Program } from "#core/decide";
import { hasErrors } from "#core/diagnostics";
import { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import { EXIT, proposeReadings } from "#points/check";
import { readConfig, takesLibrary } from "../config/config.ts";
import type { Explained } from "../explanation/explained.ts";
import { jsonOf } from "../explanation/json.ts";
import { textOf } from "../explanation/text.ts";
import { readInputs } from "../files/inputs.ts";
import { loadPolicies } from "../policies/load.ts";
import { startProgress } from "../terminal/progress.ts";
import { stdoutTerminal } from "../terminal/terminal.ts";
import { nameHint, UsageError } from "../usage-error.ts";
import { noLines, printDiagnostics } from "./diagnostics.ts";
import { collect, formatOption, parameterChoices, parametersOption } from "./flags.ts";
import { kubernetesVersion } from "./kubernetes-version.ts";
import { parsePrincipal } from "./principal.ts";

interface ExplainFlags {
  readonly policy?: readonly string[];
  readonly library: boolean;
  readonly parameters?: readonly string[];
  readonly resource?: string;
  readonly principal: string;
  readonly environment?: string;
  readonly stdinFilename: string;
  readonly format: "text" | "json";
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ writ explain sto-01-object-storage-not-public plan.json --resource aws_s3_bucket.pictures
  $ writ explain my-policy deployment.yaml -p policies/`;

/** Adds `writ explain`. */
export function addExplain(program: Command): void {
  program
    .command("explain")
    .summary("show every part of a policy with its value on a resource")
    .description("Shows every sub-expression of a policy with the value that it has on a resource of an input.")
    .argument("<policy>", "the name of a policy")
    .argument("<path>", "a plan or manifests, or `-` for stdin")
    .option("--resource <id>", "only this resource (default: every resource that the policy is about)")
    .option(
      "-p, --policy <path>",
      "a file or folder of policy documents, beside the shipped library (repeatable)",
      collect,
    )
    .option("--no-library", "leave the shipped policies out")
    .addOption(parametersOption())
    .option("--principal <kind[:id]>", "who proposes the change", "pipeline")
    .option("--environment <name>", "the environment of resources that the settings do not place")
    .option("--stdin-filename <name>", "the name under which stdin is reported", "stdin")
    .addOption(formatOption())
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((policy: string, path: string, flags: ExplainFlags) => {
      process.exitCode = explain(policy, path, flags);
    });
}

function explain(policy: string, path: string, flags: ExplainFlags): number {
  const config = readConfig(flags.config);
  const loaded = loadPolicies({
    paths: [...config.policies, ...(flags.policy ?? [])],
    library: takesLibrary(flags, config),
    kubernetes: kubernetesVersion({}, config),
  });
  const parameters = parameterChoices(flags.parameters, config.parameters);
  const inputs = readInputs([path], { stdinName: flags.stdinFilename, progress: startProgress(), parameters });
  const problems = [...inputs.diagnostics, ...inputs.readings.flatMap((reading) => reading.diagnostics)];
  printDiagnostics(loaded.diagnostics);
  printDiagnostics(problems, noLines);
  if (loaded.bundle === null || hasErrors(inputs.diagnostics)) return EXIT.broken;
  assertLoaded(
    policy,
    loaded.bundle.policies.map((one) => one.document.metadata.name),
  );
  const program = compileProgram(loaded.bundle);
  const options = {
    principal: parsePrincipal(flags.principal),
    environment: flags.environment ?? config.environment,
    changedOnly: false,
  };
  const proposed = proposeReadings(program, loaded.bundle.kinds, inputs.readings, options);
  const explained = proposed.flatMap(({ proposal }) => explainProposal(program, proposal, policy, flags.resource));
  if (explained.length === 0)
    throw nothingToExplain(
      policy,
      flags.resource,
      proposed.map(({ proposal }) => proposal),
    );
  process.stdout.write(flags.format === "json" ? jsonOf(explained) : textOf(explained, stdoutTerminal("auto").colour));
  return hasErrors([...loaded.diagnostics, ...problems]) ? EXIT.broken : EXIT.compliant;
}

function assertLoaded(policy: string, names: readonly string[]): void {
  if (names.includes(policy)) return;
  throw new UsageError(
    `There is no policy \`${policy}\` among the ${names.length} that are loaded`,
    nameHint(policy, names, "name a folder of documents with --policy"),
  );
}

function explainProposal(
  program: Program,
  proposal: Proposal,
  policy: string,
  resource: string | undefined,
): readonly Explained[] {
  const now = new Timestamp(Math.floor(Date.now() / 1000), 0);
  const verdicts = decide(program, proposal, now).verdicts.filter((verdict) => verdict.policy === policy);
  return proposal.effects.flatMap((effect, index) => {
    const own = verdicts.filter((verdict) => verdict.effect === index);
    if (resource === undefined ? own.length === 0 : effect.resource.id !== resource) return [];
    const outcomes = new Map(own.map((verdict) => [verdict.validation, verdict.outcome]));
    return [{ effect, outcomes, explanation: explainPolicy(program, proposal, { policy, effect: index }, now) }];
  });
}

function nothingToExplain(policy: string, resource: string | undefined, proposals: readonly Proposal[]): UsageError {
  if (resource === undefined)
    return new UsageError(
      `Policy \`${policy}\` is about nothing in the input`,
      "name a resource with --resource to see it evaluated all the same",
    );
  const ids = proposals.flatMap(({ effects }) => effects.map((effect) => effect.resource.id));
  return new UsageError(`There is no resource \`${resource}\` in the input`, nameHint(resource, ids, undefined));
}
