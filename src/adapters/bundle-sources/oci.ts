import { boundedFetch, type FetchLimits } from "#adapters/net";
import { UnavailableError } from "#core/diagnostics";
import { RELEASE_LIMITS, RELEASE_TYPE, type BundleSource, type Fetched } from "#core/distribution";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject, parseJson } from "#core/model";
import { attempt } from "./attempt.ts";
import { sha256OfBytes } from "./digest.ts";
import { createRegistryAccess, type RegistryAccess, type RegistryLogin } from "./oci-access.ts";

/** An artefact in a registry, as `registry.example/team/policies:stable` or with `@sha256:…` names it in its parts. */
export interface OciSettings {
  /** With its scheme: `https://registry.example`. */
  readonly registry: string;
  readonly repository: string;
  /** A tag, or a digest, which pins the artefact. */
  readonly reference: string;
  readonly login: RegistryLogin | null;
}

const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const MANIFEST_LIMITS: FetchLimits = { timeoutMs: 10_000, maxBytes: 4 * 1024 * 1024 };
const BLOB_LIMITS: FetchLimits = { timeoutMs: 60_000, maxBytes: RELEASE_LIMITS.bytes };
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * A signed release as an OCI artefact (OCI Distribution 1.1): a manifest with one layer of our type. What comes must have the digest by which it was asked
 * for. The revision is the digest of the manifest.
 */
export function ociSource(settings: OciSettings): BundleSource {
  const name = `${settings.registry}/${settings.repository}:${settings.reference}`;
  const access = createRegistryAccess(settings.login);
  return { name, fetch: (known) => attempt(name, () => ask(settings, access, known)) };
}

async function ask(settings: OciSettings, access: RegistryAccess, known: string | null): Promise<Fetched> {
  const read = reader(settings, access);
  const manifest = await read(`manifests/${settings.reference}`, MANIFEST_TYPE, MANIFEST_LIMITS);
  const revision = `sha256:${sha256OfBytes(manifest)}`;
  if (DIGEST.test(settings.reference) && revision !== settings.reference)
    throw broken(settings, "another manifest than was asked for");
  if (revision === known) return { kind: "unchanged" };
  const digest = layerOf(settings, manifest);
  const bytes = await read(`blobs/${digest}`, "*/*", BLOB_LIMITS);
  if (`sha256:${sha256OfBytes(bytes)}` !== digest) throw broken(settings, "another layer than its manifest names");
  return { kind: "fetched", revision, content: { kind: "release", bytes } };
}

type Read = (path: string, accept: string, limits: FetchLimits) => Promise<Uint8Array>;

/** Reads parts of one repository. */
function reader({ registry, repository }: OciSettings, access: RegistryAccess): Read {
  return async (path, accept, limits) => {
    const url = `${registry}/v2/${repository}/${path}`;
    const { status, body } = await access((headers) => boundedFetch(url, { headers: { ...headers, accept } }, limits));
    if (status !== 200) throw new UnavailableError("peer-unavailable", `\`${url}\` answered ${status}`);
    return body;
  };
}

/** The digest of the one layer of our type. */
function layerOf(settings: OciSettings, manifest: Uint8Array): string {
  const parsed = parseJson(new TextDecoder().decode(manifest));
  const layers = parsed.kind === "parsed" && isObject(parsed.value) ? parsed.value["layers"] : undefined;
  const ours = layers !== undefined && isList(layers) ? layers.filter(isRelease) : [];
  const digest = ours.length === 1 ? ours[0]?.["digest"] : undefined;
  if (typeof digest !== "string" || !DIGEST.test(digest))
    throw broken(settings, `no manifest with one layer of the type ${RELEASE_TYPE}`);
  return digest;
}

function isRelease(layer: Value): layer is ValueObject {
  return isObject(layer) && layer["mediaType"] === RELEASE_TYPE;
}

function broken({ registry, repository }: OciSettings, what: string): UnavailableError {
  return new UnavailableError("registry-answer", `\`${registry}/${repository}\` gave ${what}`);
}
