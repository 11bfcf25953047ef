import type { ValueObject } from "#core/language";
import { member } from "#core/model";
import { pathStep, unreadStep } from "../fields.ts";
import type { ToolStep } from "../question.ts";

const LONGEST_PATCH = 4 * 1024 * 1024;
const MOST_FILES = 500;
/** The lines of a patch that name a file, by what is done to it; the rest is its content. */
const HEADERS: Readonly<Record<string, "create" | "update" | "delete">> = {
  "*** Add File: ": "create",
  "*** Update File: ": "update",
  "*** Delete File: ": "delete",
  "*** Move to: ": "create",
};

/**
 * What a patch for `apply_patch` does to which files. A line of content begins with `+`, `-` or a space, so none can pass for a header; one that is indented is
 * taken for a header all the same, because the client trims.
 */
export function patchSteps(args: ValueObject): readonly ToolStep[] {
  const patch = member(args, "command") ?? member(args, "input") ?? member(args, "patch");
  if (typeof patch !== "string" || patch.length > LONGEST_PATCH) return [unreadStep("command", "a patch")];
  const steps = patch.split(/\r\n|\n|\r/).flatMap(stepOf);
  if (steps.length === 0) return [unreadStep("command", "a patch that names its files")];
  return steps.length > MOST_FILES ? [unreadStep("command", `a patch of at most ${MOST_FILES} files`)] : steps;
}

function stepOf(line: string): readonly ToolStep[] {
  const text = line.trim();
  const header = Object.keys(HEADERS).find((one) => text.startsWith(one));
  const verb = header === undefined ? undefined : HEADERS[header];
  if (header === undefined || verb === undefined) return [];
  return [pathStep(text.slice(header.length).trim(), { key: "command", verb, isPattern: false, reaches: false })];
}
