import { shadowAnswer, shadowRequest, type CandidateMessage, type ShadowAnswer } from "#core/wire";
import { ApiProblem, exchange, source, type Handled, type Route, type RouteCall } from "#points/api";
import { candidateIn, LARGEST_CANDIDATE, type ReplayPorts } from "../replay/ports.ts";
import { answeringAsShadow, replayStretch } from "../replay/replay-stretch.ts";
import type { ShadowRun } from "../replay/shadow.ts";

const PATH = "/v1/shadow";
/** How long it may be gone through what a candidate answered. */
const BUDGET_MS = 2000;

/** A candidate is started, stopped and watched here that runs beside what decides. */
export function shadowRoutes(ports: ReplayPorts): readonly Route[] {
  return [statusRoute(ports), startRoute(ports), stopRoute(ports)];
}

function statusRoute(ports: ReplayPorts): Route {
  const told = {
    method: "GET",
    path: PATH,
    permission: "author",
    summary: "What runs in shadow, and how do its answers differ?",
  } as const;
  return source<ShadowAnswer>(told, shadowAnswer, async () => answerFor(ports, await ports.shadow.read()));
}

function startRoute(ports: ReplayPorts): Route {
  const told = {
    method: "POST",
    path: PATH,
    permission: "author",
    summary: "Let a candidate run in shadow, in place of any other",
    maxBodyBytes: LARGEST_CANDIDATE,
  } as const;
  return exchange<CandidateMessage, ShadowAnswer>(told, {
    request: shadowRequest,
    response: shadowAnswer,
    handle: async (request, { caller }) => {
      if (ports.flush === null)
        return new ApiProblem("conflict", "Nothing is recorded here, and so nothing is compared");
      const candidate = await candidateIn(ports, request, caller);
      if (candidate instanceof ApiProblem) return candidate;
      const run = { bundle: candidate.digest, by: caller.id, at: ports.now().toISOString() };
      await ports.recorder?.act(caller, "shadow-started", run.bundle);
      return change(ports, run);
    },
  });
}

function stopRoute(ports: ReplayPorts): Route {
  const told = { method: "DELETE", path: PATH, permission: "author", summary: "Let nothing run in shadow" } as const;
  return source<ShadowAnswer>(told, shadowAnswer, async ({ caller }: RouteCall) => {
    const run = await ports.shadow.read();
    if (run === null) return answerFor(ports, null);
    await ports.recorder?.act(caller, "shadow-stopped", run.bundle);
    return change(ports, null);
  });
}

async function change(ports: ReplayPorts, run: ShadowRun | null): Promise<Handled<ShadowAnswer>> {
  const { kind } = await ports.shadow.change(run);
  return kind === "conflict"
    ? new ApiProblem("conflict", "Somebody else changed it: ask again")
    : answerFor(ports, run);
}

async function answerFor({ store, flush, now }: ReplayPorts, running: ShadowRun | null): Promise<ShadowAnswer> {
  if (running === null) return { running, report: null, isComplete: true };
  await flush?.();
  const stretch = {
    since: running.at,
    until: new Date(now().getTime() + 1).toISOString(),
    after: "",
    shadow: running.bundle,
    budgetMs: BUDGET_MS,
  };
  const { report, next } = await replayStretch(store.recordings, stretch, answeringAsShadow);
  return { running, report, isComplete: next === null };
}
