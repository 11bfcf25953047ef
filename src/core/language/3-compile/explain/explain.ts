import type { CheckedExpression } from "../../2-check/checked.ts";
import type { Explanation, Scope } from "../compiled.ts";
export function explainExpression(_c: CheckedExpression, _s: Scope): Explanation {
  throw new Error("x");
}
