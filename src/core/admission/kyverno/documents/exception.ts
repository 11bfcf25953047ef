import { anyValue, list, oneOf, record, required, withRule, type RuleProblem, type Shape } from "#core/documents";
import { parseTimestamp, Timestamp } from "#core/language";
import { defaulted, maybe } from "../../documents/field.ts";
import { anyText } from "../../documents/scalars.ts";
import { matchConditionsShape } from "../../documents/expressions.ts";
import type { ExceptionSpec } from "./types.ts";

const policyRef = record<ExceptionSpec["policyRefs"][number]>("a map with `name` and `kind`", {
  name: required(anyText, "The name of the policy"),
  kind: required(anyText, "The kind of the policy"),
});

const texts = list(anyText, { of: "text" });

/** The `spec` of a PolicyException of Kyverno. */
export const exceptionSpecShape: Shape<ExceptionSpec> = withRule(
  record<ExceptionSpec & { readonly properties: unknown; readonly background: unknown }>(
    "the spec of a PolicyException",
    {
      policyRefs: required(
        list(policyRef, { of: "policies", atLeastOne: true }),
        "The policies that are excepted from",
      ),
      matchConditions: defaulted(matchConditionsShape, [], "Conditions for the exception to apply"),
      images: defaulted(texts, [], "The images that the policy may allow"),
      allowedValues: defaulted(texts, [], "The values that the policy may allow"),
      reportResult: defaulted(oneOf(["skip", "pass"]), "skip", "What a report says of what is excepted"),
      expiresAt: maybe(anyText, "When the exception ends, RFC 3339"),
      properties: maybe(anyValue, "Remarks for reports"),
      background: maybe(anyValue, "Whether it holds for what exists"),
    },
  ),
  expiryProblem,
);

function expiryProblem({ expiresAt }: ExceptionSpec): RuleProblem | null {
  if (expiresAt === null || parseTimestamp(expiresAt) instanceof Timestamp) return null;
  const message = `\`expiresAt\` is \`${expiresAt}\`, which is no point in time`;
  const hint = "Write it as in `2026-01-31T00:00:00Z`";
  return { path: ["expiresAt"], code: "foreign-invalid-time", message, hint };
}
