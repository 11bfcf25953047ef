import { NOTHING_TO_SAY, type ClientAnswer, type HookAnswer } from "../answer.ts";
import type { HookQuestion } from "../question.ts";
import { shownInPlace } from "../shown.ts";

const DENIABLE: ReadonlySet<string> = new Set(["BeforeTool", "AfterTool", "BeforeModel", "BeforeAgent", "AfterModel"]);

/** An answer in the words of Gemini CLI: it cannot ask, and a denial after a call puts the reason in the place of the result. */
export function answerGemini(question: HookQuestion, answer: HookAnswer): ClientAnswer {
  if (answer.kind === "no-objection") return NOTHING_TO_SAY;
  if (!DENIABLE.has(question.event)) return { kind: "block", reason: answer.reason };
  return { kind: "json", message: { decision: "deny", reason: shownInPlace(answer) } };
}
