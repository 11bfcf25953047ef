import { readFile, stat } from "node:fs/promises";
import type { JSONWebKeySet, JWTVerifyGetKey } from "jose";
import { fetchDocument, type FetchLimits } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import { isObject, parseJson } from "#core/model";
import { ISSUER_LIMITS } from "./limits.ts";
import type { IssuerSettings } from "./issuer.ts";
import { keepKeys, type KeyTimes } from "./kept-keys.ts";

const FROM_ISSUER: KeyTimes = { freshMs: 10 * 60_000, staleMs: 60 * 60_000 };
const FROM_FILE: KeyTimes = { freshMs: 30_000, staleMs: 60 * 60_000 };

/** The public keys of an issuer, from its server or from a file, fetched when first needed and kept as `keepKeys` tells. */
export function createKeySource(
  { issuer, jwksUri, jwksFile }: Pick<IssuerSettings, "issuer" | "jwksUri" | "jwksFile">,
  limits: FetchLimits = ISSUER_LIMITS,
): JWTVerifyGetKey {
  if (jwksFile !== null) return keepKeys(async () => keySet(await readBounded(jwksFile, limits)), FROM_FILE);
  let found = jwksUri;
  return keepKeys(async () => {
    const uri = found ?? (await discoverKeys(issuer, limits));
    // An address that does not answer is looked for anew the next time.
    found = jwksUri;
    const keys = keySet(await fetchDocument(uri, limits));
    found = uri;
    return keys;
  }, FROM_ISSUER);
}

/** A file of the operator's, of at most as many bytes as an issuer may answer with. */
export async function readBounded(file: string, { maxBytes }: FetchLimits): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size <= maxBytes) return await readFile(file);
  } catch (cause) {
    throw new UnavailableError("issuer-keys", `\`${file}\` cannot be read`, { cause });
  }
  throw new UnavailableError("issuer-keys", `\`${file}\` has more than ${maxBytes} bytes`);
}

function keySet(bytes: Uint8Array): JSONWebKeySet {
  // oxlint-disable-next-line no-unsafe-type-assertion -- the library looks at it before it takes it
  return JSON.parse(new TextDecoder().decode(bytes)) as JSONWebKeySet;
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
