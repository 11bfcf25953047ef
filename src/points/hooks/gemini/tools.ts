import type { ValueObject } from "#core/language";
import { isList, member } from "#core/model";
import { patternSteps } from "../claude-code/tools.ts";
import { fileStep, pathStep, scriptStep, searchStep, unreadStep } from "../fields.ts";
import type { ToolStep } from "../question.ts";

export const GEMINI_SHELL = "run_shell_command";

/** What the tools of Gemini CLI do that its manual describes. */
export const GEMINI_TOOLS: Readonly<Record<string, (args: ValueObject) => readonly ToolStep[]>> = {
  [GEMINI_SHELL]: (args) => [scriptStep(args, "command")],
  read_file: (args) => [fileStep(args, "file_path", "read")],
  write_file: (args) => [fileStep(args, "file_path", "update")],
  replace: (args) => [fileStep(args, "file_path", "update")],
  list_directory: (args) => [searchStep(args, "dir_path")],
  glob: (args) => [searchStep(args, "dir_path"), ...patternSteps(args, "pattern")],
  grep_search: (args) => [searchStep(args, "dir_path")],
  search_file_content: (args) => [searchStep(args, "dir_path")],
  read_many_files: manyFiles,
  web_fetch: fetched,
};

const MOST_PATHS = 500;

function manyFiles(args: ValueObject): readonly ToolStep[] {
  const paths = member(args, "include") ?? member(args, "paths");
  if (!isList(paths) || paths.length === 0 || paths.length > MOST_PATHS)
    return [unreadStep("include", "a list of paths")];
  return paths.map((path) => pathStep(path, { key: "include", verb: "read", isPattern: true, reaches: true }));
}

/** The addresses stand in a prompt for a model, which fetches what it finds there. */
function fetched(args: ValueObject): readonly ToolStep[] {
  const prompt = member(args, "prompt") ?? member(args, "url");
  if (typeof prompt !== "string" || prompt.length > 65_536) return [unreadStep("prompt", "a text with addresses")];
  const urls = prompt.match(/https?:\/\/[^\s"'<>`]{1,4096}/gi) ?? [];
  if (urls.length === 0 || urls.length > MOST_PATHS) return [unreadStep("prompt", "a text with addresses")];
  return urls.map((url) => ({ kind: "fetch", url }));
}
