export type { AnswerReading } from "./answers/reading.ts";
export { blockedRefusal, refusalAnswer, type Refusal } from "./errors.ts";
export { ModelPoint, type AllowedCall, type AnswerPolicy, type ModelPorts, type Passage } from "./point.ts";
export { MODEL_APIS, type ModelApi, type ModelTerms, type Provider } from "./provider.ts";
