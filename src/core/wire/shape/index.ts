export { either, list, mapOf, named, optional, orNull, record, required, type Field } from "./containers.ts";
export { anyObject, anyValue, bool, matching, numeral, oneOf, text, whole } from "./scalars.ts";
export {
  readMessage,
  type Definitions,
  type JsonSchema,
  type MessageProblem,
  type MessageResult,
  type Shape,
} from "./shape.ts";
