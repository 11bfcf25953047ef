import type { RoleRule } from "#core/access";
import type { Settings } from "../settings.ts";
import type { Issuer, JwtIssuer, LoginProvider, SpiffeDomain } from "./forms.ts";

/** What ids of callers begin with that are no issuer's. */
const RESERVED: ReadonlySet<string> = new Set(["token", "service", "spiffe", "writ"]);

/** Issuers at which anybody may have an account, so that only claims tell one's own from strangers. */
const PUBLIC: ReadonlySet<string> = new Set([
  "https://accounts.google.com",
  "https://agent.buildkite.com",
  "https://app.terraform.io",
  "https://gitlab.com",
  "https://token.actions.githubusercontent.com",
]);

/** What contradicts itself, or another, among issuers that are each of the right form. */
export function contradictionsOf(issuers: readonly Issuer[]): readonly string[] {
  return [
    ...twice(issuers, (one) => ("name" in one ? one.name : null), "The name"),
    ...twice(issuers, (one) => ("issuer" in one ? one.issuer : null), "The issuer"),
    ...twice(issuers, (one) => ("trustDomain" in one ? one.trustDomain : null), "The trust domain"),
    ...(issuers.filter(({ type }) => type === "oidc").length > 1
      ? ["People log in at one place: only one of `issuers` may be of type `oidc`"]
      : []),
    ...issuers.flatMap(problemsOf),
  ];
}

/** What issuers need of the other settings. */
export function aroundIssuers({ issuers, publicUrl, tlsCert }: Settings): readonly string[] {
  const problems: string[] = [];
  if (issuers.some(({ type }) => type === "oidc") && !isProtected(publicUrl))
    problems.push(
      "People log in at an address that nobody can listen to: set `publicUrl` to the one by which browsers reach this server, beginning with `https://` (`http://` on this machine alone)",
    );
  if (issuers.some((one) => one.type === "spiffe" && one.authoritiesFile !== null) && tlsCert === null)
    problems.push("Certificates of callers are seen only over TLS: `authoritiesFile` needs `tlsCert` and `tlsKey`");
  return problems;
}

function isProtected(publicUrl: string | null): boolean {
  return publicUrl !== null && /^(?:https:|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$)/.test(publicUrl);
}

function twice(issuers: readonly Issuer[], by: (issuer: Issuer) => string | null, what: string): readonly string[] {
  const seen = new Map<string, number>();
  for (const one of issuers) {
    const key = by(one);
    if (key !== null) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen]
    .filter(([, count]) => count > 1)
    .map(([key]) => `${what} \`${key}\` stands twice in \`issuers\`: one caller would have two ids`);
}

function problemsOf(issuer: Issuer): readonly string[] {
  if (issuer.type === "jwt") return [...ofTokens(issuer), ...ofKeys(issuer)];
  return issuer.type === "oidc" ? [...ofTokens(issuer), ...ofLogin(issuer)] : ofDomain(issuer);
}

function ofTokens({ name, issuer, principal, roles, algorithms }: JwtIssuer | LoginProvider): readonly string[] {
  const problems: string[] = [];
  if (RESERVED.has(name)) problems.push(`An issuer cannot be called \`${name}\`: other ids begin so`);
  if (algorithms.length === 0) problems.push(`The issuer \`${name}\` needs at least one of \`algorithms\``);
  if (PUBLIC.has(issuer) && Object.keys(principal.requiredClaims).length === 0)
    problems.push(
      `The issuer \`${name}\` vouches for everybody's accounts at \`${issuer}\`: say in \`requiredClaims\` which are yours`,
    );
  if (roles.some(isForActorsTooMuch))
    problems.push(
      `The issuer \`${name}\` gives a role with \`actors\` that only somebody acting for themselves may have: \`approver\` or \`administrator\``,
    );
  return problems;
}

function isForActorsTooMuch({ role, actors }: RoleRule): boolean {
  return actors && (role === "approver" || role === "administrator");
}

function ofKeys({ name, audiences, jwksUri, jwksFile }: JwtIssuer): readonly string[] {
  const problems: string[] = [];
  if (audiences.length === 0) problems.push(`The issuer \`${name}\` needs at least one of \`audiences\``);
  if (jwksUri !== null && jwksFile !== null)
    problems.push(`The issuer \`${name}\` has its keys in two places: set \`jwksUri\` or \`jwksFile\``);
  return problems;
}

function ofLogin({ name, clientId, audiences }: LoginProvider): readonly string[] {
  return audiences.includes(clientId)
    ? [`The issuer \`${name}\` names its own \`clientId\` among \`audiences\`: a proof of a login is no token`]
    : [];
}

function ofDomain({ trustDomain, audiences, bundleUrl, bundleFile, authoritiesFile }: SpiffeDomain): readonly string[] {
  const problems: string[] = [];
  const bundles = [bundleUrl, bundleFile].filter((place) => place !== null).length;
  if (bundles === 0 && authoritiesFile === null)
    problems.push(
      `The trust domain \`${trustDomain}\` needs keys: set \`bundleUrl\` or \`bundleFile\` for JWT-SVIDs, \`authoritiesFile\` for X.509-SVIDs`,
    );
  if (bundles === 2)
    problems.push(`The trust domain \`${trustDomain}\` has two bundles: set \`bundleUrl\` or \`bundleFile\``);
  if (bundles > 0 && audiences.length === 0)
    problems.push(`The trust domain \`${trustDomain}\` needs at least one of \`audiences\` for its JWT-SVIDs`);
  return problems;
}
