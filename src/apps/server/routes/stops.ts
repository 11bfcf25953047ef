import { refuseStopping } from "#core/stops";
import type { Store } from "#core/store";
import {
  MOST_STOPS,
  resumeMessage,
  resumeRequest,
  stoppedMessage,
  stopRequest,
  stopsMessage,
  type ResumeMessage,
  type ResumeRequest,
  type StoppedMessage,
  type StopRequest,
  type StopsMessage,
} from "#core/wire";
import { Accepted, ApiProblem, exchange, source, type Handled, type Route, type RouteCall } from "#points/api";
import type { Resumptions } from "../stops/resumptions.ts";
import type { ServerStops } from "../stops/server-stops.ts";

/** What the routes about stops work on. */
export interface StopRoutePorts {
  readonly store: Pick<Store, "stops">;
  readonly stops: Pick<ServerStops, "trip">;
  readonly resumptions: Resumptions;
}

/** Agents are stopped here, and what was stopped is listed and resumed. */
export function stopRoutes(ports: StopRoutePorts): readonly Route[] {
  return [listRoute(ports), stopRoute(ports), resumeRoute(ports)];
}

function listRoute({ store }: StopRoutePorts): Route {
  const told = { method: "GET", path: "/v1/stops", permission: "read", summary: "What was stopped?" } as const;
  return source<StopsMessage>(told, stopsMessage, async () => ({ stops: await store.stops.list(MOST_STOPS) }));
}

/** Whoever may read may ask; who may stop is told by `refuseStopping`. */
function stopRoute(ports: StopRoutePorts): Route {
  const told = {
    method: "POST",
    path: "/v1/stops",
    permission: "read",
    summary: "Stop an agent, a session, a tool, a server, a tenant or everything",
    status: 201,
  } as const;
  return exchange<StopRequest, StoppedMessage>(told, {
    request: stopRequest,
    response: stoppedMessage,
    handle: (request, call) => stop(ports, request, call),
  });
}

async function stop(
  { stops }: StopRoutePorts,
  request: StopRequest,
  { caller }: RouteCall,
): Promise<Handled<StoppedMessage>> {
  const refusal = refuseStopping(caller);
  if (refusal !== null) return new ApiProblem("forbidden", refusal);
  const isNamed = request.name !== "";
  if (isNamed === (request.kind === "everything"))
    return new ApiProblem("invalid-request", isNamed ? "`everything` has no name" : "`name` is needed");
  const tripped = await stops.trip(request, caller);
  if (tripped.kind === "too-many")
    return new ApiProblem("conflict", "So many stops hold that no more are taken: stop everything, or resume some");
  return { stop: tripped.stop, recorded: tripped.isRecorded };
}

function resumeRoute({ resumptions }: StopRoutePorts): Route {
  const told = {
    method: "POST",
    path: "/v1/stops/{id}/resume",
    permission: "read",
    summary: "Let go on what was stopped, once a second person approved it",
  } as const;
  return exchange<ResumeRequest, ResumeMessage>(told, {
    request: resumeRequest,
    response: resumeMessage,
    handle: ({ reason }, call) => resume(resumptions, reason, call),
  });
}

async function resume(
  resumptions: Resumptions,
  reason: string,
  { caller, parameters: { id = "" } }: RouteCall,
): Promise<Handled<ResumeMessage>> {
  const refusal = refuseStopping(caller);
  if (refusal !== null) return new ApiProblem("forbidden", refusal);
  const answer = await resumptions.resume(id, reason, caller);
  if (answer.kind === "unknown") return new ApiProblem("not-found", "There is no such stop");
  if (answer.kind === "refused") return new ApiProblem("conflict", answer.message);
  return answer.kind === "waiting"
    ? new Accepted<ResumeMessage>({ state: "waiting", approval: answer.approval })
    : { state: "resumed", approval: answer.resumption.approval };
}
