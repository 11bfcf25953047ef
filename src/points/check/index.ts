export { EXIT, exitCode } from "./exit-code.ts";
export type { CheckClock, CheckOptions } from "./options.ts";
export { printValue } from "./print-value.ts";
export { runCheck, type CheckRequest } from "./run.ts";
