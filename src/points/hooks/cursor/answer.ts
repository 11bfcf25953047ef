import { NOTHING_TO_SAY, type ClientAnswer, type ClientMessage, type HookAnswer } from "../answer.ts";
import type { HookQuestion } from "../question.ts";

/** The events that wait for a permission. An answer without one is taken for broken, so that also no objection is said. */
const PERMISSIONS: ReadonlySet<string> = new Set([
  "beforeShellExecution",
  "beforeMCPExecution",
  "beforeReadFile",
  "beforeTabFileRead",
  "preToolUse",
  "subagentStart",
]);

/** The events at which a person can be asked. */
const ASKING: ReadonlySet<string> = new Set(["beforeShellExecution", "beforeMCPExecution"]);

/** Whether Cursor asks its user at an event. */
export function cursorAsks({ event }: HookQuestion): boolean {
  return ASKING.has(event);
}

/** An answer in the words of Cursor. What came of a call cannot be kept from the model, since no event after a call heeds an answer. */
export function answerCursor(question: HookQuestion, answer: HookAnswer): ClientAnswer {
  const { event } = question;
  if (event === "beforeSubmitPrompt") return { kind: "json", message: prompted(answer) };
  if (!PERMISSIONS.has(event)) {
    return answer.kind === "no-objection" ? NOTHING_TO_SAY : { kind: "block", reason: answer.reason };
  }
  if (answer.kind === "no-objection") return { kind: "json", message: { permission: "allow" } };
  return permission(answer.kind === "ask" && ASKING.has(event) ? "ask" : "deny", answer.reason);
}

/** Versions differ in how the words are spelled; each reads its own and leaves the other. */
function permission(kind: "deny" | "ask", reason: string): ClientAnswer {
  const message = { permission: kind, user_message: reason, agent_message: reason };
  return { kind: "json", message: { ...message, userMessage: reason, agentMessage: reason } };
}

function prompted(answer: HookAnswer): ClientMessage {
  return answer.kind === "no-objection" ? { continue: true } : { continue: false, user_message: answer.reason };
}
