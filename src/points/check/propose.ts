import { extentOf, placeEffect, type Program } from "#core/decide";
import { resolveReadings, type Kinds, type ResolvedReadings } from "#core/kinds";
import type { Effect, Proposal, SourceReading } from "#core/model";
import type { CheckOptions } from "./options.ts";

/** The part of the options that the question depends on. */
export type ProposeOptions = Pick<CheckOptions, "principal" | "environment" | "changedOnly">;

/** One reading with the question that it asks, and the way back from an effect to the facts beside its properties. */
export interface ProposedReading {
  readonly reading: SourceReading;
  readonly proposal: Proposal;
  readonly facts: ResolvedReadings["facts"];
}

/** Turns what sources read into one proposal for each input, linked with one another so that a resource may be completed by a later file. */
export function proposeReadings(
  program: Program,
  kinds: Kinds,
  readings: readonly SourceReading[],
  options: ProposeOptions,
): readonly ProposedReading[] {
  const resolved = resolveReadings(kinds, readings);
  return readings.map((reading, index) => {
    const effects = (resolved.effects[index] ?? []).filter((effect) => effect.changed || !options.changedOnly);
    const origins = new Map<Effect, Effect>();
    const placed = effects.map((effect) => {
      const placedEffect = placeEffect(program, effect, options.environment);
      if (placedEffect !== effect) origins.set(placedEffect, effect);
      return placedEffect;
    });
    return {
      reading,
      proposal: {
        principal: options.principal,
        effects: placed,
        context: {
          point: "check",
          environment: options.environment,
          attributes: { ...extentOf(placed) },
          unresolved: reading.unresolved,
        },
      },
      facts: (effect, path) => resolved.facts(origins.get(effect) ?? effect, path),
    };
  });
}
