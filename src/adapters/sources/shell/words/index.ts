export { assignedIn, checkNumber } from "./arithmetic.ts";
export { expandQuoted, expandText, expandWord, readArithmetic, readSubscript } from "./expand.ts";
export { variableOf } from "./variables.ts";
