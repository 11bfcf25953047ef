import { decide, explainReads, type Program, type Verdict, type WitnessRead } from "#core/decide";
import { Optional, Unknown, type Timestamp, type Value } from "#core/language";
import { isList, isObject, type Effect, type Proposal } from "#core/model";

/**
 * Whether a verdict passed only because what it asks about was not there: it read properties, and all of them were absent or empty.
 *
 * An empty list that is asked to be empty is there all the same: one element more, whatever it is, would make the validation fail.
 * `proposal` and `now` must be those of the decision that gave the verdict.
 */
export function isVacuousPass(program: Program, proposal: Proposal, verdict: Verdict, now: Timestamp): boolean {
  if (verdict.outcome !== "pass") return false;
  const reads = explainReads(program, proposal, verdict, now).filter(isOfResource);
  const isEmptyOnPurpose = ({ segments }: WitnessRead): boolean =>
    failsWith(program, withOneMore(proposal, verdict, segments), verdict, now);
  return (
    reads.length > 0 && reads.every((read) => isNothing(read.value) && !(isEmpty(read.value) && isEmptyOnPurpose(read)))
  );
}

function isOfResource({ segments: [root, part] }: WitnessRead): boolean {
  return root === "resource" && (part === "properties" || part === "native");
}

function isNothing(value: Value): boolean {
  if (value instanceof Optional) return value.value === undefined || isNothing(value.value);
  return value === null || isEmpty(value);
}

function isEmpty(value: Value): boolean {
  if (value instanceof Optional) return value.value !== undefined && isEmpty(value.value);
  return isList(value) && value.length === 0;
}

function failsWith(
  program: Program,
  proposal: Proposal,
  { policy, validation, effect }: Verdict,
  now: Timestamp,
): boolean {
  return decide(program, proposal, now).verdicts.some(
    (verdict) =>
      verdict.policy === policy &&
      verdict.validation === validation &&
      verdict.effect === effect &&
      verdict.outcome === "fail",
  );
}

const ANYTHING: Value = [new Unknown([{ reason: "not-observed", path: "one element more" }])];

/** The proposal with an element that nobody knows in the list at a path of the judged resource. */
function withOneMore(proposal: Proposal, { effect: judged }: Verdict, segments: WitnessRead["segments"]): Proposal {
  const [, part, ...path] = segments;
  const change = (effect: Effect): Effect => {
    const { resource } = effect;
    const place = part === "native" ? "native" : "properties";
    const changed = replaced(resource[place], path);
    return isObject(changed) ? { ...effect, resource: { ...resource, [place]: changed } } : effect;
  };
  return { ...proposal, effects: proposal.effects.map((effect, at) => (at === judged ? change(effect) : effect)) };
}

function replaced(value: Value, [segment, ...rest]: WitnessRead["segments"]): Value {
  if (segment === undefined) return ANYTHING;
  if (isList(value)) return value.map((element, at) => (at === segment ? replaced(element, rest) : element));
  return isObject(value) ? { ...value, [segment]: replaced(value[segment] ?? null, rest) } : value;
}
