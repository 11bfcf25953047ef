import type { Caller } from "../caller.ts";
import type { Role } from "../roles.ts";

/** A caller with a token, with changes. */
export function testCaller(id: string, roles: readonly Role[] = [], changes: Partial<Caller> = {}): Caller {
  const principal = { id, kind: "service", groups: [], attributes: {}, chain: [] } as const;
  return { id, name: id, roles, principal, method: "api-token", expiresAtMs: null, ...changes };
}
