import { sha256Hex, type Finding, type Severity } from "#core/model";
import { ruleId, shortMessage } from "./place.ts";
import type { Reporter } from "./reporter.ts";

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
};

/** A GitLab Code Quality report: an array of issues, each with a fingerprint of its own. Waived findings are of severity `info`. */
export const gitlab: Reporter = {
  description: "GitLab Code Quality",
  render: (report) => {
    const seen = new Map<string, number>();
    const issues = report.findings.map((finding) => issue(finding, seen));
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
};

function issue(finding: Finding, seen: Map<string, number>): object {
  const { location } = finding;
  return {
    type: "issue",
    check_name: ruleId(finding),
    description: shortMessage(finding),
    categories: ["Security"],
    severity: finding.level === "violation" ? SEVERITY[finding.severity] : "info",
    fingerprint: uniqueFingerprint(finding, seen),
    location: {
      path: location.file,
      lines: { begin: location.start?.line ?? 1, end: location.end?.line ?? location.start?.line ?? 1 },
    },
  };
}

/** GitLab drops issues that share a fingerprint, so the same finding in a second file gets one that counts up. */
function uniqueFingerprint({ fingerprint }: Finding, seen: Map<string, number>): string {
  const times = seen.get(fingerprint) ?? 0;
  seen.set(fingerprint, times + 1);
  return times === 0 ? fingerprint : sha256Hex(`${fingerprint}/${times}`).slice(0, 32);
}
