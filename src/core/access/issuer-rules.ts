import {
  claimAt,
  parseSpiffeId,
  principalOf,
  textsOf,
  type IdentityRefusal,
  type PrincipalRules,
  type ProvenIdentity,
} from "#core/identity";
import type { Principal, PrincipalKind } from "#core/model";
import type { Caller } from "./caller.ts";
import type { Role } from "./roles.ts";

/** Who of an issuer's callers has a role: whoever is in one of the groups (null for everybody), and has one of the texts in every claim named. */
export interface RoleRule {
  readonly role: Role;
  readonly groups: readonly string[] | null;
  readonly claims: Readonly<Record<string, readonly string[]>>;
  /** Whether whoever acts on behalf of such a caller has the role too. */
  readonly actors: boolean;
}

/** What the operator says of the callers of an issuer of tokens. */
export interface TokenRules {
  readonly kind: "tokens";
  readonly principal: PrincipalRules;
  readonly roles: readonly RoleRule[];
}

/** What the operator says of workloads whose path is this one, or lies below it. */
export interface WorkloadRule {
  readonly path: string;
  readonly kind: PrincipalKind;
  readonly roles: readonly Role[];
}

/** What the operator says of the workloads of a trust domain; the first that fits holds, and whoever none fits is nobody. */
export interface WorkloadRules {
  readonly kind: "workloads";
  readonly workloads: readonly WorkloadRule[];
}

export type IssuerRules = TokenRules | WorkloadRules;

export type CallerResult =
  | { readonly kind: "caller"; readonly caller: Caller }
  | { readonly kind: "refused"; readonly refusal: IdentityRefusal };

/** Whom a proven identity is as a caller, by the rules of its issuer. Total and pure; whatever cannot be told refuses, and no rule gives a role by accident. */
export function callerOfIdentity(identity: ProvenIdentity, rules: IssuerRules): CallerResult {
  return rules.kind === "tokens" ? callerOfToken(identity, rules) : callerOfWorkload(identity, rules);
}

function callerOfToken(identity: ProvenIdentity, { principal: rules, roles }: TokenRules): CallerResult {
  const result = principalOf(identity, rules);
  if (result.kind === "refused") return result;
  return named(identity, result.principal, rolesOf(identity, result.principal, roles));
}

function rolesOf(
  { claims }: ProvenIdentity,
  { groups, chain }: Principal,
  rules: readonly RoleRule[],
): readonly Role[] {
  const holds = (rule: RoleRule): boolean =>
    (chain.length === 0 || rule.actors) &&
    (rule.groups === null || rule.groups.some((group) => groups.includes(group))) &&
    Object.entries(rule.claims).every(([path, allowed]) =>
      textsOf(claimAt(claims, path))?.some((text) => allowed.includes(text)),
    );
  return [...new Set(rules.filter(holds).map(({ role }) => role))];
}

function callerOfWorkload(identity: ProvenIdentity, { workloads }: WorkloadRules): CallerResult {
  // The SPIFFE standards know no actors, so that nobody could tell whose names those are.
  if (claimAt(identity.claims, "act") !== undefined)
    return refused("identity-chain", "The SPIFFE document names actors, which no trust domain may vouch for");
  const path = parseSpiffeId(identity.subject)?.path;
  const rule = workloads.find((one) => path !== undefined && isWithin(path, one.path));
  if (rule === undefined)
    return refused("identity-condition", "No `workloads` of the trust domain have the path of this one");
  const { subject, issuer, method } = identity;
  const attributes = { issuer, method };
  return named(identity, { id: subject, kind: rule.kind, groups: [], attributes, chain: [] }, rule.roles);
}

function isWithin(path: string, above: string): boolean {
  return above === "/" || path === above || path.startsWith(`${above}/`);
}

function named({ method, expiresAtMs }: ProvenIdentity, principal: Principal, roles: readonly Role[]): CallerResult {
  const id = principal.chain[0] ?? principal.id;
  return { kind: "caller", caller: { id, name: principal.id, roles, principal, method, expiresAtMs } };
}

function refused(code: IdentityRefusal["code"], message: string): CallerResult {
  return { kind: "refused", refusal: { code, message } };
}
