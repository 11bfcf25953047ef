import { ROLES, type Caller, type Role } from "#core/access";
import { list, oneOf, optional, orNull, record, required, TASK, text, whole, type Shape } from "#core/wire";
import { ApiProblem } from "#points/api";

const KINDS = ["person", "agent"] as const;
const DAYS = 30;
const MOST_DAYS = 90;

/** What somebody wants of a token of their own. */
export interface OwnTokenRequest {
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  /** Null for all that such a token may have. */
  readonly roles: readonly Role[] | null;
  /** On which task whoever has it works; null for on none in particular. */
  readonly task: string | null;
  readonly days: number;
}

export const ownTokenRequest: Shape<OwnTokenRequest> = record<OwnTokenRequest>("a token of one's own", {
  name: required(text("a name", 200), "what it is for"),
  kind: optional<OwnTokenRequest["kind"], OwnTokenRequest["kind"]>(
    oneOf(KINDS),
    "person",
    "for oneself, or for an agent that acts on one's behalf",
  ),
  roles: optional(orNull(list(oneOf(ROLES), "roles", ROLES.length)), null, "some of one's own; all unless said"),
  task: optional(orNull(TASK), null, "on which task whoever has it works"),
  days: optional<number, number>(whole(1, MOST_DAYS), DAYS, "how long it holds"),
});

interface OwnToken extends Pick<OwnTokenRequest, "name" | "kind" | "task"> {
  readonly roles: readonly Role[];
  readonly expiresAt: string;
}

/** What only somebody may do who acts for themselves. */
const NO_AGENT: ReadonlySet<Role> = new Set(["approver", "administrator"]);

/** A token as it is made, with an owner's own roles at most; or why the caller may not have it. */
export function ownToken(
  { name, kind, roles, task, days }: OwnTokenRequest,
  caller: Pick<Caller, "method" | "roles">,
  now: Date,
): OwnToken | ApiProblem {
  if (caller.method !== "oidc") {
    return new ApiProblem("forbidden", "Only somebody who has logged in at /login makes tokens of their own");
  }
  const own = caller.roles.filter((role) => kind === "person" || !NO_AGENT.has(role));
  const beyond = roles?.find((role) => !own.includes(role));
  if (beyond !== undefined) return new ApiProblem("forbidden", `A token of yours cannot have the role \`${beyond}\``);
  const expiresAt = new Date(now.getTime() + days * 86_400_000).toISOString();
  return { name, kind, task, roles: roles ?? own, expiresAt };
}
