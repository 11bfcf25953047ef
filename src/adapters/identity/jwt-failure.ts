import { errors } from "jose";
import { UnavailableError } from "#core/diagnostics";
import type { IdentityRefusal } from "#core/identity";
import { refuse, type Verification } from "./verification.ts";

const CLAIM_REFUSALS: Readonly<Record<string, IdentityRefusal>> = {
  iss: { code: "identity-unknown-issuer", message: "The token comes from another issuer than it should" },
  aud: { code: "identity-wrong-audience", message: "The token is meant for another audience" },
  nbf: { code: "identity-not-yet-valid", message: "The token is not valid yet; the clocks may differ" },
  iat: { code: "identity-not-yet-valid", message: "The token was issued in the future; the clocks may differ" },
  sub: { code: "identity-claim-missing", message: "The token has no subject" },
  exp: { code: "identity-claim-missing", message: "The token never expires, which is not accepted" },
};

/** What an error of the library means for the caller; one that is not known is unavailability, which believes nobody. */
export function jwtFailure(cause: unknown): Verification {
  if (cause instanceof errors.JWTExpired) return refuse("identity-expired", "The token has expired");
  if (cause instanceof errors.JWTClaimValidationFailed) return claimFailure(cause);
  if (cause instanceof errors.JOSEAlgNotAllowed || cause instanceof errors.JOSENotSupported)
    return refuse("identity-algorithm", "The token is signed with an algorithm that its issuer is not trusted with");
  if (isBadSignature(cause))
    return refuse("identity-bad-signature", "No key of the issuer made the signature of the token");
  if (cause instanceof errors.JWSInvalid || cause instanceof errors.JWTInvalid)
    return refuse("identity-malformed", "The token is not a well-formed JSON Web Token");
  const reason = cause instanceof UnavailableError ? cause.message : "its keys cannot be used";
  return { kind: "unavailable", message: `The issuer of the token cannot be asked for its keys: ${reason}` };
}

function claimFailure({ claim }: errors.JWTClaimValidationFailed): Verification {
  const refusal = Object.hasOwn(CLAIM_REFUSALS, claim) ? CLAIM_REFUSALS[claim] : undefined;
  return {
    kind: "refused",
    refusal: refusal ?? { code: "identity-malformed", message: "A claim of the token is malformed" },
  };
}

function isBadSignature(cause: unknown): boolean {
  return (
    cause instanceof errors.JWSSignatureVerificationFailed ||
    cause instanceof errors.JWKSNoMatchingKey ||
    cause instanceof errors.JWKSMultipleMatchingKeys
  );
}
