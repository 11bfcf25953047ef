import type { Bundle } from "#core/bundle";
import { decide, placeEffect, type Decision, type Program } from "#core/decide";
import { resolveReadings } from "#core/kinds";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { ReviewRequest } from "#core/wire";
import { readRequest } from "./effects.ts";
import { principalOf, type ClusterCallers } from "./principal.ts";

/** By what and when a request is judged. */
export interface ReviewSetting {
  readonly bundle: Bundle;
  readonly program: Program;
  readonly callers: ClusterCallers;
  /** The environment of the cluster, where the settings recognise no other for a resource; null when nobody says. */
  readonly environment: string | null;
  readonly now: Timestamp;
}

/** A request as it was put to the policies, and their answer. */
export interface ReviewedRequest {
  readonly proposal: Proposal;
  readonly decision: Decision;
}

/** Judges what the API server asks about. Total: what cannot be read is held or denied, never let through. */
export function judgeRequest(request: ReviewRequest, setting: ReviewSetting): ReviewedRequest {
  const { bundle, program, callers, environment, now } = setting;
  const reading = readRequest(request);
  const [effects = []] = resolveReadings(bundle.kinds, [reading]).effects;
  const proposal: Proposal = {
    principal: principalOf(request.userInfo, callers),
    effects: effects.map((effect) => placeEffect(program, effect, environment)),
    context: {
      point: "admission",
      environment,
      attributes: { operation: request.operation, subResource: request.subResource, dryRun: request.dryRun },
      unresolved: reading.unresolved,
    },
  };
  return { proposal, decision: decide(program, proposal, now) };
}
