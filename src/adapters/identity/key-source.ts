import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import { fetchDocument, type FetchLimits } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import { isObject, parseJson } from "#core/model";
import { ISSUER_LIMITS } from "./limits.ts";
import type { IssuerSettings } from "./issuer.ts";

/** How long keys are used before they are asked for again, and how soon an unknown key id may cause another question. */
const KEYS = { cacheMaxAge: 10 * 60_000, cooldownDuration: 30_000 };

/**
 * The public keys of an issuer, fetched when first needed and kept for ten minutes. A token that names an unknown key causes a new question at most every
 * 30 s, so that neither a rotation is missed nor the issuer flooded by whoever invents key ids.
 */
export function createKeySource(
  { issuer, jwksUri }: Pick<IssuerSettings, "issuer" | "jwksUri">,
  limits: FetchLimits = ISSUER_LIMITS,
): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  return async (header, token) => {
    keys ??= remoteKeys(issuer, jwksUri, limits);
    try {
      return await (
        await keys
      )(header, token);
    } catch (cause) {
      if (cause instanceof UnavailableError) keys = null;
      throw cause;
    }
  };
}

async function remoteKeys(issuer: string, jwksUri: string | null, limits: FetchLimits): Promise<JWTVerifyGetKey> {
  const uri = jwksUri ?? (await discoverKeys(issuer, limits));
  return createRemoteJWKSet(new URL(uri), {
    ...KEYS,
    timeoutDuration: limits.timeoutMs,
    [customFetch]: async (url: string) =>
      new Response(await fetchDocument(url, limits), { headers: { "content-type": "application/json" } }),
  });
}

/** Where an issuer says its keys are (OpenID Connect Discovery 1.0, section 4); it must call itself what it is called here. */
async function discoverKeys(issuer: string, limits: FetchLimits): Promise<string> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = parseJson(new TextDecoder().decode(await fetchDocument(url, limits)));
  const said = answer.kind === "parsed" && isObject(answer.value) ? { ...answer.value } : {};
  if (said["issuer"] !== issuer || typeof said["jwks_uri"] !== "string")
    throw new UnavailableError(
      "issuer-description",
      `\`${url}\` does not describe the issuer \`${issuer}\` with a \`jwks_uri\``,
    );
  return said["jwks_uri"];
}
