import type { ValueObject } from "#core/language";

export const IDENTITY_METHODS = ["api-token", "oidc", "jwt", "jwt-svid", "x509-svid"] as const;
/** How a caller proved who it is: a person's login (`oidc`), a token of an issuer (`jwt`), a workload's SPIFFE document, or a token of Writ's own. */
export type IdentityMethod = (typeof IDENTITY_METHODS)[number];

/**
 * Who a caller proved to be.
 *
 * Nothing here was only claimed: signatures, issuer, audience and times were checked before. `claims` are the issuer's words about the subject,
 * as trustworthy as the issuer is; the chain of actors stands among them as `act`.
 */
export interface ProvenIdentity {
  readonly method: IdentityMethod;
  /** The `iss` of a token, exactly as configured, or the trust domain of a SPIFFE id. */
  readonly issuer: string;
  /** The `sub` of a token, or the whole SPIFFE id. Unique within the issuer alone. */
  readonly subject: string;
  readonly claims: ValueObject;
  /** Milliseconds since 1970 from which on the proof is worth nothing; null for a proof without an end. */
  readonly expiresAtMs: number | null;
}

/** Why a caller is not believed. Codes are permanent; messages never hold the credential. */
export interface IdentityRefusal {
  readonly code: IdentityRefusalCode;
  readonly message: string;
}

export const IDENTITY_REFUSAL_CODES = [
  "identity-malformed",
  "identity-unknown-issuer",
  "identity-wrong-audience",
  "identity-expired",
  "identity-not-yet-valid",
  "identity-bad-signature",
  "identity-algorithm",
  "identity-condition",
  "identity-claim-missing",
  "identity-chain",
] as const;
export type IdentityRefusalCode = (typeof IDENTITY_REFUSAL_CODES)[number];
