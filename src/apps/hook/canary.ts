/** The event by which each client asks for what is always denied. */
export const CANARY_EVENTS: Readonly<Record<string, string>> = {
  "claude-code": event({
    session_id: "canary",
    hook_event_name: "PreToolUse",
    tool_name: "mcp__writ__canary",
    tool_input: {},
  }),
  codex: event({ session_id: "canary", hook_event_name: "PreToolUse", tool_name: "mcp__writ__canary", tool_input: {} }),
  gemini: event({ session_id: "canary", hook_event_name: "BeforeTool", tool_name: "mcp_writ_canary", tool_input: {} }),
  cursor: event({
    conversation_id: "canary",
    hook_event_name: "beforeMCPExecution",
    server_name: "writ",
    tool_name: "canary",
    tool_input: "{}",
  }),
};

/** Whether an answer denies, in the words of any client. */
export const DENIED: RegExp = /"(?:permissionDecision|decision|permission)":"deny"/;

/** What is said where the canary was not denied. */
export const NOT_GOVERNED = "a call that must be denied was not, so nothing governs this session";

function event(message: object): string {
  return JSON.stringify(message);
}
