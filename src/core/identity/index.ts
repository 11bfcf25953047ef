export { actorsOf, MAX_ACTORS, type ActorChain } from "./actors.ts";
export { claimAt, textsOf } from "./claims.ts";
export {
  IDENTITY_METHODS,
  IDENTITY_REFUSAL_CODES,
  type IdentityMethod,
  type IdentityRefusal,
  type IdentityRefusalCode,
  type ProvenIdentity,
} from "./identity.ts";
export { principalOf, type PrincipalResult, type PrincipalRules } from "./principal.ts";
export { isTrustDomain, parseSpiffeId, type SpiffeId } from "./spiffe-id.ts";
