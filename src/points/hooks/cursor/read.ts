import { parseJson, isObject, member, isList } from "#core/model";
import type { Value, ValueObject } from "#core/language";
import { CLAUDE_TOOLS } from "../claude-code/tools.ts";
import { fileStep, nameAt, objectAt, scriptStep, sessionAt, textAt, unread } from "../fields.ts";
import type { HookQuestion, Occasion, ToolStep, ToolUse } from "../question.ts";

/** The client itself as the server of its own tools. */
export const CURSOR = "cursor";

const SHELL = "Shell";

/** What the tools of Cursor do; those of the same name do what Claude Code's do. */
const TOOLS: Readonly<Record<string, (args: ValueObject) => readonly ToolStep[]>> = {
  ...CLAUDE_TOOLS,
  [SHELL]: (args) => [scriptStep(args, "command")],
  Read: (args) => [fileStep(args, pathKey(args), "read")],
  Write: (args) => [fileStep(args, pathKey(args), "update")],
  StrReplace: (args) => [fileStep(args, pathKey(args), "update")],
  Delete: (args) => [fileStep(args, pathKey(args), "delete")],
};

/** The tools about which events of their own ask, so that nothing is counted twice. */
const ASKED_ELSEWHERE: ReadonlySet<string> = new Set([SHELL, "Read"]);

const NOTICES: ReadonlySet<string> = new Set([
  "sessionStart",
  "sessionEnd",
  "beforeSubmitPrompt",
  "afterFileEdit",
  "afterTabFileEdit",
  "afterAgentResponse",
  "afterAgentThought",
  "postToolUseFailure",
  "subagentStop",
  "preCompact",
  "stop",
]);

type Reader = (body: ValueObject, occasion: Occasion) => HookQuestion;

const READERS: Readonly<Record<string, Reader>> = {
  beforeShellExecution: (body, occasion) =>
    call(body, occasion, own(SHELL, { command: member(body, "command") ?? null })),
  beforeReadFile: (body, occasion) =>
    call(body, occasion, own("Read", { file_path: member(body, "file_path") ?? null })),
  beforeTabFileRead: (body, occasion) =>
    call(body, occasion, own("Read", { file_path: member(body, "file_path") ?? null })),
  beforeMCPExecution: (body, occasion) => call(body, occasion, ofServer(body)),
  preToolUse: ofTool,
  subagentStart: (body, occasion) =>
    call(body, occasion, own("Task", { subagent_type: member(body, "subagent_type") ?? null })),
  afterShellExecution: (body, occasion) =>
    result(body, occasion, own(SHELL, { command: member(body, "command") ?? null }), member(body, "output")),
  afterMCPExecution: (body, occasion) => result(body, occasion, ofServer(body), member(body, "result_json")),
};

/** Reads an event of Cursor. Total. */
export function readCursor(body: ValueObject): HookQuestion {
  const event = nameAt(body, "hook_event_name");
  if (event === undefined) return unread("", "The event has no name (`hook_event_name`)");
  if (NOTICES.has(event)) return { kind: "notice", event };
  const reader = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  if (reader === undefined) return unread(event, "This event is not known here");
  const session = sessionAt(body, "conversation_id");
  const cwd = textAt(body, "cwd");
  if (session === undefined || cwd === undefined)
    return unread(event, "The event lacks its `conversation_id`, or that or `cwd` is not as it must be");
  return reader(body, { event, session, cwd: cwd ?? rootOf(body), subAgent: null, isAttended: true });
}

/** The folder of a workspace that has one alone. */
function rootOf(body: ValueObject): string | null {
  const roots = member(body, "workspace_roots");
  const [root] = isList(roots) && roots.length === 1 ? roots : [];
  return typeof root === "string" ? root : null;
}

function call(body: ValueObject, occasion: Occasion, use: ToolUse | string): HookQuestion {
  if (typeof use === "string") return unread(occasion.event, use);
  return { ...occasion, kind: "call", callId: nameAt(body, "tool_use_id") ?? null, use };
}

function result(_body: ValueObject, occasion: Occasion, use: ToolUse | string, shown: Value | undefined): HookQuestion {
  if (typeof use === "string") return unread(occasion.event, use);
  return { ...occasion, kind: "result", callId: null, use, hasFailed: false, result: shown ?? null };
}

/** Cursor's tools beyond those for which it has events of their own. */
function ofTool(body: ValueObject, occasion: Occasion): HookQuestion {
  const name = nameAt(body, "tool_name");
  const args = objectAt(body, "tool_input");
  if (name === undefined || args === undefined)
    return unread(occasion.event, "The event names no tool, or has no `tool_input`");
  if (ASKED_ELSEWHERE.has(name) || name.startsWith("MCP:")) return { kind: "notice", event: occasion.event };
  return call(body, occasion, own(name, args));
}

function own(name: string, args: ValueObject): ToolUse {
  const read = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  return { server: CURSOR, name, arguments: args, steps: read?.(args) ?? [{ kind: "tool" }], isShell: name === SHELL };
}

/** The server is known by its address or its command line alone, and its arguments are a text. */
function ofServer(body: ValueObject): ToolUse | string {
  const name = nameAt(body, "tool_name");
  const server = nameAt(body, "server_name") ?? nameAt(body, "url") ?? nameAt(body, "command") ?? "unnamed";
  const input = member(body, "tool_input");
  const args = typeof input === "string" ? parsed(input) : input;
  if (name === undefined || !isObject(args)) return "The event names no tool, or its `tool_input` is no JSON object";
  return { server, name, arguments: args, steps: [{ kind: "tool" }], isShell: false };
}

function parsed(text: string): Value | undefined {
  const read = parseJson(text, { maxLength: 4 * 1024 * 1024, maxDepth: 64 });
  return read.kind === "parsed" ? read.value : undefined;
}

function pathKey(args: ValueObject): string {
  return Object.hasOwn(args, "file_path") ? "file_path" : "path";
}
