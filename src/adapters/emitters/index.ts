import type { Bundle } from "#core/bundle";
import { emitAwsScp } from "./aws-scp/emit.ts";
import { emitAzure } from "./azure/emit.ts";
import { emitClaudeSettings } from "./claude-settings/emit.ts";
import type { EmitOptions, Emission } from "./emission.ts";
import { emitGcp } from "./gcp/emit.ts";
import { emitKubernetes } from "./kubernetes/emit.ts";

export type { Covered, EmitOptions, EmittedDocument, Emission, Gap } from "./emission.ts";

/** What makes the native guardrails of a target. Pure and total. */
export type Emitter = (bundle: Bundle, options?: EmitOptions) => Emission;

/** The targets by their names on the command line. */
export type TargetName = "aws-scp" | "azure" | "claude-settings" | "gcp" | "kubernetes";

export const EMITTERS: Readonly<Record<TargetName, Emitter>> = {
  "aws-scp": emitAwsScp,
  azure: emitAzure,
  "claude-settings": emitClaudeSettings,
  gcp: emitGcp,
  kubernetes: emitKubernetes,
};
