export type { Cosigned, Cosigner, SignedCheckpoint } from "./cosigner.ts";
export { proveGrowth } from "./prove-growth.ts";
export { formatAddCheckpoint, MAX_REQUEST_BYTES } from "./request.ts";
export { createShowcase, type Showcase } from "./showcase.ts";
export type { Witnessed, WitnessState } from "./state.ts";
export { createWitness, type Fork, type Witness, type WitnessAnswer } from "./witness.ts";
