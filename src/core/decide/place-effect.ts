import type { Effect, Resource } from "#core/model";
import type { Program } from "./program/program.ts";
import { recogniseEnvironment } from "./recognise-environment.ts";

/**
 * The effect with the environment of its resources as the settings recognise it, and else `fallback`; the effect itself where that changes nothing.
 */
export function placeEffect(program: Program, effect: Effect, fallback: string | null): Effect {
  const resource = placeResource(program, effect.resource, fallback);
  const before = placeBefore(program, effect, resource, fallback);
  return resource === effect.resource && before === effect.before ? effect : { ...effect, resource, before };
}

function placeBefore(
  program: Program,
  { before, resource }: Effect,
  placed: Resource,
  fallback: string | null,
): Resource | null {
  if (before === null || before === resource) return before && placed;
  return placeResource(program, before, fallback);
}

function placeResource(program: Program, resource: Resource, fallback: string | null): Resource {
  const environment = recogniseEnvironment(program, resource) ?? fallback;
  return environment === resource.environment ? resource : { ...resource, environment };
}
