import { callerOfIdentity, type CallerResult, type IssuerRules } from "#core/access";
import type { ProvenIdentity } from "#core/identity";
import {
  createBundleKeys,
  createOidcLogin,
  createSvidVerifier,
  createTokenVerifier,
  type IssuerSettings,
  type OidcLogin,
  type TrustDomain,
  type VerifyToken,
} from "#adapters/identity";
import type { Issuer, LoginProvider } from "../config/issuers/forms.ts";

/** Whom a proven identity is as a caller, by the rules of the issuer that vouches for it. */
export type CallerOf = (identity: ProvenIdentity) => CallerResult;

/** Where people log in. */
export interface Login {
  readonly oidc: OidcLogin;
  readonly sessionMinutes: number;
}

/** The issuers that are trusted here, ready to be asked. */
export interface Issuers {
  readonly verify: VerifyToken;
  readonly callerOf: CallerOf;
  readonly login: Login | null;
}

/** Where the provider sends browsers back to. */
export const CALLBACK_PATH = "/login/callback";

/** Makes issuers ready. Nobody is asked yet. */
export function openIssuers(
  issuers: readonly Issuer[],
  { clientSecret, publicUrl }: { readonly clientSecret: string | null; readonly publicUrl: string | null },
): Issuers {
  const provider = issuers.find((one) => one.type === "oidc");
  return {
    verify: verifierOf(issuers),
    callerOf: callersBy(issuers),
    login:
      provider === undefined || publicUrl === null
        ? null
        : { oidc: loginAt(provider, clientSecret, publicUrl), sessionMinutes: provider.sessionMinutes },
  };
}

function loginAt(provider: LoginProvider, clientSecret: string | null, publicUrl: string): OidcLogin {
  return createOidcLogin({ ...provider, clientSecret, redirectUri: new URL(CALLBACK_PATH, publicUrl).href });
}

/** Tokens are told apart by the issuer that they name, and JWT-SVIDs, which may name any or none, by the trust domain of their subject. */
function verifierOf(issuers: readonly Issuer[]): VerifyToken {
  const verifyJwt = createTokenVerifier(issuers.flatMap(tokenSettings));
  const verifySvid = createSvidVerifier(issuers.flatMap(trustDomain));
  return async (token, nowMs) => {
    const verification = await verifyJwt(token, nowMs);
    if (verification.kind !== "refused" || !UNNAMED.includes(verification.refusal.code)) return verification;
    const other = await verifySvid(token, nowMs);
    // What fits neither is told as the one of the two that it looks more like.
    return other.kind === "refused" && order(other.refusal.code) <= order(verification.refusal.code)
      ? verification
      : other;
  };
}

/** What is said of a token that names no issuer, and of one that names none which is trusted. */
const UNNAMED: readonly string[] = ["identity-malformed", "identity-unknown-issuer"];

/** How far a token came: further for every other reason than these. */
function order(code: string): number {
  const index = UNNAMED.indexOf(code);
  return index === -1 ? UNNAMED.length : index;
}

function tokenSettings(one: Issuer): readonly IssuerSettings[] {
  if (one.type === "jwt") return [one];
  if (one.type !== "oidc" || one.audiences.length === 0) return [];
  return [{ ...one, jwksUri: null, jwksFile: null, maxAgeSeconds: null }];
}

function trustDomain(one: Issuer): readonly TrustDomain[] {
  if (one.type !== "spiffe") return [];
  const { trustDomain: name, audiences, clockSkewSeconds, bundleUrl, bundleFile } = one;
  const place = bundleUrl === null ? { file: bundleFile ?? "" } : { url: bundleUrl };
  return bundleUrl === null && bundleFile === null
    ? []
    : [{ name, audiences, clockSkewSeconds, keys: createBundleKeys(place) }];
}

function callersBy(issuers: readonly Issuer[]): CallerOf {
  const rules = new Map(issuers.map((one): [string, IssuerRules] => [keyOf(one), rulesOf(one)]));
  const provider = issuers.find(({ type }) => type === "oidc");
  const logins = provider === undefined ? null : keyOf(provider);
  return (identity) => {
    const known = identity.method !== "oidc" || identity.issuer === logins ? rules.get(identity.issuer) : undefined;
    if (known !== undefined) return callerOfIdentity(identity, known);
    const message = "The issuer is not trusted here any more";
    return { kind: "refused", refusal: { code: "identity-unknown-issuer", message } };
  };
}

/** What a proven identity calls its issuer. */
function keyOf(one: Issuer): string {
  return one.type === "spiffe" ? one.trustDomain : one.issuer;
}

function rulesOf(one: Issuer): IssuerRules {
  if (one.type === "spiffe") return { kind: "workloads", workloads: one.workloads };
  const kind = one.type === "oidc" ? "person" : one.principal.kind;
  return { kind: "tokens", principal: { ...one.principal, kind, prefix: `${one.name}:` }, roles: one.roles };
}
