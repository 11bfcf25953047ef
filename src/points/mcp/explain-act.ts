import { findRepair } from "#core/analysis";
import type { Bundle } from "#core/bundle";
import { decide, explainGrants, explainVerdict, type GrantStanding, type Program, type Verdict } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal, Rule } from "#core/model";
import { printNamed, rulesOf } from "#points/check";
import { firstOf, short } from "./bounds.ts";
import type { ToldConcern } from "./told.ts";

/** Why something is decided as it is. */
export interface ExplainedAct {
  readonly effect: "allow" | "hold" | "deny";
  /** What else holds or denies it, such as that no grant covers it. */
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  /** What its validations say that is neither a pass nor beside the point. */
  readonly concerns: readonly ToldConcern[];
  /** How the grants stand that are for whoever asks and for such a resource. */
  readonly grants: readonly ToldStanding[];
  /** How many concerns were left out. */
  readonly leftOut: number;
  /** How many validations passed. */
  readonly passed: number;
}

/** How one grant stands to an act, and when it ends. */
export interface ToldStanding extends GrantStanding {
  readonly expires: string;
}

/** By what is decided. */
export interface Decider {
  readonly bundle: Bundle;
  readonly program: Program;
}

/** Decides on a proposal and explains every verdict that stands out. */
export function explainAct(decider: Decider, proposal: Proposal, now: Timestamp): ExplainedAct {
  const decision = decide(decider.program, proposal, now);
  const rules = rulesOf(decider.bundle);
  const { told, leftOut } = firstOf(decision.concerns);
  const verdictCodes = new Set<string>(told.map(({ outcome }) => outcome));
  return {
    effect: decision.effect,
    reasons: firstOf(decision.reasons.filter(({ code }) => !verdictCodes.has(code))).told.map(({ code, message }) => ({
      code,
      message: short(message),
    })),
    concerns: told.map((verdict) =>
      tellVerdict(decider.program, proposal, {
        verdict,
        rule: rules.get(`${verdict.policy}/${verdict.validation}`),
        now,
      }),
    ),
    grants: standingsOf(decider, proposal, now),
    leftOut,
    passed: decision.passes.values().reduce((sum, count) => sum + count, 0),
  };
}

function standingsOf({ bundle, program }: Decider, proposal: Proposal, now: Timestamp): readonly ToldStanding[] {
  const ends = new Map(bundle.grants.map(({ document: { metadata, spec } }) => [metadata.name, spec.expires]));
  const standings = proposal.effects.flatMap((_, at) => explainGrants(program, proposal, at, now));
  const unique = new Map(standings.map((one) => [`${one.agent} ${one.grant} ${one.standing}`, one]));
  return firstOf([...unique.values()]).told.map((one) => ({ ...one, expires: ends.get(one.grant) ?? "" }));
}

interface Told {
  readonly verdict: Verdict;
  readonly rule: Rule | undefined;
  readonly now: Timestamp;
}

function tellVerdict(program: Program, proposal: Proposal, { verdict, rule, now }: Told): ToldConcern {
  const { message, reads, required } = explainVerdict(program, proposal, verdict, now);
  const remediation = rule?.remediation ?? null;
  return {
    policy: verdict.policy,
    validation: verdict.validation,
    title: rule?.title ?? verdict.policy,
    severity: verdict.severity,
    outcome: verdict.outcome,
    message: short(message),
    resource: proposal.effects[verdict.effect]?.resource.id ?? "",
    read: reads.map(({ path, segments, value }) => ({ path, value: short(printNamed(segments.at(-1), value)) })),
    required: short(required),
    remediation: remediation === null ? null : short(remediation),
    satisfies: rule?.satisfies ?? [],
    patch: findRepair(program, proposal, { verdicts: [verdict], now }),
  };
}
