import { NOTHING_TO_SAY, type ClientAnswer, type HookAnswer } from "../answer.ts";
import type { HookQuestion } from "../question.ts";
import { shownInPlace } from "../shown.ts";

/**
 * An answer in the words of Codex. It throws away an answer with a field that it does not support, and the call goes ahead: so there is no `ask`, no `allow`,
 * no `continue`, and nothing of a result can be replaced but by a block, whose reason the model sees in its place.
 */
export function answerCodex(question: HookQuestion, answer: HookAnswer): ClientAnswer {
  if (answer.kind === "no-objection") return NOTHING_TO_SAY;
  const { reason } = answer;
  switch (question.event) {
    case "PreToolUse":
      return {
        kind: "json",
        message: {
          hookSpecificOutput: {
            hookEventName: "PreToolUse",
            permissionDecision: "deny",
            permissionDecisionReason: reason,
          },
        },
      };
    case "PostToolUse":
      return { kind: "json", message: { decision: "block", reason: shownInPlace(answer) } };
    default:
      return { kind: "block", reason };
  }
}
