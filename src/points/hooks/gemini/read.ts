import type { ValueObject } from "#core/language";
import { isObject, member } from "#core/model";
import { nameAt, objectAt, occasionOf, textAt, unread } from "../fields.ts";
import type { HookQuestion, Occasion, ToolUse } from "../question.ts";
import { GEMINI_SHELL, GEMINI_TOOLS } from "./tools.ts";

/** The client itself as the server of its own tools. */
export const GEMINI = "gemini";

const NOTICES: ReadonlySet<string> = new Set([
  "SessionStart",
  "SessionEnd",
  "BeforeAgent",
  "AfterAgent",
  "AfterModel",
  "BeforeToolSelection",
  "Notification",
  "PreCompress",
]);

/** Reads an event of Gemini CLI. Total. */
export function readGemini(body: ValueObject): HookQuestion {
  const event = nameAt(body, "hook_event_name");
  if (event === undefined) return unread("", "The event has no name (`hook_event_name`)");
  if (NOTICES.has(event)) return { kind: "notice", event };
  const occasion = occasionOf(event, body, false);
  if (occasion === undefined)
    return unread(event, "The event lacks its `session_id`, or that or `cwd` is not as it must be");
  if (event === "BeforeModel") return modelOf(body, occasion);
  if (event !== "BeforeTool" && event !== "AfterTool") return unread(event, "This event is not known here");
  return toolOf(body, occasion);
}

function modelOf(body: ValueObject, occasion: Occasion): HookQuestion {
  const model = nameAt(objectAt(body, "llm_request") ?? {}, "model");
  return model === undefined
    ? unread(occasion.event, "The event names no model")
    : { ...occasion, kind: "model", provider: "google", model };
}

function toolOf(body: ValueObject, occasion: Occasion): HookQuestion {
  const name = nameAt(body, "tool_name");
  const args = objectAt(body, "tool_input");
  if (name === undefined || args === undefined)
    return unread(occasion.event, "The event names no tool, or has no `tool_input`");
  const use = useOf(name, args, body);
  const folder = use.isShell ? textAt(args, "dir_path") : null;
  if (folder === undefined) return unread(occasion.event, "`dir_path` should be a path");
  const here = { ...occasion, cwd: folder === null ? occasion.cwd : joined(occasion.cwd, folder) };
  if (occasion.event === "BeforeTool") return { ...here, kind: "call", callId: null, use };
  const result = member(body, "tool_response") ?? null;
  const hasFailed = isObject(result) && (member(result, "error") ?? null) !== null;
  return { ...here, kind: "result", callId: null, use, hasFailed, result };
}

/** A folder that a command is to run in. */
function joined(cwd: string | null, folder: string): string | null {
  if (folder.startsWith("/")) return folder;
  return cwd === null ? null : `${cwd}/${folder}`;
}

function useOf(name: string, args: ValueObject, body: ValueObject): ToolUse {
  const [server, tool] = serverToolOf(name, objectAt(body, "mcp_context")) ?? [GEMINI, name];
  const read = server === GEMINI && Object.hasOwn(GEMINI_TOOLS, tool) ? GEMINI_TOOLS[tool] : undefined;
  const isShell = server === GEMINI && tool === GEMINI_SHELL;
  return { server, name: tool, arguments: args, steps: read?.(args) ?? [{ kind: "tool" }], isShell };
}

/** The server and tool of a name as `mcp_github_create_issue`: where one name ends only the context tells, since both may hold a `_`. */
function serverToolOf(name: string, context: ValueObject | undefined): readonly [string, string] | undefined {
  const server = context === undefined ? undefined : nameAt(context, "server_name");
  const tool = context === undefined ? undefined : nameAt(context, "tool_name");
  if (server !== undefined && tool !== undefined) return [server, tool];
  const [, first, rest] = /^mcp_([^_]{1,120})_(.{1,200})$/u.exec(name) ?? [];
  return first === undefined || rest === undefined ? undefined : [first, rest];
}
