import type { Caller } from "./caller.ts";

export const ROLES = ["viewer", "operator", "approver", "policy-author", "administrator"] as const;
/** What a caller of the control plane is for. A caller may have several. */
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = ["read", "decide", "author", "approve", "administer"] as const;
/**
 * What a caller may do: `read` what the control plane has and how it does; ask it to `decide`; `author` bundles; `approve` what others ask for;
 * `administer` tokens and settings.
 */
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Who may do what. The powers that watch over each other are apart: nobody who authors approves by the same role, and an administrator, who can make
 * tokens of any role, needs a token of its own to author or to approve, so that the record names it.
 */
const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ["read"],
  operator: ["read", "decide"],
  approver: ["read", "approve"],
  "policy-author": ["read", "decide", "author"],
  administrator: ["read", "decide", "administer"],
};

/** Whether one of the caller's roles has the permission. */
export function mayCall({ roles }: Pick<Caller, "roles">, permission: Permission): boolean {
  return roles.some((role) => PERMISSIONS_OF[role].includes(permission));
}

/** Tells the name of a role. */
export function isRole(text: unknown): text is Role {
  return ROLES.some((role) => role === text);
}
