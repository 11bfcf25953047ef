import { boundedFetch, type FetchLimits } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import { RELEASE_LIMITS, RELEASE_TYPE, type BundleSource, type Fetched } from "#core/distribution";
import { attempt } from "./attempt.ts";
import { sha256OfBytes } from "./digest.ts";

const LIMITS: FetchLimits = { timeoutMs: 30_000, maxBytes: RELEASE_LIMITS.bytes };

/** A server that holds a signed release under one address. `token` goes along as a bearer token. */
export interface HttpSettings {
  readonly url: string;
  readonly token: string | null;
}

/** A release behind an address, asked for again only when its entity tag changed. */
export function httpSource({ url, token }: HttpSettings): BundleSource {
  return { name: url, fetch: (known) => attempt(url, () => ask(url, token, known)) };
}

async function ask(url: string, token: string | null, known: string | null): Promise<Fetched> {
  const headers = {
    accept: RELEASE_TYPE,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(known === null ? {} : { "if-none-match": known }),
  };
  const { status, headers: said, body } = await boundedFetch(url, { headers }, LIMITS);
  if (status === 304 && known !== null) return { kind: "unchanged" };
  if (status !== 200) throw new UnavailableError("peer-unavailable", `\`${url}\` answered ${status}`);
  const revision = said.get("etag") ?? `"${sha256OfBytes(body)}"`;
  return revision === known
    ? { kind: "unchanged" }
    : { kind: "fetched", revision, content: { kind: "release", bytes: body } };
}
