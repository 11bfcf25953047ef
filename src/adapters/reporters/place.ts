import type { Finding, Location } from "#core/model";
import { requestText, waiverText } from "./waiver.ts";

/** `file:line:column` as far as it is known: what editors and terminals make clickable. */
export function placeOf({ file, start }: Location): string {
  return start === undefined ? file : `${file}:${start.line}:${start.column}`;
}

/** A path into a document as people write it: `spec.containers[0].image`. */
export function pathText(path: Location["path"]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`))
    .join("");
}

/** `policy/validation`, the stable name of what a finding violates. */
export function ruleId({ policy, validation }: Pick<Finding, "policy" | "validation">): string {
  return `${policy}/${validation}`;
}

/** One sentence with everything that a reader of a short annotation needs; what is waived needs no repair. */
export function shortMessage(finding: Finding): string {
  const what = `${finding.resource.id}: ${finding.message} (${ruleId(finding)}, ${finding.severity})`;
  if (finding.waiver !== null) return `${what}, ${waiverText(finding.waiver)}`;
  const asked = finding.request === null ? "" : `, ${requestText(finding.request)}`;
  const repair = finding.remediation === null ? "" : ` Repair: ${finding.remediation.trim()}`;
  return `${what}${asked}.${repair}`;
}
