import type { SourceSample } from "../source-format.ts";

/** What a file of GitHub Actions is: a workflow, or an action that workflows use. */
export type ActionsFile = "workflow" | "action";

const WORKFLOW_FILE = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i;
const ACTION_FILE = /(?:^|\/)action\.ya?ml$/i;
const ON = /^(?:on|"on"|'on')[ \t]*:/m;
const JOBS = /^(?:jobs|"jobs"|'jobs')[ \t]*:/m;
const RUNS = /^runs[ \t]*:/m;
const USING = /^[ \t]+using[ \t]*:/m;

/** Tells by the keys at its top what a file is, and by its name where its content cannot tell; undefined when it is neither. */
export function actionsFile({ file, text }: Pick<SourceSample, "file" | "text">): ActionsFile | undefined {
  const path = file.replaceAll("\\", "/");
  if (WORKFLOW_FILE.test(path)) return "workflow";
  if (text === null) return undefined;
  if (ON.test(text) && JOBS.test(text)) return "workflow";
  return RUNS.test(text) && (USING.test(text) || ACTION_FILE.test(path)) ? "action" : undefined;
}
