import { hash } from "node:crypto";
import { subAgentName, taskOf } from "#core/agents";
import type { Decision } from "#core/decide";
import type { JsonMap } from "#core/evidence";
import type { ValueObject } from "#core/language";
import { canonicalJson, canonicalProposal, type Effect, type Principal } from "#core/model";
import type { Caller } from "#core/access";
import type { DecisionAbout, Judged } from "#points/api";

/** What stands for a name in a record. */
export type AliasOf = (name: string) => string;

/** What records, and whether a decision waits for it. */
export interface RecordedBy {
  readonly version: string;
  readonly evidence: "required" | "best-effort";
}

/** Of more verdicts or acts a record holds these, and a digest of all. A record has at most 65,535 bytes. */
const MOST_LISTED = 100;
const LONGEST_NAME = 128;

/** The names in a decision that a record holds aliases of: the principal's, those on whose behalf it acts, or else the caller's. */
export function namesIn({ proposal }: Judged, caller: Caller): readonly string[] {
  return namesOf(proposal === null ? caller.principal : proposal.principal);
}

/** The names of a principal and of those on whose behalf it acts. */
export function namesOf({ kind, id, chain }: Principal): readonly string[] {
  return [`${kind}:${id}`, ...chain.slice(0, MOST_CHAIN)];
}

const MOST_CHAIN = 16;

/** What a record says of a decision: who, did what to which kinds, by which bundle, and what came of it. Nothing of it names a person or a resource. */
export function decisionBody(judged: Judged, caller: Caller, by: RecordedBy, aliasOf: AliasOf): JsonMap {
  const { decision, proposal, asked, effect, bundleDigest, isRehearsal = false } = judged;
  const concerns = decision?.concerns ?? [];
  const obligations = [...new Set(decision?.obligations.map(({ code }) => code))].filter(isName).slice(0, MOST_LISTED);
  return {
    point: { ...by, name: proposal?.context.point ?? "api", enforcing: !isRehearsal },
    actor: proposal === null ? callerActor(caller, aliasOf) : actorOf(proposal.principal, aliasOf),
    acts: proposal === null ? [] : actsOf(proposal.effects),
    proposal: proposal === null ? digestOf(asked) : `sha256:${hash("sha256", canonicalProposal(proposal))}`,
    bundle: `sha256:${bundleDigest}`,
    effect,
    verdicts: concerns.filter(isNamed).slice(0, MOST_LISTED).map(toVerdict),
    counts: countsOf(decision),
    ...(concerns.length > MOST_LISTED ? { allVerdicts: digestOf(concerns) } : {}),
    ...(obligations.length === 0 ? {} : { obligations }),
  };
}

/** What a record says of a decision beside what was judged, in place of what it says of all. */
export function bodyAbout(about: DecisionAbout | undefined, by: RecordedBy): JsonMap {
  if (about === undefined) return {};
  const point = { ...by, name: about.point, enforcing: true };
  return { point, ...(about.approval === null ? {} : { approval: about.approval }) };
}

/** Who called, as an actor of what is done to the control plane itself. */
export function callerActor({ principal, method }: Caller, aliasOf: AliasOf): JsonMap {
  return { ...actorOf(principal, aliasOf), authentication: method };
}

function actorOf(principal: Principal, aliasOf: AliasOf): JsonMap {
  const { kind, id, chain } = principal;
  const onBehalfOf = chain.slice(0, MOST_CHAIN).map(aliasOf);
  return {
    kind,
    alias: aliasOf(`${kind}:${id}`),
    ...(onBehalfOf.length === 0 ? {} : { onBehalfOf }),
    ...(kind === "agent" && isName(id) ? { agent: { id, ...instanceOf(principal), ...taskIn(principal) } } : {}),
  };
}

/** The part of a run that acts. Its client says what it likes, so that a name which could be an address or a sentence stands as its digest. */
function instanceOf(principal: Principal): JsonMap {
  const name = subAgentName(principal);
  if (name === null) return {};
  const isPlain = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:\/[A-Za-z0-9_-]{1,64})?$/.test(name);
  return { instance: isPlain ? name : `sha256:${hash("sha256", name)}` };
}

/** The task that was proven; what could be an address or a sentence stands as its digest here, too. */
function taskIn(principal: Principal): JsonMap {
  const task = taskOf(principal);
  if (task === null) return {};
  return { task: /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/.test(task) ? task : `sha256:${hash("sha256", task)}` };
}

function actsOf(effects: readonly Effect[]): readonly JsonMap[] {
  const counts = new Map<string, { readonly verb: string; readonly kind: string; count: number }>();
  for (const { verb, resource } of effects) {
    const key = `${verb} ${resource.kind}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { verb, kind: resource.kind, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].filter(({ kind }) => isName(kind)).slice(0, MOST_LISTED);
}

function toVerdict({ policy, validation, outcome, severity, mode, waiver }: Decision["verdicts"][number]): JsonMap {
  return { policy, validation, outcome, severity, mode, ...(waiver === null ? {} : { waiver }) };
}

function countsOf(decision: Decision | null): JsonMap {
  if (decision === null) return {};
  const counts: Record<string, number> = {};
  for (const { outcome } of decision.concerns) counts[outcome] = (counts[outcome] ?? 0) + 1;
  const pass = decision.passes.values().reduce((sum, count) => sum + count, 0);
  return { ...counts, pass, "not-applicable": decision.notApplicable };
}

function isNamed({ policy, validation }: Decision["verdicts"][number]): boolean {
  return isName(policy) && isName(validation);
}

/** A name as records take it; what is longer is left out, and stands in the digest of all. */
function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && /^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$/.test(text);
}

/** SHA-256 over the canonical form. */
function digestOf(asked: object): string {
  // oxlint-disable-next-line no-unsafe-type-assertion -- messages and verdicts are plain objects of values, which their interfaces cannot say
  return `sha256:${hash("sha256", canonicalJson(asked as ValueObject))}`;
}
