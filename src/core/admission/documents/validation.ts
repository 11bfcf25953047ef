import { expression, oneOf, record, required, withRule, type RuleProblem, type Shape } from "#core/documents";
import { maybe } from "./field.ts";
import { anyText } from "./scalars.ts";
import type { AdmissionValidation } from "./types.ts";

/** The reasons that Kubernetes accepts. */
const REASONS = ["Unauthorized", "Forbidden", "Invalid", "RequestEntityTooLarge"] as const;

/** What must be true, with what to say when it is not. */
export const validationShape: Shape<AdmissionValidation> = withRule(
  record<AdmissionValidation>("a map with `expression`", {
    expression: required(expression, "What must be true, in CEL"),
    message: maybe(anyText, "What to tell people when it is not true"),
    messageExpression: maybe(expression, "The message as an expression; goes before `message`"),
    reason: maybe(oneOf(REASONS), "The reason in the status of the answer"),
  }),
  messageProblem,
);

function messageProblem({ message }: AdmissionValidation): RuleProblem | null {
  if (message === null || (message.trim() !== "" && !message.trim().includes("\n"))) return null;
  const what = message.trim() === "" ? "is empty" : "has several lines";
  const text = `\`message\` ${what}, which Kubernetes refuses`;
  return { path: ["message"], code: "foreign-invalid-message", message: text, hint: "Write one line of text" };
}
