/** Signatures that anybody may check and only the issuer can make; none that rests on a shared secret, and never `none`. */
export const SIGNATURE_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** An issuer of tokens whom the operator trusts, and for what. */
export interface IssuerSettings {
  /** The `iss` of its tokens, compared to the character. */
  readonly issuer: string;
  /** A token must name at least one of them; at least one entry. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  /** Where its keys are; null asks `<issuer>/.well-known/openid-configuration`. */
  readonly jwksUri: string | null;
  /** The file that has its keys, in place of an address. */
  readonly jwksFile: string | null;
  /** How far the clocks may differ. */
  readonly clockSkewSeconds: number;
  /** The longest life of a token, from `iat` on; null leaves it to `exp`. */
  readonly maxAgeSeconds: number | null;
}
