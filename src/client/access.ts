import { taskMessage, type TaskMessage } from "#core/wire";
import type { DenialInput, EvaluationInput } from "./messages.ts";
import type { Question } from "./question.ts";

const PATH = "/access/v1/requests";

/** AuthZEN Access Request and Approval Profile: may somebody look at this? */
export function accessQuestion(request: EvaluationInput, denial: DenialInput): Question<TaskMessage> {
  const body = JSON.stringify({ ...request, denial });
  return { method: "POST", path: PATH, body, shape: taskMessage, status: 202 };
}

/** How does a request for access stand? */
export function accessTaskQuestion(id: string): Question<TaskMessage> {
  return { method: "GET", path: `${PATH}/${encodeURIComponent(id)}`, body: null, shape: taskMessage };
}
