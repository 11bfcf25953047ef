import type { Bundle } from "#core/bundle";
import { claudeCode } from "./agent-clients/claude-code/index.ts";
import { codex } from "./agent-clients/codex/index.ts";
import { emitClient } from "./agent-clients/emit.ts";
import { gemini } from "./agent-clients/gemini/index.ts";
import { emitAwsScp } from "./aws-scp/emit.ts";
import { emitAzure } from "./azure/emit.ts";
import type { EmitOptions, Emission } from "./emission.ts";
import { emitGcp } from "./gcp/emit.ts";
import { emitKubernetes } from "./kubernetes/emit.ts";

export type { Covered, EmitOptions, EmittedDocument, Emission, Gap } from "./emission.ts";

/** What makes the native guardrails of a target. Pure and total. */
export type Emitter = (bundle: Bundle, options?: EmitOptions) => Emission;

/** The targets by their names on the command line. */
export type TargetName =
  | "aws-scp"
  | "azure"
  | "claude-settings"
  | "codex-requirements"
  | "gcp"
  | "gemini-policies"
  | "kubernetes";

export const EMITTERS: Readonly<Record<TargetName, Emitter>> = {
  "aws-scp": emitAwsScp,
  azure: emitAzure,
  "claude-settings": (bundle) => emitClient(bundle, claudeCode),
  "codex-requirements": (bundle) => emitClient(bundle, codex),
  gcp: emitGcp,
  "gemini-policies": (bundle) => emitClient(bundle, gemini),
  kubernetes: emitKubernetes,
};
