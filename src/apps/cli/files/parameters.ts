import {
  decodeText,
  PARAMETER_UNDECLARED,
  readParameterFile,
  type Companion,
  type ParametersFormat,
} from "#adapters/sources";
import { startOfFile, type Diagnostic } from "#core/diagnostics";
import type { SourceReading } from "#core/model";
import type { FileChoice } from "./expand.ts";
import { fileDiagnostic } from "./file-diagnostic.ts";
import { readInput } from "./read.ts";

/** The files of values for parameters that were handed in, the stronger ones last, and what is wrong with them. */
export interface ParameterFiles {
  readonly files: readonly Companion[];
  readonly diagnostics: readonly Diagnostic[];
  /** The files that were named for this run, with the format that takes them: it is a mistake when nothing does. */
  readonly expected: readonly (readonly [string, ParametersFormat])[];
}

/** Reads files of values for parameters. Those that are not `named` stand in the configuration, for runs of every kind. */
export function readParameterFiles(choices: readonly FileChoice[], maxBytes: number): ParameterFiles {
  const files: Companion[] = [];
  const diagnostics: Diagnostic[] = [];
  const expected: (readonly [string, ParametersFormat])[] = [];
  for (const { file, named } of choices) {
    const companion = readCompanion(file, maxBytes);
    const parameters = "code" in companion ? null : readParameterFile(companion);
    if ("code" in companion) diagnostics.push(companion);
    else if (parameters?.kind === "rejected") diagnostics.push(parameters.diagnostic);
    else if (parameters) {
      files.push(companion);
      if (named) expected.push([file, parameters.format]);
    }
  }
  return { files, diagnostics, expected };
}

function readCompanion(file: string, maxBytes: number): Companion | Diagnostic {
  const outcome = readInput(file, "stdin", maxBytes);
  if (outcome.kind === "failed") return outcome.diagnostic;
  const { input } = outcome;
  if (input.bytes.length === 0) return { file: input.file, text: "" };
  const text = decodeText(input, maxBytes);
  return text.kind === "text"
    ? { file: input.file, text: text.text }
    : { ...text.diagnostic, span: startOfFile(input.file) };
}

const TAKERS: Readonly<Record<ParametersFormat, string>> = {
  cloudformation: "CloudFormation template",
  "arm-template": "Azure template",
  "terraform-hcl": "Terraform configuration (a plan has its values already)",
};

/** The files that were named although nothing that was read takes what is in them. */
export function unusedParameters(
  { expected }: ParameterFiles,
  readings: readonly SourceReading[],
): readonly Diagnostic[] {
  return expected
    .filter(([, format]) => !readings.some((reading) => reading.format === format))
    .map(([file, format]) => {
      const message = `Nobody takes the values in \`${file}\`: no ${TAKERS[format]} was read`;
      return fileDiagnostic("parameters-unused", file, message, "Name what they are for as well, or leave them out");
    });
}

/** The readings without what some of them say of values that others of their format take: one file may serve several templates. */
export function withoutTakenElsewhere(
  readings: readonly SourceReading[],
  { files }: ParameterFiles,
): readonly SourceReading[] {
  const handedIn = new Set(files.map(({ file }) => file));
  const isRefusal = ({ code, span }: Diagnostic): boolean =>
    code === PARAMETER_UNDECLARED && span !== undefined && handedIn.has(span.file);
  const refusals = readings.flatMap(({ diagnostics }) => diagnostics.filter(isRefusal).map(placeOf));
  const refusedBy = countOf(refusals);
  const readOf = countOf(readings.map(({ format }) => format));
  return readings.map((reading) => {
    const isTaken = (one: Diagnostic): boolean =>
      isRefusal(one) && (refusedBy.get(placeOf(one)) ?? 0) < (readOf.get(reading.format) ?? 0);
    return { ...reading, diagnostics: reading.diagnostics.filter((one) => !isTaken(one)) };
  });
}

function placeOf({ span }: Diagnostic): string {
  return `${span?.file} ${span?.start.offset}`;
}

function countOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
