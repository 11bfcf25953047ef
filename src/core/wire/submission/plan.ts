import type { Effect, Unresolved } from "#core/model";
import { effect, MOST_EFFECTS, unresolved } from "../proposal/proposal.ts";
import { list, named, oneOf, optional, orNull, record, required, text, type Shape } from "../shape/index.ts";

export const PLAN_TOOLS = ["terraform", "tofu"] as const;
/** What made a plan, and applies it. */
export type PlanTool = (typeof PLAN_TOOLS)[number];

/** A saved plan, by its bytes. */
export interface SavedPlan {
  /** `sha256:` and the digest of the bytes of the file. */
  readonly digest: string;
  readonly tool: PlanTool;
  /** Of the tool that made the plan, as the plan says. */
  readonly toolVersion: string;
}

/** What a plan would do, as it was read: a proposal but for who proposes it. */
export interface PlanChanges {
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
  readonly environment: string | null;
}

export const RUN_SYSTEMS = ["github-actions", "gitlab-ci", "atlantis"] as const;

/** The run of a pipeline that submits, in its own words: nothing of it is proven. */
export interface PipelineRun {
  readonly system: (typeof RUN_SYSTEMS)[number];
  readonly repository: string | null;
  readonly commit: string | null;
  readonly branch: string | null;
  /** Where people see the run. */
  readonly address: string | null;
}

const WORD: Shape<string> = text("a word", 256);
const WORDS: Shape<string> = text("a text", 2048);

/** `sha256:` and 64 hex digits. */
export const digest: Shape<string> = text("a digest", 71);

export const savedPlan: Shape<SavedPlan> = named(
  "SavedPlan",
  record<SavedPlan>("a saved plan", {
    digest: required(digest, "of the bytes of the file: `sha256:` and 64 hex digits"),
    tool: required(oneOf(PLAN_TOOLS), "what made it, and applies it"),
    toolVersion: required(WORD, "of the tool, as the plan says"),
  }),
);

export const planChanges: Shape<PlanChanges> = named(
  "PlanChanges",
  record<PlanChanges>("what a plan would do", {
    effects: required(list(effect, "effects", MOST_EFFECTS), "what would be done"),
    unresolved: optional<readonly Unresolved[], readonly Unresolved[]>(
      list(unresolved, "what was not resolved", MOST_EFFECTS),
      [],
      "why the effects may not be the whole truth",
    ),
    environment: optional(orNull(WORD), null, "the environment of resources that the settings do not place"),
  }),
);

export const pipelineRun: Shape<PipelineRun> = named(
  "PipelineRun",
  record<PipelineRun>("a run of a pipeline", {
    system: required(oneOf(RUN_SYSTEMS), "what runs it"),
    repository: optional(orNull(WORDS), null, "which repository"),
    commit: optional(orNull(WORD), null, "which commit"),
    branch: optional(orNull(WORDS), null, "which branch"),
    address: optional(orNull(WORDS), null, "where people see the run"),
  }),
);
