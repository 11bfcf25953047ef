import type { Decision } from "#core/decide";
import type { Counts, Finding } from "#core/model";
import type { WithPolicies } from "./ask.ts";
import type { ReviewedReading } from "./review.ts";

/** Counts with those of policies of others added. */
export function addCounts(counts: Counts, reviewed: readonly ReviewedReading[], vacuous: number): Counts {
  const sum = { ...counts, vacuous: counts.vacuous + vacuous };
  for (const { findings, quiet } of reviewed) {
    for (const { outcome } of quiet) sum[outcome === "pass" ? "pass" : "notApplicable"] += 1;
    for (const { finding } of findings) sum[columnOf(finding)] += 1;
  }
  return sum;
}

function columnOf({ outcome, level }: Finding): "warn" | Finding["outcome"] {
  return outcome === "fail" && level !== "violation" ? "warn" : outcome;
}

/** The policies of others that took no object of any reading, by name. */
export function unasked(engines: readonly WithPolicies[], reviewed: readonly ReviewedReading[]): readonly string[] {
  const asked = new Set(reviewed.flatMap((one) => [...one.policies]));
  return engines.flatMap(({ policies }) => policies.map(({ name }) => name)).filter((name) => !asked.has(name));
}

/** An effect made no better by what policies of others said: a denial denies, and what an enforced one cannot tell holds. */
export function worsened(effect: Decision["effect"], { findings }: ReviewedReading): Decision["effect"] {
  if (findings.some(({ finding }) => finding.level === "violation")) return "deny";
  const open = findings.some(({ finding: { outcome, level } }) => outcome === "unknown" && level === "warning");
  return open && effect === "allow" ? "hold" : effect;
}
