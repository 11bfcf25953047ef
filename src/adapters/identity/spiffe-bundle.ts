import type { JSONWebKeySet, JWTVerifyGetKey } from "jose";
import { fetchDocument, type FetchLimits } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import type { Value } from "#core/language";
import { canonicalJson, isList, isObject, parseJson } from "#core/model";
import { readBounded } from "./key-source.ts";
import { keepKeys, type KeyTimes } from "./kept-keys.ts";
import { ISSUER_LIMITS } from "./limits.ts";

/** How long a bundle is used before it is fetched again (SPIFFE Trust Domain and Bundle, section 4.1.1, advises five minutes without a hint). */
const TIMES: KeyTimes = { freshMs: 5 * 60_000, staleMs: 60 * 60_000 };

/** Where the bundle of a trust domain is. */
export type BundlePlace = { readonly url: string } | { readonly file: string };

/** The keys for JWT-SVIDs of the bundle of a trust domain (SPIFFE Trust Domain and Bundle, section 4), kept as `keepKeys` tells. */
export function createBundleKeys(place: BundlePlace, limits: FetchLimits = ISSUER_LIMITS): JWTVerifyGetKey {
  const name = "url" in place ? place.url : place.file;
  const load = () => ("url" in place ? fetchDocument(place.url, limits) : readBounded(place.file, limits));
  return keepKeys(async () => svidKeys(await load(), name), TIMES);
}

/** The entries of a bundle meant for JWT-SVIDs, as a key set; `use` has done its work then, and libraries know only `sig` and `enc`. */
function svidKeys(bytes: Uint8Array, name: string): JSONWebKeySet {
  const bundle = parseJson(new TextDecoder().decode(bytes));
  const keys = bundle.kind === "parsed" && isObject(bundle.value) ? bundle.value["keys"] : undefined;
  if (keys === undefined || !isList(keys))
    throw new UnavailableError("spiffe-bundle", `\`${name}\` is not a SPIFFE bundle with \`keys\``);
  // oxlint-disable-next-line no-unsafe-type-assertion -- the library looks at it before it takes it
  return JSON.parse(canonicalJson({ keys: keys.flatMap(svidKey) })) as JSONWebKeySet;
}

function svidKey(key: Value): readonly Value[] {
  if (!isObject(key) || key["use"] !== "jwt-svid") return [];
  const { use: _, ...rest } = key;
  return [rest];
}
