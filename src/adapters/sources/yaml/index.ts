export { endOfDoubleQuoted } from "./quoted.ts";
export { findTreacherousCharacter } from "./characters.ts";
export { createFastFinder, readFast, type FindRange } from "./fast.ts";
export type { Fields } from "./object.ts";
export { isRefused, resolvePlain } from "./plain-scalar.ts";
export { DEFAULT_LIMITS, type DocumentLimits, type DocumentProblem } from "./problem.ts";
export { splitDocuments, type DocumentText } from "./split.ts";
export { isMergeKey, nodeOrNull, TreeReader } from "./tree-reader.ts";
export { createTreeFinder, parseTree, readTree } from "./tree.ts";
