export type { CheckedExpression } from "./checked.ts";
export { checkExpression, type CheckResult } from "./check-expression.ts";
