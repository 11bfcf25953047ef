import type { ValueObject } from "#core/language";
import { isObject, member } from "#core/model";
import { fileStep, nameAt, objectAt, occasionOf, unread } from "../fields.ts";
import type { HookQuestion, Occasion, ToolUse } from "../question.ts";
import { CLAUDE_SHELLS, CLAUDE_TOOLS, serverToolOf } from "./tools.ts";

/** The client itself as the server of its own tools. */
export const CLAUDE_CODE = "claude-code";

/** Modes in which nobody, or a model, answers what a hook would have asked. */
const UNATTENDED: ReadonlySet<string> = new Set(["auto", "bypassPermissions", "dontAsk"]);

type Reader = (body: ValueObject, occasion: Occasion) => HookQuestion;

/** What is asked at which event. */
const READERS: Readonly<Record<string, Reader>> = {
  PreToolUse: (body, occasion) =>
    withUse(body, occasion, (use) => ({ ...occasion, kind: "call", callId: callIdOf(body), use })),
  PostToolUse: (body, occasion) => resultOf(body, occasion, false),
  PostToolUseFailure: (body, occasion) => resultOf(body, occasion, true),
  PreModelSwitch: modelOf,
  ConfigChange: changeOf,
  Elicitation: requestOf,
};

/** Events at which nothing happens that a hook could refuse, or of which another event has asked already. */
const NOTICES: ReadonlySet<string> = new Set([
  "SessionStart",
  "SessionEnd",
  "Setup",
  "UserPromptSubmit",
  "PermissionRequest",
  "PermissionDenied",
  "SubagentStart",
  "SubagentStop",
  "Stop",
  "StopFailure",
  "Notification",
  "PreCompact",
  "PostCompact",
  "CwdChanged",
  "FileChanged",
  "InstructionsLoaded",
]);

/** Reads an event of Claude Code. Total. */
export function readClaudeCode(body: ValueObject): HookQuestion {
  const event = nameAt(body, "hook_event_name");
  if (event === undefined) return unread("", "The event has no name (`hook_event_name`)");
  if (NOTICES.has(event)) return { kind: "notice", event };
  const reader = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  if (reader === undefined) return unread(event, "This event is not known here");
  const mode = nameAt(body, "permission_mode") ?? "";
  const occasion = occasionOf(event, body, mode !== "" && !UNATTENDED.has(mode));
  return occasion === undefined
    ? unread(event, "The event lacks its `session_id`, or that, `cwd` or `agent_id` is not as it must be")
    : reader(body, occasion);
}

function withUse(body: ValueObject, { event }: Occasion, make: (use: ToolUse) => HookQuestion): HookQuestion {
  const name = nameAt(body, "tool_name");
  const args = objectAt(body, "tool_input");
  if (name === undefined || args === undefined) return unread(event, "The event names no tool, or has no `tool_input`");
  return make(useOf(name, args, body));
}

/** What the use of a tool comes to. A tool that is not known is called by its name, which is all that can be judged of it. */
function useOf(name: string, args: ValueObject, body: ValueObject): ToolUse {
  const [server, tool] = serverToolOf(name, body) ?? [CLAUDE_CODE, name];
  const read = server === CLAUDE_CODE && Object.hasOwn(CLAUDE_TOOLS, tool) ? CLAUDE_TOOLS[tool] : undefined;
  const isShell = read !== undefined && CLAUDE_SHELLS.has(tool);
  return { server, name: tool, arguments: args, steps: read?.(args) ?? [{ kind: "tool" }], isShell };
}

function callIdOf(body: ValueObject): string | null {
  return nameAt(body, "tool_use_id") ?? null;
}

function resultOf(body: ValueObject, occasion: Occasion, hasFailed: boolean): HookQuestion {
  const result = member(body, hasFailed ? "error" : "tool_response") ?? null;
  return withUse(body, occasion, (use) => ({
    ...occasion,
    kind: "result",
    callId: callIdOf(body),
    use,
    hasFailed,
    result,
  }));
}

function modelOf(body: ValueObject, occasion: Occasion): HookQuestion {
  const model = nameAt(body, "to_model") ?? nameAt(body, "model");
  return model === undefined
    ? unread(occasion.event, "The event names no model")
    : { ...occasion, kind: "model", provider: "anthropic", model };
}

/** A change of settings is one of their file, whoever makes it: so an agent that may not write there does not get it in force. */
function changeOf(body: ValueObject, occasion: Occasion): HookQuestion {
  // What administrators set is not theirs to refuse, and the client would not heed it.
  if (nameAt(body, "source") === "policy_settings") return { kind: "notice", event: occasion.event };
  const use: ToolUse = {
    server: CLAUDE_CODE,
    name: "ConfigChange",
    arguments: isObject(body)
      ? { source: member(body, "source") ?? null, file_path: member(body, "file_path") ?? null }
      : {},
    steps: [fileStep(body, "file_path", "update")],
    isShell: false,
  };
  return { ...occasion, kind: "call", callId: null, use };
}

function requestOf(body: ValueObject, occasion: Occasion): HookQuestion {
  const server = nameAt(body, "mcp_server_name");
  if (server === undefined) return unread(occasion.event, "The event names no server");
  const message = member(body, "message") ?? null;
  return { ...occasion, kind: "request", server, name: "elicitation/create", arguments: { message } };
}
