import type { RecordingRange } from "#core/store";
import { replayAnswer, replayRequest, type RangeMessage, type ReplayAnswer, type ReplayRequest } from "#core/wire";
import { ApiProblem, exchange, type Handled, type Route, type RouteCall } from "#points/api";
import { candidateIn, LARGEST_CANDIDATE, type ReplayPorts } from "../replay/ports.ts";
import { answeringBy, replayStretch } from "../replay/replay-stretch.ts";
import { instantIn } from "./instant.ts";

/** How long one answer may take to come; the rest is asked for with what it says. */
const BUDGET_MS = 2000;

/** Recorded questions are asked again of a candidate here. */
export function replayRoute(ports: ReplayPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/replay",
    permission: "author",
    summary: "What would a candidate have decided?",
    maxBodyBytes: LARGEST_CANDIDATE,
  } as const;
  let isBusy = false;
  return exchange<ReplayRequest, ReplayAnswer>(told, {
    request: replayRequest,
    response: replayAnswer,
    handle: async (request, call) => {
      // One at a time: whoever is told so may ask again in a moment.
      if (isBusy) return new ApiProblem("too-many-requests", "Another replay is under way: ask again");
      isBusy = true;
      try {
        return await answer(ports, request, call);
      } finally {
        isBusy = false;
      }
    },
  });
}

async function answer(
  ports: ReplayPorts,
  request: ReplayRequest,
  { caller }: RouteCall,
): Promise<Handled<ReplayAnswer>> {
  const range = rangeIn(request, ports.now());
  if (range === null) return badRange();
  const candidate = await candidateIn(ports, request, caller);
  if (candidate instanceof ApiProblem) return candidate;
  await ports.flush?.();
  const { recordings } = ports.store;
  const stretch = { ...range, after: request.after, shadow: null, budgetMs: BUDGET_MS };
  const replayed = await replayStretch(recordings, stretch, answeringBy(candidate.program));
  return { bundle: candidate.digest, ...range, ...replayed, coverage: await recordings.coverage(range) };
}

/** The range that a message means; null where its times are none. */
export function rangeIn({ since, until }: RangeMessage, now: Date): RecordingRange | null {
  const [from, to] = [instantOf(since), until === null ? now.toISOString() : instantOf(until)];
  return from === null || to === null ? null : { since: from, until: to };
}

/** Why a range is none. */
export function badRange(): ApiProblem {
  return new ApiProblem("invalid-request", "`since` and `until` must be times, as in `2030-06-30T00:00:00Z`");
}

function instantOf(text: string): string | null {
  const ms = instantIn(text);
  return ms === null ? null : new Date(ms).toISOString();
}
