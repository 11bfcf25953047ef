export { endOfDoubleQuoted } from "./quoted.ts";
export { findTreacherousCharacter } from "./characters.ts";
export { createFastFinder, readFast, type FindRange } from "./fast.ts";
export { setField, type Fields } from "./object.ts";
export { DEFAULT_LIMITS, type DocumentProblem } from "./problem.ts";
export { splitDocuments, type DocumentText } from "./split.ts";
export { createTreeFinder, readTree } from "./tree.ts";
