// When a policy is violated, in questions to native attributes: what emitters for targets with conditions of their own translate.
export type { Attribute } from "./attribute.ts";
export { certainly, isTold, opaqueReasons, possibly, type Condition } from "./condition.ts";
export { alternatives } from "./normal-form.ts";
export { answer, type Test } from "./test.ts";
export type { Links } from "./mapping-scope.ts";
export { violationOf } from "./violation.ts";
