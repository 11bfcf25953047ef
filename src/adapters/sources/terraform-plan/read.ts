import type { Diagnostic } from "#core/diagnostics";
import type { Value } from "#core/language";
import { isObject, parseJson, type JsonProblem, type SourceInput, type SourceReading } from "#core/model";
import { decodeText, DEFAULT_MAX_BYTES } from "../text/index.ts";
import { nothingRead } from "../nothing-read.ts";
import type { HclFile } from "./hcl/directory.ts";
import { directoryOf } from "./hcl/module-directory.ts";
import { textOf } from "../json/index.ts";
import { mistakeDiagnostic, versionDiagnostic } from "./mistakes.ts";
import { readPlan } from "./plan.ts";
import { recogniseTerraform } from "./recognise.ts";
import { parseSections } from "./sections.ts";

/** The name of the format in readings. */
export const TERRAFORM_PLAN = "terraform-plan";

export interface TerraformPlanOptions {
  /** Larger files are refused; `DEFAULT_MAX_BYTES` when absent. */
  readonly maxBytes?: number;
  /** The `.tf` and `.tofu` files of the configuration and of its local modules, and the lock file. */
  readonly hcl?: readonly HclFile[];
  /** The directory of the root module; that of the plan when absent. */
  readonly root?: string;
}

/**
 * Reads a plan that Terraform or OpenTofu wrote as JSON.
 *
 * Total and pure. States are those of `resource_changes`, with an `Unknown` wherever the plan marks a part as not known or as sensitive; no text
 * that the plan marks as sensitive is in the reading. What keeps the plan from being the whole truth is in `unresolved`; an input that is no
 * such plan gives an empty reading with one error, which names the command to run.
 */
export function readTerraformPlan(input: SourceInput, options: TerraformPlanOptions = {}): SourceReading {
  const artefact = recogniseTerraform(input.bytes);
  if (artefact !== null && artefact !== "plan")
    return nothingRead(TERRAFORM_PLAN, input.file, mistakeDiagnostic(input.file, artefact));
  const parsed = parsePlan(input, options.maxBytes ?? DEFAULT_MAX_BYTES);
  if ("problem" in parsed) return nothingRead(TERRAFORM_PLAN, input.file, parsed.problem);
  const version = textOf(parsed.value, "format_version");
  if (!isObject(parsed.value) || !isKnownVersion(version))
    return nothingRead(TERRAFORM_PLAN, input.file, versionDiagnostic(input.file, version));
  return readPlan(parsed.value, { input, hcl: options.hcl ?? [], root: options.root ?? directoryOf(input.file) });
}

type ParsedPlan = { readonly value: Value } | { readonly problem: Diagnostic };

/** Parses what is read of a plan; when that is not in order, the whole of it, so that the problem has its true place. */
function parsePlan(input: SourceInput, maxBytes: number): ParsedPlan {
  const value = input.bytes.length > maxBytes ? undefined : parseSections(input.bytes);
  return value === undefined ? parseText(input, maxBytes) : { value };
}

function parseText(input: SourceInput, maxBytes: number): ParsedPlan {
  const decoded = decodeText(input, maxBytes);
  if (decoded.kind === "rejected") return { problem: decoded.diagnostic };
  const parsed = parseJson(decoded.text);
  return parsed.kind === "parsed" ? parsed : { problem: jsonDiagnostic(input.file, parsed.problem) };
}

/** Plans before Terraform 1.1 have major version 0 with the same meaning. Unknown members of a known version are none of our business. */
function isKnownVersion(version: string | undefined): boolean {
  return version !== undefined && /^[01]\.\d+$/.test(version);
}

/** Why a text is no JSON, without the parser's own words: they quote the text, and what is near a mistake may be sensitive. */
const PROBLEMS: Readonly<Record<JsonProblem["code"], string>> = {
  "json-syntax": "it is not JSON from here on",
  "json-truncated": "the text ends before the plan does",
  "json-duplicate-key": "an object has the same key twice",
  "json-too-deep": "it is nested deeper than any plan",
  "json-too-large": "it is larger than any plan",
};

function jsonDiagnostic(file: string, { code, position }: JsonProblem): Diagnostic {
  const truncated = code === "json-truncated";
  return {
    code: truncated ? "terraform-plan-truncated" : "terraform-plan-syntax",
    severity: "error",
    message: `Cannot read \`${file}\` as a plan: ${PROBLEMS[code]}`,
    hint: truncated
      ? "See whether `terraform show -json` was interrupted, and run it again"
      : "Hand in what `terraform show -json` wrote, unchanged",
    span: { file, start: position, end: position },
  };
}
