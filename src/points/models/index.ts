export type { Usage } from "./cost.ts";
export { refusalAnswer, type Refusal } from "./errors.ts";
export { ModelPoint, type AllowedCall, type ModelPorts, type Passage } from "./point.ts";
export { MODEL_APIS, type ModelApi, type ModelTerms, type Provider } from "./provider.ts";
export { usageMeter } from "./usage.ts";
