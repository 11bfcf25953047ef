import type { Bundle } from "#core/bundle";
import { extentOf, placeEffect, type Program } from "#core/decide";
import { resolveReadings } from "#core/kinds";
import type { Proposal } from "#core/model";
import type { ReviewRequest } from "#core/wire";
import { readRequest } from "./effects.ts";
import { principalOf, type ClusterCallers } from "./principal.ts";

/** What a cluster is, and by what its requests are judged. */
export interface ClusterSetting {
  readonly bundle: Bundle;
  readonly program: Program;
  readonly callers: ClusterCallers;
  /** The environment of the cluster, where the settings recognise no other for a resource; null when nobody says. */
  readonly environment: string | null;
}

/** What the API server asks about, as a proposal. Total: what cannot be read is unresolved in it, which is never let through. */
export function proposeRequest(request: ReviewRequest, setting: ClusterSetting): Proposal {
  const { bundle, program, callers, environment } = setting;
  const reading = readRequest(request);
  const [effects = []] = resolveReadings(bundle.kinds, [reading]).effects;
  const placed = effects.map((effect) => placeEffect(program, effect, environment));
  const { operation, subResource, dryRun } = request;
  return {
    principal: principalOf(request.userInfo, callers),
    effects: placed,
    context: {
      point: "admission",
      environment,
      attributes: { ...extentOf(placed), operation, subResource, dryRun },
      unresolved: reading.unresolved,
    },
  };
}
