import { boundIds } from "#core/agents";
import type { Bundle } from "#core/bundle";
import {
  compileProgram,
  decide,
  extentOf,
  explainGrants,
  explainVerdict,
  type Decision,
  type GrantStanding,
  type Program,
  type Verdict,
} from "#core/decide";
import { Timestamp } from "#core/language";
import { UNCLASSIFIED, type Effect, type Principal, type Proposal, type Resource } from "#core/model";
import { nameHint, UsageError } from "../usage-error.ts";
import type { AskedAct } from "./read-act.ts";

/** Under what circumstances it is asked. */
export interface Circumstances {
  readonly environment: string | null;
  /** On which task the agent works. */
  readonly task: string | null;
  /** On whose behalf, outermost first. */
  readonly chain: readonly string[];
}

/** Whether an agent may do something, and why. */
export interface CanAnswer {
  readonly agent: string;
  readonly effect: Decision["effect"];
  readonly reasons: readonly string[];
  readonly acts: readonly CanAct[];
  /** What would have to be so that it may. */
  readonly needed: readonly string[];
}

/** One effect of what was asked. */
export interface CanAct {
  readonly verb: string;
  readonly kind: string;
  /** The native type; empty where none was named. */
  readonly type: string;
  readonly id: string;
  readonly traits: readonly string[];
  readonly grants: readonly GrantStanding[];
  /** What the policies that stand against it say. */
  readonly against: readonly { readonly policy: string; readonly outcome: string; readonly message: string }[];
}

/** Decides on an act as a point would at which agents act, with nothing known of the agent's history and nothing reserved of its budgets. */
export function can(bundle: Bundle, name: string, act: AskedAct, circumstances: Circumstances): CanAnswer {
  if (bundle.policies.length === 0)
    throw new UsageError("Nothing is decided without any policy", "add a Policy document, or leave out `--no-library`");
  const program = compileProgram(bundle);
  const principal = principalOf(bundle, name, circumstances);
  const { environment } = circumstances;
  const attributes = extentOf(act.effects);
  const context = { point: "gateway", environment, attributes, unresolved: act.unresolved } as const;
  const proposal: Proposal = { principal, effects: act.effects, context };
  const now = new Timestamp(Math.floor(Date.now() / 1000), 0);
  const decision = decide(program, proposal, now);
  const acts = act.effects.map((effect, at) => explainAct({ program, proposal, decision, now }, effect, at));
  const reasons = decision.reasons.map(({ message }) => message);
  return { agent: principal.id, effect: decision.effect, reasons, acts, needed: neededFor(bundle, decision, proposal) };
}

/** The agent of a name, with the first identity that its document binds. */
function principalOf(bundle: Bundle, name: string, { task, chain }: Circumstances): Principal {
  const agent = bundle.agents.find(({ metadata }) => metadata.name === name);
  const bound = (agent === undefined ? bundle.agents : [agent]).flatMap(boundIds);
  const found = agent === undefined ? bound.find(({ id }) => id === name) : bound[0];
  if (found === undefined) {
    const names = bundle.agents.map(({ metadata }) => metadata.name);
    throw new UsageError(
      `There is no agent \`${name}\``,
      nameHint(name, names, "name a registered agent (`writ agents`)"),
    );
  }
  const [method = ""] = found.methods;
  const attributes = task === null ? { method } : { method, task };
  return { id: found.id, kind: "agent", groups: [], attributes, chain };
}

interface Judgement {
  readonly program: Program;
  readonly proposal: Proposal;
  readonly decision: Decision;
  readonly now: Timestamp;
}

function explainAct({ program, proposal, decision, now }: Judgement, effect: Effect, at: number): CanAct {
  const { verb, resource, traits } = effect;
  const against = decision.concerns.filter((verdict) => verdict.effect === at && standsAgainst(verdict));
  return {
    verb,
    kind: resource.kind,
    type: resource.type,
    id: resource.id,
    traits,
    grants: explainGrants(program, proposal, at, now),
    against: against.map((verdict) => ({
      policy: `${verdict.policy}/${verdict.validation}`,
      outcome: verdict.outcome,
      message: explainVerdict(program, proposal, verdict, now).message,
    })),
  };
}

function standsAgainst({ mode, outcome }: Verdict): boolean {
  return mode === "enforce" && outcome !== "waived";
}

function neededFor(bundle: Bundle, decision: Decision, { effects }: Proposal): readonly string[] {
  const remedies = new Map(
    bundle.policies.map(({ document: { metadata, spec } }) => [metadata.name, spec.remediation]),
  );
  const fromReasons = decision.reasons.flatMap(({ code, effect }) => {
    const about = effect === null ? undefined : effects[effect];
    return NEEDED[code]?.(about) ?? [];
  });
  const fromPolicies = decision.concerns
    .filter(standsAgainst)
    .flatMap(({ policy }) => remedies.get(policy) ?? [`That \`${policy}\` passes`]);
  return [...new Set([...fromReasons, ...fromPolicies])];
}

/** How a grant names a resource. */
function grantedAs({ kind, type }: Resource): string {
  return kind === UNCLASSIFIED ? `types: [${type}]` : `kinds: [${kind}]`;
}

const NEEDED: Readonly<Partial<Record<string, (about: Effect | undefined) => string>>> = {
  "no-grant": (about) =>
    `A grant with \`verbs: [${about?.verb ?? ""}]\` and \`${about === undefined ? "kinds: []" : grantedAs(about.resource)}\` that somebody approves`,
  "approval-required": () => "An approval of exactly this by somebody else",
  "agent-environment": () => "That what it is about is known to be in an environment of the agent",
  "chain-unresolved": () => "A chain whose agents may delegate so far (`delegationDepth`)",
  "unregistered-agent": () => "An Agent document for everybody in the chain who is an agent",
  unresolved: () => "That all it does can be told from its words, or an approval",
};
