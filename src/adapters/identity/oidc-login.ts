import * as client from "openid-client";
import { boundedFetch, isLocal } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import type { SignatureAlgorithm } from "./issuer.ts";
import { createKeySource } from "./key-source.ts";
import { ISSUER_LIMITS } from "./limits.ts";
import { refuse, type Verification } from "./verification.ts";
import { verifyToken, type TokenIssuer } from "./verify-jwt.ts";

/** The provider at which people log in. */
export interface LoginSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  /** Where the provider sends the browser back to; registered there to the character. */
  readonly redirectUri: string;
  /** Asked for beside `openid`. */
  readonly scopes: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly clockSkewSeconds: number;
}

/** What has to be remembered, bound to the browser, between the two halves of a login. Secret: whoever has it may finish the login. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** The two halves of a login: sending a browser to the provider, and taking it back. */
export interface OidcLogin {
  begin(): Promise<{ readonly url: string; readonly pending: PendingLogin }>;
  /** `callback` is the whole address that the browser came back to. Total: a refusal, or `unavailable` where the provider does not answer. */
  finish(callback: URL, pending: PendingLogin, nowMs: number): Promise<Verification>;
}

/** What the library says when the provider, not the browser, is at fault. */
const PROVIDER_FAULTS: ReadonlySet<string | undefined> = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_PARSE_ERROR",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
]);

/**
 * Logs people in by OpenID Connect: authorization code with PKCE (S256), `state` and `nonce`. What the provider says is believed only through its
 * ID token, checked as every other token is.
 */
export function createOidcLogin(settings: LoginSettings): OidcLogin {
  const provider = createProvider(settings);
  return {
    begin: async () => begin(await provider.get(), settings),
    finish: async (callback, pending, nowMs) => {
      const answer = await exchange(provider, callback, pending);
      return typeof answer === "string" ? await verifyToken(answer, provider.issuer, nowMs) : answer;
    },
  };
}

interface Provider {
  /** The provider's own description, asked for until it is given once. */
  readonly get: () => Promise<client.Configuration>;
  readonly issuer: TokenIssuer;
}

function createProvider(settings: LoginSettings): Provider {
  const { issuer, clientId, clientSecret, algorithms, clockSkewSeconds } = settings;
  let configuration: Promise<client.Configuration> | null = null;
  return {
    get: () => {
      configuration ??= discover(issuer, clientId, clientSecret).catch((cause: unknown) => {
        configuration = null;
        throw cause;
      });
      return configuration;
    },
    issuer: {
      name: issuer,
      settings: { issuer, audiences: [clientId], algorithms, clockSkewSeconds, maxAgeSeconds: null },
      keys: createKeySource({ issuer, jwksUri: null, jwksFile: null }),
      method: "oidc",
    },
  };
}

async function discover(issuer: string, clientId: string, secret: string | null): Promise<client.Configuration> {
  const authentication = secret === null ? client.None() : client.ClientSecretBasic(secret);
  const url = new URL(issuer);
  try {
    return await client.discovery(url, clientId, undefined, authentication, {
      timeout: ISSUER_LIMITS.timeoutMs / 1000,
      execute: isLocal(url) ? [client.allowInsecureRequests] : [],
      [client.customFetch]: askProvider,
    });
  } catch (cause) {
    throw new UnavailableError("login-provider", `The login provider \`${issuer}\` cannot be asked how to log in`, {
      cause,
    });
  }
}

/** What the library asks, under our terms. */
async function askProvider(url: string, { body, ...init }: client.CustomFetchOptions): Promise<Response> {
  const asked = body === undefined ? init : { ...init, body };
  const answer = await boundedFetch(url, asked, ISSUER_LIMITS);
  const type = answer.headers.get("content-type") ?? "";
  return new Response(answer.body, { status: answer.status, headers: { "content-type": type } });
}

async function begin(
  configuration: client.Configuration,
  { redirectUri, scopes }: LoginSettings,
): Promise<{ readonly url: string; readonly pending: PendingLogin }> {
  const pending = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: ["openid", ...scopes].join(" "),
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, pending };
}

/** The ID token for the code that the browser brought back, or why there is none. */
async function exchange(
  provider: Provider,
  callback: URL,
  { state, nonce, codeVerifier }: PendingLogin,
): Promise<string | Verification> {
  try {
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    };
    const { id_token: token } = await client.authorizationCodeGrant(await provider.get(), callback, checks);
    return token ?? refuse("identity-malformed", "The login provider gave no ID token");
  } catch (cause) {
    return loginFailure(cause);
  }
}

function loginFailure(cause: unknown): Verification {
  if (cause instanceof client.AuthorizationResponseError)
    return refuse("identity-condition", "The login provider did not let the login through");
  if (cause instanceof client.ResponseBodyError)
    return refuse("identity-condition", "The login provider did not accept the code of this login");
  if (cause instanceof client.ClientError && !PROVIDER_FAULTS.has(cause.code))
    return refuse("identity-malformed", "The login does not fit the one that was begun");
  return { kind: "unavailable", message: "The login provider cannot be asked" };
}
