import { basename, join } from "node:path";
import { hasErrors } from "#core/diagnostics";
import { resolveReadings, type ResolvedReadings } from "#core/kinds";
import type { Bundle } from "#core/bundle";
import { parseJson, type SourceReading } from "#core/model";
import type { PlanChanges, PlanTool, SavedPlan } from "#core/wire";
import { isTerraformPlan, readAppliedPlan, readTerraformPlan, type Companion } from "#adapters/sources";
import { formatDiagnostic, noLines } from "../commands/diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { configurationIn } from "./plan-archive.ts";
import type { PlanCopy } from "./saved-plan.ts";

/** A plan that was read: what it would do, and the way back from what is said of it to places. */
export interface ReadPlan {
  readonly plan: SavedPlan;
  readonly changes: PlanChanges;
  readonly reading: SourceReading;
  readonly facts: ResolvedReadings["facts"];
  /** The plan as JSON. */
  readonly json: Uint8Array;
}

/** How a plan is read. */
export interface PlanContext {
  readonly kinds: Bundle["kinds"];
  readonly tool: PlanTool;
  readonly environment: string | null;
  /** The folder of the root module, as places are told. */
  readonly folder: string;
}

/** Reads a saved plan by what was shown of it. Throws a `UsageError` for what is no plan. */
export function readPlan(copy: PlanCopy, json: Uint8Array, context: PlanContext): ReadPlan {
  const input = { file: placeOf(copy, context), bytes: json };
  const reading = readTerraformPlan(input, { hcl: configurationOf(copy, context) });
  assertRead(reading);
  const plan = { digest: copy.digest, tool: context.tool, toolVersion: versionOf(json) };
  return { plan, json, ...resolve(reading, context) };
}

/** The same plan after it was applied, by the state that was shown then; null when that cannot be read. */
export function readApplied(copy: PlanCopy, read: ReadPlan, state: Uint8Array, context: PlanContext): ReadPlan | null {
  const input = { file: placeOf(copy, context), bytes: read.json };
  const reading = readAppliedPlan(input, state, { hcl: configurationOf(copy, context) });
  return reading === null ? null : { ...read, ...resolve(reading, context) };
}

function resolve(reading: SourceReading, { kinds, environment }: PlanContext): Omit<ReadPlan, "plan" | "json"> {
  const resolved = resolveReadings(kinds, [reading]);
  const effects = resolved.effects[0] ?? [];
  const facts: ReadPlan["facts"] = (effect, path) => resolved.facts(effect, path);
  return { reading, facts, changes: { effects, unresolved: reading.unresolved, environment } };
}

function placeOf({ file }: PlanCopy, { folder }: PlanContext): string {
  return join(folder, basename(file));
}

function configurationOf({ bytes }: PlanCopy, { folder }: PlanContext): readonly Companion[] {
  return configurationIn(bytes, folder);
}

function assertRead({ diagnostics }: SourceReading): void {
  const [first] = diagnostics.filter((one) => hasErrors([one]));
  if (first !== undefined) throw new UsageError(formatDiagnostic(first, noLines));
}

function versionOf(json: Uint8Array): string {
  const parsed = parseJson(new TextDecoder().decode(json));
  const version = parsed.kind === "parsed" && isTerraformPlan(parsed.value) ? textAt(parsed.value) : null;
  return version ?? "unknown";
}

function textAt(plan: unknown): string | null {
  if (typeof plan !== "object" || plan === null || !("terraform_version" in plan)) return null;
  return typeof plan.terraform_version === "string" ? plan.terraform_version.slice(0, 100) : null;
}
