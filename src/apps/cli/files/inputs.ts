import { filesFor, isVariablesFile, readSource, UNKNOWN_FORMAT, type Companion } from "#adapters/sources";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import type { SourceReading } from "#core/model";
import type { Progress } from "../terminal/progress.ts";
import { createCompanions } from "./companions.ts";
import { folderOf, isPartOfConfiguration, readConfigurations } from "./configurations.ts";
import { expandPaths, type FileChoice } from "./expand.ts";
import { fileDiagnostic } from "./file-diagnostic.ts";
import { readParameterFiles, unusedParameters, withoutTakenElsewhere } from "./parameters.ts";
import { LARGEST_INPUT_BYTES, readInput } from "./read.ts";
import { createTexts, type Texts } from "./texts.ts";

export interface Inputs {
  readonly readings: readonly SourceReading[];
  readonly diagnostics: readonly Diagnostic[];
  /** The text of an input once more, if it holds a word. */
  readonly textWith: Texts["textWith"];
}

/** How inputs are read. */
export interface InputOptions {
  /** The name under which stdin is reported. */
  readonly stdinName: string;
  readonly progress: Progress;
  /** The largest file that is read. */
  readonly maxBytes?: number;
  /** Files of values for parameters, the stronger ones last. */
  readonly parameters?: readonly FileChoice[];
}

const EXTENSIONS = [".json", ".template", ".tf", ".tofu", ".toml", ".yaml", ".yml", "Dockerfile", "Containerfile"];

/**
 * Reads everything behind the paths. In a folder, files that are no input at all (a package.json, an empty file) are passed over; a file that
 * was asked for by name must be one. When nothing was recognised, that is an error, since a run that judged nothing must not look compliant.
 */
export function readInputs(paths: readonly string[], options: InputOptions): Inputs {
  const { files, diagnostics } = expandPaths(paths, EXTENSIONS);
  const readings: SourceReading[] = [];
  const failures: Diagnostic[] = [...diagnostics];
  const { maxBytes = LARGEST_INPUT_BYTES, parameters = [] } = options;
  const handedIn = readParameterFiles([...parameters, ...files.filter(isNamedVariablesFile)], maxBytes);
  failures.push(...handedIn.diagnostics);
  const texts = createTexts(maxBytes);
  const read = createReader(handedIn.files, options, texts);
  for (const [index, choice] of files.entries()) {
    if (isPartOfConfiguration(choice)) continue;
    options.progress.step(`reading ${index + 1} of ${files.length}: ${choice.file}`);
    const outcome = read(choice);
    if ("code" in outcome) failures.push(outcome);
    else if (choice.named || !isPassedOver(outcome)) readings.push(outcome);
  }
  const configurations = readConfigurations(files.filter(isPartOfConfiguration), {
    maxBytes,
    variables: filesFor("terraform-hcl", handedIn.files),
    planned: foldersOfPlans(readings),
    progress: (folder) => options.progress.step(`reading the configuration in ${folder}`),
  });
  readings.push(...configurations.readings);
  failures.push(...configurations.diagnostics, ...unusedParameters(handedIn, readings));
  if (readings.length === 0 && !hasErrors(failures)) failures.push(nothingToJudge(paths));
  return {
    readings: withoutTakenElsewhere(readings, handedIn),
    diagnostics: failures,
    textWith: (file, word) => texts.textWith(file, word),
  };
}

/** Values of Terraform's variables that were named among the inputs hold as those that were handed in. */
function isNamedVariablesFile({ file, named }: FileChoice): boolean {
  return named && isVariablesFile(file);
}

function foldersOfPlans(readings: readonly SourceReading[]): ReadonlySet<string> {
  return new Set(readings.filter(({ format }) => format === "terraform-plan").map(({ file }) => folderOf(file)));
}

/** Creates what reads one file, with what lies beside it and what was handed in for it. */
function createReader(
  parameters: readonly Companion[],
  { stdinName, maxBytes = LARGEST_INPUT_BYTES }: InputOptions,
  texts: Texts,
): (choice: FileChoice) => SourceReading | Diagnostic {
  const companions = createCompanions();
  return ({ file }) => {
    const outcome = readInput(file, stdinName, maxBytes);
    if (outcome.kind === "failed") return outcome.diagnostic;
    if (file === "-") texts.keepStdin(outcome.input);
    return readSource(outcome.input, { maxBytes, hcl: companions.beside(file), parameters });
  };
}

/** Files that are text without any sign of a plan or a manifest. What could not be read as text may be one and is never passed over. */
function isPassedOver({ format, diagnostics }: SourceReading): boolean {
  return format === UNKNOWN_FORMAT && diagnostics.every(({ code }) => PASSED_OVER.has(code));
}

const PASSED_OVER: ReadonlySet<string> = new Set(["unrecognised-input", "empty-input"]);

function nothingToJudge(paths: readonly string[]): Diagnostic {
  const message = `Found no plan, template or manifest in ${paths.map((path) => `\`${path}\``).join(", ")}`;
  const hint =
    "hand in a Terraform plan as JSON (`terraform show -json plan.out`), a CloudFormation template or Kubernetes manifests";
  return fileDiagnostic("input-empty", paths[0] ?? "-", message, hint);
}
