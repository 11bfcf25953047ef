import type { WaiverDocument } from "#core/documents";
import { explainVerdict, type Program, type Verdict } from "#core/decide";
import { Unknown, type Timestamp, type Value } from "#core/language";
import {
  sha256Hex,
  type Effect,
  type Finding,
  type Location,
  type Observation,
  type PropertyFacts,
  type Rule,
  type SourceRef,
} from "#core/model";
import type { CheckOptions } from "./options.ts";
import { printNamed, printValue } from "./print-value.ts";
import type { ProposedReading } from "./propose.ts";
import { waiverFacts } from "./waivers.ts";

type Read = ReturnType<typeof explainVerdict>["reads"][number];

/** Everything that turns the verdicts of one input into findings. */
export interface FindingContext {
  readonly program: Program;
  readonly proposed: ProposedReading;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The policies whose evaluation errors count for nothing (`failurePolicy: Ignore`). */
  readonly lenient: ReadonlySet<string>;
  readonly waivers: ReadonlyMap<string, WaiverDocument>;
  readonly options: CheckOptions;
  readonly now: Timestamp;
}

/** Explains one verdict and says where in the user's own files it comes from. */
export function findingOf(verdict: Verdict, context: FindingContext): Finding {
  const { proposal, reading } = context.proposed;
  const effect = effectOf(proposal.effects, verdict);
  const rule = ruleOf(context.rules, verdict);
  const witness = explainVerdict(context.program, proposal, verdict, context.now);
  const observed = witness.reads.filter(isObservation).map((read) => observe(read, effect, context.proposed));
  const fingerprint = fingerprintOf(verdict, effect);
  return {
    fingerprint,
    outcome: findingOutcome(verdict),
    level: levelOf(verdict, context.lenient),
    severity: verdict.severity,
    policy: verdict.policy,
    validation: verdict.validation,
    title: rule.title,
    message: witness.message,
    verb: effect.verb,
    resource: identityOf(effect),
    input: reading.file,
    location: firstPlace(observed) ?? reading.locate(effect.source),
    observed,
    required: requiredText(witness.required, witness.reads),
    remediation: rule.remediation,
    satisfies: rule.satisfies,
    waiver: waiverOf(verdict, context),
    request: null,
    foreign: null,
    baseline: context.options.baseline.has(fingerprint),
  };
}

/** What an outcome amounts to under the mode of its policy. An undecided enforced validation warns; an unknown one elsewhere is a note. */
function levelOf({ outcome, mode, policy }: Verdict, lenient: ReadonlySet<string>): Finding["level"] {
  if (outcome === "waived" || mode === "audit") return "note";
  if (outcome === "error" && lenient.has(policy)) return "note";
  if (mode === "warn") return outcome === "unknown" ? "note" : "warning";
  return outcome === "unknown" ? "warning" : "violation";
}

function findingOutcome({ outcome }: Verdict): Finding["outcome"] {
  return outcome === "fail" || outcome === "unknown" || outcome === "waived" ? outcome : "error";
}

/**
 * The identity of a finding: it survives moved lines and files, and renames which the source knows of. One native resource may be of several
 * kinds, and a replaced one goes and comes: accepting what is found of one is not accepting what is found of the other.
 */
function fingerprintOf({ policy, validation }: Verdict, { verb, resource, previousId }: Effect): string {
  const { kind, type, scope, id } = resource;
  const end = verb === "delete" || verb === "release" ? "removed" : "kept";
  const identity = [policy, validation, kind, type, scope, previousId ?? id, end];
  return sha256Hex(JSON.stringify(identity)).slice(0, 32);
}

function identityOf({ resource }: Effect): Finding["resource"] {
  const { kind, type, id, name, scope, environment } = resource;
  return { kind, type, id, name, scope, environment };
}

function waiverOf(verdict: Verdict, { waivers }: FindingContext): Finding["waiver"] {
  if (verdict.waiver === null) return null;
  const waiver = waivers.get(verdict.waiver);
  if (waiver === undefined) throw new RangeError(`verdict names waiver \`${verdict.waiver}\`, which is not loaded`);
  return waiverFacts(waiver);
}

/** Parameters are what was asked for, not what was found. */
function isObservation({ segments }: Pick<Read, "segments">): boolean {
  return segments[0] !== "params";
}

/** The requirement with the plain parameters that it compares with, so that nobody has to look them up. */
function requiredText(required: string, reads: readonly Read[]): string {
  const settings = reads.flatMap(({ path, segments, value }) =>
    !isObservation({ segments }) && segments.length === 2 && !isCompound(value)
      ? [`${path} = ${printValue(value)}`]
      : [],
  );
  return settings.length === 0 ? required : `${required}, with ${settings.join(", ")}`;
}

function isCompound(value: Read["value"]): boolean {
  return typeof value === "object" && value !== null;
}

function observe(read: Read, effect: Effect, proposed: ProposedReading): Observation {
  const facts = factsOf(read, effect, proposed);
  const source = facts?.sources[0];
  return {
    path: read.path,
    value: printNamed(read.segments.at(-1), read.value),
    known: knownness(read.value) ?? facts?.known ?? "yes",
    default: facts?.default ?? false,
    location: source === undefined ? null : proposed.reading.locate(source),
  };
}

/** What the value itself says of being known; null when it is a value like any other. */
function knownness(value: Value): Observation["known"] | null {
  if (!(value instanceof Unknown)) return null;
  return value.causes.some(({ reason }) => reason !== "after-apply") ? "no" : "after-apply";
}

function factsOf(read: Read, effect: Effect, proposed: ProposedReading): PropertyFacts | null {
  const [root, part, ...path] = read.segments;
  if (root !== "resource") return null;
  if (part === "properties") return proposed.facts(effect, path);
  if (part !== "native") return null;
  const source: SourceRef = { ...effect.source, path: [...effect.source.path, ...path] };
  return { known: "yes", default: false, sources: [source] };
}

function firstPlace(observed: readonly Observation[]): Location | null {
  return observed.find(({ location }) => location?.start !== undefined)?.location ?? null;
}

function effectOf(effects: readonly Effect[], verdict: Verdict): Effect {
  const effect = effects[verdict.effect];
  if (effect === undefined)
    throw new RangeError(`verdict of \`${verdict.policy}\` names effect ${verdict.effect}, which is not there`);
  return effect;
}

function ruleOf(rules: ReadonlyMap<string, Rule>, verdict: Verdict): Rule {
  const rule = rules.get(`${verdict.policy}/${verdict.validation}`);
  if (rule === undefined)
    throw new RangeError(`verdict of \`${verdict.policy}/${verdict.validation}\`, which is not a loaded rule`);
  return rule;
}
