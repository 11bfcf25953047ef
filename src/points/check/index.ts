export { EXIT, exitCode } from "./exit-code.ts";
export type { CheckClock, CheckOptions } from "./options.ts";
export { printNamed, printValue } from "./print-value.ts";
export { proposeReadings, type ProposedReading, type ProposeOptions } from "./propose.ts";
export { rulesOf } from "./rules.ts";
export { reviewRun, type WaiverReport } from "./review.ts";
export { runCheck, type CheckRequest } from "./run.ts";
export { findWaivable, type WaivableFinding } from "./waivable.ts";
