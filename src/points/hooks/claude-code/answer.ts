import { NOTHING_TO_SAY, type ClientAnswer, type ClientMessage, type HookAnswer } from "../answer.ts";
import type { HookQuestion } from "../question.ts";

type Denial = (reason: string) => ClientMessage;

/** How an event says no, in `hookSpecificOutput` or at the top. */
const DENIALS: Readonly<Record<string, Denial>> = {
  PreToolUse: (reason) => decided("deny", reason),
  PostToolUse: withheld,
  PostToolUseFailure: withheld,
  PermissionRequest: (reason) => specific("PermissionRequest", { decision: { behavior: "deny", message: reason } }),
  Elicitation: () => specific("Elicitation", { action: "decline" }),
  UserPromptSubmit: (reason) => ({ decision: "block", reason }),
  ConfigChange: (reason) => ({ decision: "block", reason }),
};

/** An answer in the words of Claude Code. */
export function answerClaudeCode(question: HookQuestion, answer: HookAnswer): ClientAnswer {
  switch (answer.kind) {
    case "no-objection":
      return NOTHING_TO_SAY;
    case "ask":
      return { kind: "json", message: decided("ask", answer.reason) };
    case "replace":
      return { kind: "json", message: replaced(question, answer) };
    default:
      return refused(question.event, answer.reason);
  }
}

/** An event without a form of its own is blocked by the exit code, which every event heeds that can be blocked at all. */
function refused(event: string, reason: string): ClientAnswer {
  const denial = Object.hasOwn(DENIALS, event) ? DENIALS[event] : undefined;
  return denial === undefined ? { kind: "block", reason } : { kind: "json", message: denial(reason) };
}

function specific(hookEventName: string, rest: ClientMessage): ClientMessage {
  return { hookSpecificOutput: { hookEventName, ...rest } };
}

function decided(permissionDecision: "deny" | "ask", permissionDecisionReason: string): ClientMessage {
  return specific("PreToolUse", { permissionDecision, permissionDecisionReason });
}

/** What came of a call goes to nobody: an older version, which knows only the field for tool servers, is told as well. */
function withheld(reason: string): ClientMessage {
  return {
    decision: "block",
    reason,
    ...specific("PostToolUse", { updatedToolOutput: reason, updatedMCPToolOutput: reason }),
  };
}

function replaced(question: HookQuestion, { result, reason }: Extract<HookAnswer, { kind: "replace" }>): ClientMessage {
  const isServers = question.kind === "result" && question.use.server !== "claude-code";
  return specific("PostToolUse", {
    updatedToolOutput: result,
    ...(isServers ? { updatedMCPToolOutput: result } : {}),
    additionalContext: reason,
  });
}
