import type { IdentityRefusal, ProvenIdentity } from "#core/identity";

/**
 * What came of a credential. `unavailable` says that nobody can tell now (the issuer's keys cannot be had): the caller is not believed, and may ask
 * again later.
 */
export type Verification =
  | { readonly kind: "proven"; readonly identity: ProvenIdentity }
  | { readonly kind: "refused"; readonly refusal: IdentityRefusal }
  | { readonly kind: "unavailable"; readonly message: string };

export function refuse(code: IdentityRefusal["code"], message: string): Verification {
  return { kind: "refused", refusal: { code, message } };
}
