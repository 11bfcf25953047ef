export { hasWitnessState, openWitnessState, type OpenWitnessState } from "./sqlite-state.ts";
export { createCosigner, type CosignerEvent, type CountingCosigner } from "./cosigner.ts";
export { readWitnessPolicy } from "./read-policy.ts";
