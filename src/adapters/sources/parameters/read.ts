import { createLineIndex, type Diagnostic, type Span } from "#core/diagnostics";
import { isObject, parseJson } from "#core/model";
import type { Value } from "#core/language";
import { createJsonFinder, describeJsonProblem, member, textOf } from "../json/index.ts";
import type { Companion } from "../source-format.ts";
import { azureValues } from "./azure.ts";
import { cloudFormationValues } from "./cloudformation.ts";
import type { FoundValue, HandedIn } from "./handed-in.ts";

/** A file of values for parameters: which format of templates takes them, and the values; those of Terraform are read with its configuration. */
export type ParameterFile =
  | { readonly kind: "parameters"; readonly format: ParametersFormat; readonly values: readonly HandedIn[] }
  | { readonly kind: "rejected"; readonly diagnostic: Diagnostic };

/** The formats whose parameters can be handed in, under the names that their readings have. */
export type ParametersFormat = "cloudformation" | "arm-template" | "terraform-hcl";

const known = new WeakMap<Companion, ParameterFile>();

/**
 * Reads a file of values for parameters, told by its name for Terraform and else by its content: what `aws cloudformation` takes as parameters
 * or parameter overrides, the configuration of a template in CodePipeline, a parameters file of Azure Resource Manager, `*.tfvars`.
 */
export function readParameterFile(file: Companion): ParameterFile {
  const read = known.get(file) ?? readAnew(file);
  known.set(file, read);
  return read;
}

/** The values that files hand in for templates of one format, in order, so that the last of a name holds. */
export function valuesFor(format: ParametersFormat, files: readonly Companion[] = []): readonly HandedIn[] {
  return filesFor(format, files).flatMap((file) => {
    const read = readParameterFile(file);
    return read.kind === "parameters" ? read.values : [];
  });
}

/** The files with values for templates of one format. */
export function filesFor(format: ParametersFormat, files: readonly Companion[] = []): readonly Companion[] {
  return files.filter((file) => {
    const read = readParameterFile(file);
    return read.kind === "parameters" && read.format === format;
  });
}

function readAnew(companion: Companion): ParameterFile {
  const { file, text } = companion;
  if (/\.tfvars(?:\.json)?$/i.test(file)) return { kind: "parameters", format: "terraform-hcl", values: [] };
  const parsed = parseJson(text);
  const spanOf = (from: number, to: number): Span => createLineIndex(file, text).span(from, to);
  if (parsed.kind === "rejected") {
    const { message, start, end } = describeJsonProblem(parsed.problem, 0);
    return rejected("parameters-syntax", `Cannot read the parameters in \`${file}\`: ${message}`, spanOf(start, end));
  }
  const shape = shapeOf(parsed.value);
  if (shape === null)
    return rejected(
      "parameters-unrecognised",
      `Cannot read \`${file}\` as values of parameters: its content shows none of the forms that are known`,
      spanOf(0, 0),
    );
  const find = createJsonFinder(text);
  const values = shape.values.map(({ name, value, path }) => ({ name, value, place: () => spanOf(...find(0, path)) }));
  return { kind: "parameters", format: shape.format, values };
}

/** A template may declare parameters under the same name under which values for them stand. */
function shapeOf(root: Value): { readonly format: ParametersFormat; readonly values: readonly FoundValue[] } | null {
  if (member(root, "resources") !== undefined || member(root, "Resources") !== undefined) return null;
  const schema = textOf(root, "$schema") ?? "";
  if (/deploymentParameters\.json/i.test(schema) || isObject(member(root, "parameters")))
    return { format: "arm-template", values: azureValues(root) };
  const values = cloudFormationValues(root);
  return values === null ? null : { format: "cloudformation", values };
}

const FORMS =
  "Hand in a list of `ParameterKey` and `ParameterValue` or `Parameters` for CloudFormation, a parameters file for Azure (`az bicep build-params` makes one), or `*.tfvars`";

function rejected(code: string, message: string, span: Span): ParameterFile {
  return { kind: "rejected", diagnostic: { code, severity: "error", message, hint: FORMS, span } };
}
