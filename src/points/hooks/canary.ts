import type { HookQuestion } from "./question.ts";

/** The tool that no grant reaches: a client that is asked whether it may be called and hears no `no` is not governed. */
const CANARY_SERVER = "writ";
const CANARY_TOOL = "canary";

/** Whether a question is the one that is asked at the start of a session to hear it denied. */
export function isCanary(question: HookQuestion): boolean {
  return question.kind === "call" && question.use.server === CANARY_SERVER && question.use.name === CANARY_TOOL;
}
