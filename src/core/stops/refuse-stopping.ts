import { mayCall, type Caller, type Permission } from "#core/access";

/** Who may stop, and ask that something goes on, has one of these. */
export const STOP_PERMISSIONS: readonly Permission[] = ["approve", "administer"];

/** Why a caller may neither stop anything nor ask that it goes on; null where nothing stands against it. An agent may not, on whosever behalf. */
export function refuseStopping(caller: Caller): string | null {
  if (caller.principal.kind === "agent") return "An agent stops nothing and resumes nothing, on whosever behalf";
  if (STOP_PERMISSIONS.some((permission) => mayCall(caller, permission))) return null;
  return "Only an approver or an administrator stops and resumes";
}
