import type { ValueObject } from "#core/language";
import { isObject, member } from "#core/model";
import { fetchStep, fileStep, pathStep, scriptStep, searchStep, unreadStep } from "../fields.ts";
import type { ToolStep } from "../question.ts";

/** What the tools of Claude Code do that its own manual describes; every other one is only known by its name. */
export const CLAUDE_TOOLS: Readonly<Record<string, (args: ValueObject) => readonly ToolStep[]>> = {
  Bash: (args) => [scriptStep(args, "command")],
  Monitor: (args) => [scriptStep(args, "command")],
  Read: (args) => [fileStep(args, "file_path", "read")],
  Write: (args) => [fileStep(args, "file_path", "update")],
  Edit: (args) => [fileStep(args, "file_path", "update")],
  MultiEdit: (args) => [fileStep(args, "file_path", "update")],
  NotebookRead: (args) => [fileStep(args, "notebook_path", "read")],
  NotebookEdit: (args) => [fileStep(args, "notebook_path", "update")],
  LS: (args) => [searchStep(args, "path")],
  Grep: (args) => [searchStep(args, "path")],
  Glob: (args) => [searchStep(args, "path"), ...patternSteps(args, "pattern")],
  WebFetch: (args) => [fetchStep(args, "url")],
};

/** The tools that run what a shell runs. */
export const CLAUDE_SHELLS: ReadonlySet<string> = new Set(["Bash", "Monitor"]);

/** A pattern that leads out of the folder that is searched. */
export function patternSteps(args: ValueObject, key: string): readonly ToolStep[] {
  const pattern = member(args, key);
  if (typeof pattern !== "string") return [unreadStep(key, "a pattern")];
  const leadsOut = pattern.startsWith("/") || pattern.startsWith("~") || pattern.includes("..");
  return leadsOut ? [pathStep(pattern, { key, verb: "read", isPattern: true, reaches: true })] : [];
}

/** The server and tool behind a name as `mcp__github__create_issue`; undefined for a name of another form. */
export function serverToolOf(name: string, body: ValueObject): readonly [server: string, tool: string] | undefined {
  const told = member(body, "mcp_server");
  const server = isObject(told) ? member(told, "name") : undefined;
  if (typeof server === "string" && name.startsWith(`mcp__${server}__`)) {
    return [server, name.slice(`mcp__${server}__`.length)];
  }
  const [, first, tool] = /^mcp__([^_](?:_?[^_]){0,120})__(.{1,200})$/u.exec(name) ?? [];
  return first === undefined || tool === undefined ? undefined : [first, tool];
}
