export { readAuthorities } from "./authorities.ts";
export { SIGNATURE_ALGORITHMS, type IssuerSettings, type SignatureAlgorithm } from "./issuer.ts";
export { createSvidVerifier, type TrustDomain } from "./jwt-svid.ts";
export { createOidcLogin, type LoginSettings, type OidcLogin, type PendingLogin } from "./oidc-login.ts";
export { createBundleKeys } from "./spiffe-bundle.ts";
export type { Verification } from "./verification.ts";
export { createTokenVerifier, type VerifyToken } from "./verify-jwt.ts";
export { verifyPeer, type Authorities } from "./x509-svid.ts";
