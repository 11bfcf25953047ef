export { DISCLOSURES } from "./disclosures.ts";
export type { PackFiles } from "./files.ts";
export { HANDOVERS } from "./handovers.ts";
export { MANIFEST, signManifest, type PackClaim } from "./manifest.ts";
export type { Problem, ProblemCode } from "./problem.ts";
export { verifyReceipt } from "./receipts.ts";
export type { EvidenceReport } from "./report.ts";
export { parseTrust, type Trust } from "./trust.ts";
export { RECEIPTS, verifyEvidence } from "./verify-evidence.ts";
