import { readSource } from "#adapters/sources";
import type { Proposal, SourceInput, SourceReading } from "#core/model";
import type { CheckRequest } from "#points/check";
import { checkPlan, readAct, type ActInput, type CheckedPlan } from "#points/mcp";
import { clockNow } from "./clock.ts";
import type { ToolSetting } from "./setting.ts";
import type { ToolArguments } from "./tool-arguments.ts";
import { ToolProblem } from "./tool-problem.ts";
import { readInside } from "./workspace.ts";

/** The one input of a call: a file of the folder, or text. */
export function readingOf({ folder }: Pick<ToolSetting, "folder">, { path, content }: ToolArguments): SourceReading {
  if ((path === undefined) === (content === undefined)) throw new ToolProblem("Give either `path` or `content`");
  const typed: SourceInput = { file: "content", bytes: new TextEncoder().encode(content ?? "") };
  return readSource(path === undefined ? typed : readInside(folder, path));
}

/** Checks one input by policies. */
export function checkReading(
  setting: Pick<ToolSetting, "run" | "principal" | "environment">,
  reading: SourceReading,
): CheckedPlan {
  const { principal, environment, run } = setting;
  const options: CheckRequest["options"] = {
    principal,
    environment,
    changedOnly: false,
    failOn: "info",
    failOnUnknown: true,
    warnExitCode: false,
    noFail: false,
    showPassed: false,
    baseline: new Set(),
  };
  return checkPlan({ ...run, readings: [reading], unread: [], textWith: () => null, clock: clockNow(), options });
}

/** The proposal that an act comes to. */
export function proposalOf(
  { decider, principal, environment }: Pick<ToolSetting, "decider" | "principal" | "environment">,
  given: ToolArguments,
): Proposal {
  const read = readAct(decider, principal, actOf(given, environment));
  if (read.kind === "refused") throw new ToolProblem(read.message);
  return read.proposal;
}

/** The act of a call. */
export function actOf({ action, resource, context }: ToolArguments, environment: string | null): ActInput {
  if (action === undefined || resource === undefined) throw new ToolProblem("Give `action` and `resource`");
  const where = environment === null ? {} : { environment };
  return { action, resource, context: { ...where, ...context } };
}
