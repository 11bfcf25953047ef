export { quoted, reportWrongType } from "./describe.ts";
export { named, orText, withRule, type RuleProblem } from "./combine.ts";
export { conditional, type JsonSchema } from "./json-schema.ts";
export { list } from "./list.ts";
export { mapOf } from "./map.ts";
export { anyValue, toValue } from "./plain-value.ts";
export { optional, record, required } from "./record.ts";
export { amount, bool, count, expression, oneOf, text } from "./scalars.ts";
export { report, type Reading, type Shape } from "./shape.ts";
