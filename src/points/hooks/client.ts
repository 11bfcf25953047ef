import type { ValueObject } from "#core/language";
import type { ClientAnswer, HookAnswer } from "./answer.ts";
import type { HookQuestion } from "./question.ts";

export const HOOK_CLIENTS = ["claude-code", "codex", "gemini", "cursor"] as const;
/** A coding assistant that asks before its agent acts. */
export type HookClientName = (typeof HOOK_CLIENTS)[number];

/** The dialect of one client. */
export interface HookClient {
  readonly name: HookClientName;
  /** Total: whatever is not understood is `unread`. */
  read(event: ValueObject): HookQuestion;
  /**
   * Puts an answer in the client's words. Total, and exact: whatever the client would take for a broken answer lets the action go ahead, so nothing is said that
   * the event does not take, and no refusal lacks its reason.
   */
  answer(question: HookQuestion, answer: HookAnswer): ClientAnswer;
  /** Whether the client has a way to ask the person before it about an event. */
  asks(question: HookQuestion): boolean;
}
