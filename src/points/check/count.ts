import type { Bundle } from "#core/bundle";
import type { Decision, Verdict } from "#core/decide";
import type { Counts, Rule } from "#core/model";

type Tally = { -readonly [Key in keyof Counts]: number };

/** What the inputs gave no occasion to say. */
export interface Silence {
  /** Policies that matched no effect of any input, by name: they say nothing about it. */
  readonly vacuous: readonly string[];
  /** Rules that only an inventory can feed, of policies that met nothing of it: they are unknown. */
  readonly awaiting: readonly string[];
}

type Decided = readonly { readonly decision: Decision }[];

/** Counts verdicts over all inputs; a failure of a policy that does not enforce counts as a warning. */
export function countVerdicts(decided: Decided, { vacuous, awaiting }: Silence): Counts {
  const tally: Tally = { ...NOTHING, vacuous: vacuous.length, awaiting: awaiting.length };
  for (const { decision } of decided) {
    for (const passes of decision.passes.values()) tally.pass += passes;
    tally.notApplicable += decision.notApplicable;
    for (const verdict of decision.concerns) tally[column(verdict)] += 1;
  }
  return tally;
}

/** Tells which policies and rules met nothing. A policy all of whose rules await an inventory is not vacuous as well. */
export function silenceOf(bundle: Bundle, rules: ReadonlyMap<string, Rule>, decided: Decided): Silence {
  const matched = matchedPolicies(decided);
  const silent = [...rules.values()].filter(({ policy }) => !matched.has(policy));
  const awaiting = silent.filter(({ evidence }) => evidence === "runtime");
  const spoken = new Set(silent.filter(({ evidence }) => evidence === "configuration").map(({ policy }) => policy));
  const names = bundle.policies.map((policy) => policy.document.metadata.name);
  return { vacuous: names.filter((name) => spoken.has(name)), awaiting: awaiting.map(({ id }) => id) };
}

const NOTHING: Counts = {
  pass: 0,
  fail: 0,
  warn: 0,
  unknown: 0,
  error: 0,
  waived: 0,
  notApplicable: 0,
  vacuous: 0,
  awaiting: 0,
};

function matchedPolicies(decided: Decided): ReadonlySet<string> {
  const matched = new Set<string>();
  for (const { decision } of decided) {
    for (const policy of decision.passes.keys()) matched.add(policy);
    for (const { policy } of decision.concerns) matched.add(policy);
  }
  return matched;
}

function column({ outcome, mode }: Verdict): keyof Counts {
  if (outcome === "not-applicable") return "notApplicable";
  return outcome === "fail" && mode !== "enforce" ? "warn" : outcome;
}
