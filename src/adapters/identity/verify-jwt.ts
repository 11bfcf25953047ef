import { decodeJwt, jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions } from "jose";
import type { IdentityMethod } from "#core/identity";
import type { ValueObject } from "#core/language";
import { isObject, parseJson } from "#core/model";
import { createKeySource } from "./key-source.ts";
import type { IssuerSettings } from "./issuer.ts";
import { jwtFailure } from "./jwt-failure.ts";
import { refuse, type Verification } from "./verification.ts";

/** Longer tokens are refused unread. */
const MAX_TOKEN_LENGTH = 16 * 1024;

/** Who vouches, how its tokens are checked, and what they prove. */
export interface TokenIssuer {
  /** The name of the issuer in what is proven. */
  readonly name: string;
  /** `issuer` null asks no `iss` of its tokens. */
  readonly settings: Pick<IssuerSettings, "audiences" | "algorithms" | "clockSkewSeconds" | "maxAgeSeconds"> & {
    readonly issuer: string | null;
  };
  readonly keys: JWTVerifyGetKey;
  readonly method: IdentityMethod;
}

/** Checks a token at a point in time, given in milliseconds since 1970. */
export type VerifyToken = (token: string, nowMs: number) => Promise<Verification>;

/**
 * Checks tokens of several issuers; each is checked against the settings and the keys of the issuer that it names, and of no other.
 *
 * Signature, issuer, audience, `exp`, `nbf` and `iat` are checked; `exp` and `sub` must be there. Total: whatever is wrong with a token is a refusal, and an
 * issuer that cannot be asked is `unavailable`.
 */
export function createTokenVerifier(issuers: readonly IssuerSettings[]): VerifyToken {
  const byIssuer = new Map(
    issuers.map((settings): [string, TokenIssuer] => [
      settings.issuer,
      { name: settings.issuer, settings, keys: createKeySource(settings), method: "jwt" },
    ]),
  );
  return async (token, nowMs) => {
    const named = issuerOf(token);
    if (named === null) return refuse("identity-malformed", "The token is not a JSON Web Token that names its issuer");
    const issuer = byIssuer.get(named);
    return issuer === undefined
      ? refuse("identity-unknown-issuer", "The token names an issuer that is not trusted here")
      : await verifyToken(token, issuer, nowMs);
  };
}

/** Who a token says its issuer is, before anything about it is believed. */
function issuerOf(token: string): string | null {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  try {
    return decodeJwt(token).iss ?? null;
  } catch {
    return null;
  }
}

/** Checks a token of one issuer. */
export async function verifyToken(
  token: string,
  { name, settings, keys, method }: TokenIssuer,
  nowMs: number,
): Promise<Verification> {
  if (token.length > MAX_TOKEN_LENGTH)
    return refuse("identity-malformed", `The token has more than ${MAX_TOKEN_LENGTH} characters`);
  try {
    const { payload } = await jwtVerify(token, keys, optionsOf(settings, nowMs));
    const claims = claimsOf(token);
    if (claims === null)
      return refuse("identity-malformed", "The claims of the token are not one JSON object with each key once");
    const { sub, exp } = payload;
    if (typeof sub !== "string" || sub === "" || exp === undefined)
      return refuse("identity-claim-missing", "The token has no subject or no end");
    return { kind: "proven", identity: { method, issuer: name, subject: sub, claims, expiresAtMs: exp * 1000 } };
  } catch (cause) {
    return jwtFailure(cause);
  }
}

function optionsOf(settings: TokenIssuer["settings"], nowMs: number): JWTVerifyOptions {
  const { issuer, audiences, algorithms, clockSkewSeconds, maxAgeSeconds } = settings;
  return {
    ...(issuer === null ? {} : { issuer }),
    audience: [...audiences],
    algorithms: [...algorithms],
    clockTolerance: clockSkewSeconds,
    currentDate: new Date(nowMs),
    requiredClaims: ["exp", "sub"],
    ...(maxAgeSeconds === null ? {} : { maxTokenAge: maxAgeSeconds }),
  };
}

/** The claims once more, read so that no digit is lost and no key stands twice. */
function claimsOf(token: string): ValueObject | null {
  const text = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
  const read = parseJson(text);
  return read.kind === "parsed" && isObject(read.value) ? read.value : null;
}
