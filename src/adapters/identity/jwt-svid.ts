import { decodeJwt, decodeProtectedHeader, type JWTVerifyGetKey } from "jose";
import { isTrustDomain, parseSpiffeId } from "#core/identity";
import type { SignatureAlgorithm } from "./issuer.ts";
import { refuse, type Verification } from "./verification.ts";
import { verifyToken, type VerifyToken } from "./verify-jwt.ts";

/** A trust domain whose workloads are believed, and the keys that its bundle has for JWT-SVIDs. */
export interface TrustDomain {
  readonly name: string;
  readonly audiences: readonly string[];
  readonly clockSkewSeconds: number;
  readonly keys: JWTVerifyGetKey;
}

/** The algorithms of the JWT-SVID standard, section 2.1. */
const ALGORITHMS: readonly SignatureAlgorithm[] = [
  "RS256",
  "RS384",
  "RS512",
  "ES256",
  "ES384",
  "ES512",
  "PS256",
  "PS384",
  "PS512",
];

/**
 * Checks JWT-SVIDs (the JWT-SVID standard, appendix A): the subject is a SPIFFE id, and the keys of its own trust domain, and of no other, made the
 * signature; audience and expiry must be there. Total, as `createTokenVerifier` is.
 */
export function createSvidVerifier(domains: readonly TrustDomain[]): VerifyToken {
  const byName = new Map(domains.filter(({ name }) => isTrustDomain(name)).map((domain) => [domain.name, domain]));
  return async (token, nowMs) => {
    const subject = subjectOf(token);
    if (subject === null)
      return refuse("identity-malformed", "The token is not a JWT-SVID with a SPIFFE id as its subject");
    const domain = byName.get(subject.trustDomain);
    return domain === undefined
      ? refuse("identity-unknown-issuer", "The token belongs to a trust domain that is not trusted here")
      : await verifyIn(domain, token, nowMs);
  };
}

function verifyIn(
  { name, audiences, clockSkewSeconds, keys }: TrustDomain,
  token: string,
  nowMs: number,
): Promise<Verification> {
  const settings = { issuer: null, audiences, clockSkewSeconds, maxAgeSeconds: null, algorithms: ALGORITHMS };
  return verifyToken(token, { settings, keys, method: "jwt-svid", name }, nowMs);
}

/** The SPIFFE id that a token claims, before anything about it is believed; null too for a `typ` that the standard does not allow. */
function subjectOf(token: string): ReturnType<typeof parseSpiffeId> {
  try {
    const { typ } = decodeProtectedHeader(token);
    if (typ !== undefined && typ !== "JWT" && typ !== "JOSE") return null;
    return parseSpiffeId(decodeJwt(token).sub ?? "");
  } catch {
    return null;
  }
}
