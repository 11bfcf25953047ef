export type { CheckedExpression, Reference } from "./checked.ts";
export { checkExpression, type CheckResult } from "./check-expression.ts";
export type { CheckProblemCode } from "./problems.ts";
