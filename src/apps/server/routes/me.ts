import { taskOf } from "#core/agents";
import { me, type MeMessage } from "#core/wire";
import { source, type Route } from "#points/api";

/** Tells callers who they are here. */
export const meRoute: Route = source<MeMessage>(
  { method: "GET", path: "/v1/me", permission: "any", summary: "Who am I, and what may I do?" },
  me,
  ({ caller }) => {
    const { id, name, roles, method, expiresAtMs, principal } = caller;
    const { id: acting, kind, groups, chain } = principal;
    const task = taskOf(principal);
    const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs).toISOString();
    return { id, name, roles, method, expiresAt, principal: { id: acting, kind, groups, chain, task } };
  },
);
