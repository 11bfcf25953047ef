import type { Bundle } from "#core/bundle";
import type { Decision, Verdict } from "#core/decide";
import type { Counts } from "#core/model";

type Tally = { -readonly [Key in keyof Counts]: number };

/** Counts verdicts over all inputs; a failure of a policy that does not enforce counts as a warning. */
export function countVerdicts(bundle: Bundle, decided: readonly { readonly decision: Decision }[]): Counts {
  const tally: Tally = { pass: 0, fail: 0, warn: 0, unknown: 0, error: 0, waived: 0, notApplicable: 0, vacuous: 0 };
  for (const { decision } of decided) for (const verdict of decision.verdicts) tally[column(verdict)] += 1;
  tally.vacuous = vacuousPolicies(bundle, decided).length;
  return tally;
}

/** The policies that matched no effect of any input, by name: they say nothing about it. */
export function vacuousPolicies(
  bundle: Bundle,
  decided: readonly { readonly decision: Decision }[],
): readonly string[] {
  const matched = new Set<string>();
  for (const { decision } of decided) {
    for (const verdict of decision.verdicts) if (verdict.outcome !== "not-applicable") matched.add(verdict.policy);
  }
  return bundle.policies.map((policy) => policy.document.metadata.name).filter((name) => !matched.has(name));
}

function column(verdict: Verdict): keyof Counts {
  if (verdict.outcome === "not-applicable") return "notApplicable";
  if (verdict.outcome === "fail" && verdict.mode !== "enforce") return "warn";
  return verdict.outcome;
}
