export { verifyConsistency, type TreeHead } from "./consistency.ts";
export { foldComplete, foldRoots, HASH_LENGTH, leafHash, nodeHash } from "./hash.ts";
export { MOST_HASHES, verifyInclusion, type Inclusion } from "./inclusion.ts";
export { proveConsistency, proveInclusion, rangeHash, type TreeNodes } from "./prove.ts";
