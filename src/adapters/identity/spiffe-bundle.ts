import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import { fetchDocument, type FetchLimits } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import type { Value } from "#core/language";
import { canonicalJson, isList, isObject, parseJson } from "#core/model";
import { ISSUER_LIMITS } from "./limits.ts";

/** How long a bundle is used before it is fetched again (SPIFFE Trust Domain and Bundle, section 4.1.1, advises five minutes without a hint). */
const KEPT_MS = 5 * 60_000;

/** The keys for JWT-SVIDs of the bundle that a trust domain publishes (SPIFFE Trust Domain and Bundle, section 4), kept for five minutes. */
export function createBundleKeys(bundleUrl: string, limits: FetchLimits = ISSUER_LIMITS): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(bundleUrl), {
    cacheMaxAge: KEPT_MS,
    timeoutDuration: limits.timeoutMs,
    [customFetch]: async (url: string) => new Response(svidKeys(await fetchDocument(url, limits), url)),
  });
}

/** The entries of a bundle meant for JWT-SVIDs, as a key set; `use` has done its work then, and libraries know only `sig` and `enc`. */
function svidKeys(bytes: Uint8Array, url: string): string {
  const bundle = parseJson(new TextDecoder().decode(bytes));
  const keys = bundle.kind === "parsed" && isObject(bundle.value) ? bundle.value["keys"] : undefined;
  if (keys === undefined || !isList(keys))
    throw new UnavailableError("spiffe-bundle", `\`${url}\` is not a SPIFFE bundle with \`keys\``);
  return canonicalJson({ keys: keys.flatMap(svidKey) });
}

function svidKey(key: Value): readonly Value[] {
  if (!isObject(key) || key["use"] !== "jwt-svid") return [];
  const { use: _, ...rest } = key;
  return [rest];
}
