export type { Readers } from "./context.ts";
export { Gathered, type ActReading } from "./gathered.ts";
export { Budget, MAX_DEPTH } from "./limits.ts";
export { readScript } from "./read.ts";
