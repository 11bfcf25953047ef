import type { HookClientName } from "../client.ts";

type Event = Readonly<Record<string, unknown>>;

/** The event by which a client asks whether a script may run. */
export function shellEvent(client: HookClientName, command: unknown): Event {
  const like = { session_id: "run-1", cwd: "/work/shop", transcript_path: "/t.jsonl" };
  switch (client) {
    case "claude-code":
      return claudeEvent("Bash", { command });
    case "codex":
      return {
        ...like,
        ...PRE,
        turn_id: "1",
        model: "m",
        tool_name: "Bash",
        tool_use_id: "u1",
        tool_input: { command },
      };
    case "gemini":
      return { ...like, hook_event_name: "BeforeTool", tool_name: "run_shell_command", tool_input: { command } };
    default:
      return { conversation_id: "run-1", hook_event_name: "beforeShellExecution", cwd: "/work/shop", command };
  }
}

const PRE = { hook_event_name: "PreToolUse" };

/** The event by which a client asks whether a tool of a server may be called. */
export function toolEvent(client: HookClientName, server: string, tool: string, args: object): Event {
  const like = { session_id: "run-1", cwd: "/work/shop" };
  switch (client) {
    case "claude-code":
      return claudeEvent(`mcp__${server}__${tool}`, args);
    case "codex":
      return { ...like, ...PRE, tool_name: `mcp__${server}__${tool}`, tool_use_id: "u1", tool_input: args };
    case "gemini":
      return { ...like, hook_event_name: "BeforeTool", tool_name: `mcp_${server}_${tool}`, tool_input: args };
    default:
      return {
        conversation_id: "run-1",
        hook_event_name: "beforeMCPExecution",
        server_name: server,
        tool_name: tool,
        tool_input: JSON.stringify(args),
      };
  }
}

/** An event of Claude Code before a tool is used. */
export function claudeEvent(tool: string, args: object, more: Event = {}): Event {
  return {
    session_id: "run-1",
    cwd: "/work/shop",
    permission_mode: "default",
    ...PRE,
    tool_name: tool,
    tool_use_id: "toolu_1",
    tool_input: args,
    ...more,
  };
}
