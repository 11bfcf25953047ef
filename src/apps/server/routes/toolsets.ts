import { mayCall } from "#core/access";
import type { Store, ToolsetState } from "#core/store";
import { pinnedDigests, toolsetChanges, toolStanding } from "#core/toolsets";
import {
  approveToolsMessage,
  approveToolsRequest,
  quarantineMessage,
  quarantineRequest,
  toolsetsMessage,
  type ApproveToolsMessage,
  type ApproveToolsRequest,
  type QuarantineMessage,
  type QuarantineRequest,
  type ToolsetMessage,
  type ToolsetsMessage,
} from "#core/wire";
import { Accepted, ApiProblem, exchange, source, type Handled, type Route, type RouteCall } from "#points/api";
import type { ToolsetApprovals } from "../toolsets/toolset-approvals.ts";

/** What the routes about tools work on. */
export interface ToolsetRoutePorts {
  readonly store: Pick<Store, "toolsets">;
  readonly approvals: ToolsetApprovals;
}

/** What servers offer is told here, approved and taken back. */
export function toolsetRoutes(ports: ToolsetRoutePorts): readonly Route[] {
  return [listRoute(ports), approveRoute(ports), quarantineRoute(ports)];
}

function listRoute({ store }: ToolsetRoutePorts): Route {
  const told = {
    method: "GET",
    path: "/v1/toolsets",
    permission: "read",
    summary: "How do the tools of servers stand?",
  } as const;
  return source<ToolsetsMessage>(told, toolsetsMessage, async () => ({
    toolsets: (await store.toolsets.list()).map(toolsetMessageOf),
  }));
}

/** Whoever may read may ask: a second person answers. */
function approveRoute({ approvals }: ToolsetRoutePorts): Route {
  const told = {
    method: "POST",
    path: "/v1/toolsets/{server}/approve",
    permission: "read",
    summary: "Let agents use the tools of a server as it offers them now, once a second person approved it",
  } as const;
  return exchange<ApproveToolsRequest, ApproveToolsMessage>(told, {
    request: approveToolsRequest,
    response: approveToolsMessage,
    handle: (request, call) => approve(approvals, request, call),
  });
}

async function approve(
  approvals: ToolsetApprovals,
  { digest, reason }: ApproveToolsRequest,
  { caller, parameters: { server = "" } }: RouteCall,
): Promise<Handled<ApproveToolsMessage>> {
  if (caller.principal.kind === "agent") return new ApiProblem("forbidden", "No agent approves tools, nor asks for it");
  const answer = await approvals.approve({ server, digest, reason, caller });
  if (answer.kind === "unknown") return new ApiProblem("not-found", "Nothing was seen of this server yet");
  if (answer.kind === "refused") return new ApiProblem("conflict", answer.message);
  return answer.kind === "waiting"
    ? new Accepted<ApproveToolsMessage>({ state: "waiting", approval: answer.approval })
    : { state: "approved", approval: answer.approval };
}

function quarantineRoute({ approvals }: ToolsetRoutePorts): Route {
  const told = {
    method: "POST",
    path: "/v1/toolsets/{server}/quarantine",
    permission: "read",
    summary: "Take back what was approved of a server: none of its tools is called then",
  } as const;
  return exchange<QuarantineRequest, QuarantineMessage>(told, {
    request: quarantineRequest,
    response: quarantineMessage,
    handle: (_, call) => quarantine(approvals, call),
  });
}

async function quarantine(
  approvals: ToolsetApprovals,
  { caller, parameters: { server = "" } }: RouteCall,
): Promise<Handled<QuarantineMessage>> {
  const mayTakeBack = caller.principal.kind !== "agent" && mayCall(caller, "approve");
  if (!mayTakeBack) return new ApiProblem("forbidden", "Only an approver takes back what was approved of tools");
  const answer = await approvals.quarantine(server, caller);
  return answer === "unknown" ? new ApiProblem("not-found", "Nothing was seen of this server yet") : { state: answer };
}

function toolsetMessageOf({ server, seen, pin }: ToolsetState): ToolsetMessage {
  const pinned = pinnedDigests(pin);
  return {
    server,
    state: stateOf(pin?.toolset.digest ?? null, seen.digest),
    digest: seen.digest,
    seenAt: seen.seenAt,
    pinned: pin === null ? null : { digest: pin.toolset.digest, by: pin.by, at: pin.at, approval: pin.approval },
    tools: seen.tools.map(({ name, digest }) => ({ name, digest, state: toolStanding({ name, digest }, pinned) })),
    changes: toolsetChanges(pin?.toolset.tools ?? [], seen),
  };
}

function stateOf(pinned: string | null, digest: string): ToolsetMessage["state"] {
  if (pinned === null) return "first-seen";
  return pinned === digest ? "approved" : "changed";
}
