import { readSource, UNKNOWN_FORMAT } from "#adapters/sources";
import type { Diagnostic } from "#core/diagnostics";
import type { SourceReading } from "#core/model";
import type { Progress } from "../terminal/progress.ts";
import { createCompanions } from "./companions.ts";
import { expandPaths, type FileChoice } from "./expand.ts";
import { fileDiagnostic } from "./file-diagnostic.ts";
import { LARGEST_INPUT_BYTES, readInput } from "./read.ts";

export interface Inputs {
  readonly readings: readonly SourceReading[];
  readonly diagnostics: readonly Diagnostic[];
}

const EXTENSIONS = [".json", ".yaml", ".yml"];

/**
 * Reads everything behind the paths. In a folder, files that are no input at all (a package.json) are passed over; a file that was asked for by
 * name must be one. A folder in which nothing was recognised is an error, since a run that judged nothing must not look compliant.
 */
export function readInputs(paths: readonly string[], stdinName: string, progress: Progress): Inputs {
  const { files, diagnostics } = expandPaths(paths, EXTENSIONS);
  const readings: SourceReading[] = [];
  const failures: Diagnostic[] = [...diagnostics];
  const companions = createCompanions();
  for (const [index, choice] of files.entries()) {
    progress.step(`reading ${index + 1} of ${files.length}: ${choice.file}`);
    const outcome = readInput(choice.file, stdinName);
    if (outcome.kind === "failed") failures.push(outcome.diagnostic);
    else
      readings.push(readSource(outcome.input, { maxBytes: LARGEST_INPUT_BYTES, hcl: companions.beside(choice.file) }));
  }
  const judged = readings.filter((reading, index) => isInput(reading, files[index]));
  if (judged.length === 0 && failures.length === 0) failures.push(nothingToJudge(paths));
  return { readings: judged, diagnostics: failures };
}

function isInput(reading: SourceReading, choice: FileChoice | undefined): boolean {
  return reading.format !== UNKNOWN_FORMAT || (choice?.named ?? true);
}

function nothingToJudge(paths: readonly string[]): Diagnostic {
  const message = `Found no plan and no manifest in ${paths.map((path) => `\`${path}\``).join(", ")}`;
  const hint = "hand in a Terraform plan as JSON (`terraform show -json plan.out`) or Kubernetes manifests";
  return fileDiagnostic("input-empty", paths[0] ?? "-", message, hint);
}
