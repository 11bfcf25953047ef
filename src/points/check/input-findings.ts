import type { Effect, Location, Rule } from "#core/model";
import { nowOf, type DecidedReading } from "./decide-readings.ts";
import { findingOf, type FindingContext } from "./findings.ts";
import type { ProposedReading } from "./propose.ts";
import type { PlacedFinding } from "./requests.ts";
import type { CheckRequest } from "./run.ts";

/** The findings of one input, each with the effect that it is of. */
export function findingsOf(
  { proposed, decision }: DecidedReading,
  request: CheckRequest,
  rules: ReadonlyMap<string, Rule>,
): readonly EffectFinding[] {
  const context = contextOf(request, proposed, rules);
  return decision.concerns.flatMap((verdict) => {
    const effect = proposed.proposal.effects[verdict.effect];
    return effect === undefined
      ? []
      : [{ finding: findingOf(verdict, context), effect, place: placeOf(effect, proposed) }];
  });
}

/** A finding with the effect that it is of. */
export interface EffectFinding extends PlacedFinding {
  readonly effect: Effect;
}

/** Looks for the place of the resource of an effect as a whole, once. A stage of a Dockerfile is placed at its FROM, and has no end. */
function placeOf({ source }: Effect, { reading }: ProposedReading): () => Location {
  let known: Location | undefined;
  return () => {
    if (known !== undefined) return known;
    const { end, ...open } = reading.locate({ ...source, path: [] });
    known = end === undefined || reading.format === "dockerfile" ? open : { ...open, end };
    return known;
  };
}

/** The files in which comments may stand beside what an input was made of. A configuration is read from several. */
export function filesOf({ reading, proposal }: ProposedReading): readonly string[] {
  if (reading.format !== "terraform-hcl") return [reading.file];
  return proposal.effects.map(({ source }) => reading.locate({ ...source, path: [] }).file);
}

/** What turns the verdicts of one input into findings. */
function contextOf(request: CheckRequest, proposed: ProposedReading, rules: ReadonlyMap<string, Rule>): FindingContext {
  const { program, bundle, options } = request;
  const waivers = new Map(bundle.waivers.map((waiver) => [waiver.metadata.name, waiver]));
  const lenient = new Set(
    bundle.policies.flatMap(({ document }) => (document.spec.failurePolicy === "Ignore" ? document.metadata.name : [])),
  );
  return { program, proposed, rules, lenient, waivers, options, now: nowOf(request) };
}
