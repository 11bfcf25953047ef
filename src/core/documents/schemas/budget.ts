import {
  count,
  list,
  oneOf,
  optional,
  record,
  required,
  text,
  withRule,
  type RuleProblem,
  type Shape,
} from "../shape/index.ts";
import { BUDGET_UNITS, type BudgetLimit, type BudgetSpan } from "../types/index.ts";

/** A length of time: a number and its unit. */
const windowShape: Shape<string> = text({
  expected: "text with a length of time",
  maxLength: 7,
  pattern: /^[1-9][0-9]{0,5}[smhd]$/,
  rule: "be a number and `s`, `m`, `h` or `d`, for example `24h`",
});

/** Limits over any of `spans`. */
export function budgetsShape(spans: readonly BudgetSpan[]): Shape<readonly BudgetLimit[]> {
  const limit = withRule(
    record<BudgetLimit>("a map with `of`, `per` and `most`", {
      of: required(oneOf(BUDGET_UNITS), "What is counted"),
      per: required(oneOf(spans), "Over what it adds up"),
      window: optional(windowShape, null, "When counting begins anew, for example `24h`; without it, never"),
      most: required(count(), "How much there may be at most"),
    }),
    impossible,
    { anyOf: [{ properties: { per: { enum: spans.filter((span) => span !== "call") } } }, { properties: ONE_CALL }] },
  );
  return list(limit, {
    of: "limits",
    unique: { by: ({ of, per, window }) => `${of} per ${per}${window === null ? "" : ` in ${window}`}`, what: "limit" },
  });
}

/** One call has neither several tools nor a time over which it adds up. */
const ONE_CALL = { window: false, of: { enum: BUDGET_UNITS.filter((unit) => unit !== "tools") } };

function impossible({ of, per, window }: BudgetLimit): RuleProblem | null {
  if (per !== "call" || (of !== "tools" && window === null)) return null;
  const path = [of === "tools" ? "of" : "window"];
  return {
    path,
    code: "document-impossible-budget",
    message: `One call cannot be limited by ${of === "tools" ? "the number of its tools, since it has one" : "a window, since it adds up over no time"}`,
    hint: "Write `per: session` or `per: agent`",
  };
}
