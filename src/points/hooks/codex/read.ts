import type { ValueObject } from "#core/language";
import { member } from "#core/model";
import { serverToolOf } from "../claude-code/tools.ts";
import { fileStep, nameAt, objectAt, occasionOf, scriptStep, unread } from "../fields.ts";
import type { HookQuestion, Occasion, ToolStep, ToolUse } from "../question.ts";
import { patchSteps } from "./patch.ts";

/** The client itself as the server of its own tools. */
export const CODEX = "codex";

const SHELL = "Bash";

/** What the tools of Codex do that its hooks tell of. */
const TOOLS: Readonly<Record<string, (args: ValueObject) => readonly ToolStep[]>> = {
  [SHELL]: (args) => [scriptStep(args, "command")],
  apply_patch: patchSteps,
  view_image: (args) => [fileStep(args, "path", "read")],
};

const NOTICES: ReadonlySet<string> = new Set([
  "SessionStart",
  "SessionEnd",
  "UserPromptSubmit",
  "SubagentStart",
  "SubagentStop",
  "PreCompact",
  "PostCompact",
  "Stop",
]);

/** Reads an event of Codex. Total. */
export function readCodex(body: ValueObject): HookQuestion {
  const event = nameAt(body, "hook_event_name");
  if (event === undefined) return unread("", "The event has no name (`hook_event_name`)");
  if (NOTICES.has(event)) return { kind: "notice", event };
  const occasion = occasionOf(event, body, false);
  if (occasion === undefined)
    return unread(event, "The event lacks its `session_id`, or that, `cwd` or `agent_id` is not as it must be");
  const use = useOf(body);
  if (use === undefined) return unread(event, "The event names no tool, or has no `tool_input`");
  return questionOf(body, occasion, use);
}

function questionOf(body: ValueObject, occasion: Occasion, use: ToolUse): HookQuestion {
  const callId = nameAt(body, "tool_use_id") ?? null;
  switch (occasion.event) {
    case "PreToolUse":
      return { ...occasion, kind: "call", callId, use };
    // Every call that asks for a permission was asked about before; what was denied there does not come here.
    case "PermissionRequest":
      return { kind: "notice", event: occasion.event };
    case "PostToolUse":
      return {
        ...occasion,
        kind: "result",
        callId,
        use,
        hasFailed: false,
        result: member(body, "tool_response") ?? null,
      };
    default:
      return unread(occasion.event, "This event is not known here");
  }
}

function useOf(body: ValueObject): ToolUse | undefined {
  const name = nameAt(body, "tool_name");
  const args = objectAt(body, "tool_input");
  if (name === undefined || args === undefined) return undefined;
  const [server, tool] = serverToolOf(name, body) ?? [CODEX, name];
  const read = server === CODEX && Object.hasOwn(TOOLS, tool) ? TOOLS[tool] : undefined;
  return {
    server,
    name: tool,
    arguments: args,
    steps: read?.(args) ?? [{ kind: "tool" }],
    isShell: server === CODEX && tool === SHELL,
  };
}
