// When a policy is violated, in questions to native attributes: what emitters for targets with conditions of their own translate.
export { nameOf, type Attribute } from "./attribute.ts";
export { certainly, isTold, opaqueReasons, possibly, type Condition } from "./condition.ts";
export { alternatives, type Clause } from "./normal-form.ts";
export { answer, type Scalar, type Test } from "./test.ts";
export type { Given } from "./partly-known.ts";
export type { Links } from "./mapping-scope.ts";
export { violationOf, type Subject } from "./violation.ts";
