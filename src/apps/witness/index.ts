export { runWitness, type WitnessRequest, type WitnessResult } from "./run-witness.ts";
export type { WitnessFlags } from "./settings.ts";
export type { RunningWitness } from "./serve-witness.ts";
