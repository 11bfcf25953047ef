import type { Bundle } from "#core/bundle";
import { emitClaudeSettings } from "./claude-settings/emit.ts";
import type { EmitOptions, Emission } from "./emission.ts";
import { emitKubernetes } from "./kubernetes/emit.ts";

export type { Covered, EmitOptions, EmittedDocument, Emission, Gap } from "./emission.ts";

/** What makes the native guardrails of a target. Pure and total. */
export type Emitter = (bundle: Bundle, options?: EmitOptions) => Emission;

/** The targets by their names on the command line. */
export type TargetName = "claude-settings" | "kubernetes";

export const EMITTERS: Readonly<Record<TargetName, Emitter>> = {
  "claude-settings": emitClaudeSettings,
  kubernetes: emitKubernetes,
};
