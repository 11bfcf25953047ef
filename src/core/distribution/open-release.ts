import { loadWholeBundle, type Bundle, type BundleFile, type BundleResult } from "#core/bundle";
import { fromUtf8, isSignedByOneOf, parseEnvelope, type VerifyEd25519 } from "#core/evidence";
import { parseJson } from "#core/model";
import { readMessage } from "#core/wire";
import { RELEASE_LIMITS, RELEASE_TYPE, releaseShape, type Release } from "./release.ts";

/** Whose releases are believed. */
export interface ReleaseTrust {
  readonly origin: string;
  /** Ed25519 keys of 32 bytes; a signature by one of them is enough. */
  readonly keys: readonly { readonly publicKey: Uint8Array }[];
  readonly verify: VerifyEd25519;
  /** Releases below are refused: the highest that was ever opened here, 0 before the first. */
  readonly atLeast: number;
}

export const RELEASE_REFUSALS = [
  "release-malformed",
  "release-unsigned",
  "release-of-another",
  "release-outdated",
  "release-digest",
  "release-invalid",
] as const;
export type ReleaseRefusal = (typeof RELEASE_REFUSALS)[number];

export type OpenedRelease =
  | { readonly kind: "opened"; readonly release: Release; readonly bundle: Bundle }
  | { readonly kind: "refused"; readonly code: ReleaseRefusal; readonly reason: string };

/** How the documents of a release are loaded: `loadWholeBundle`, at once or in turns with other work. */
export type LoadFiles = (files: readonly BundleFile[]) => BundleResult | Promise<BundleResult>;

/**
 * Opens a release that came from anywhere, and loads its bundle.
 *
 * INVARIANT (release-trust): nothing of a release is believed before a trusted key is seen to have signed it; then it must be of the origin, not older than
 * what was opened before, load without an error, and be the bundle that its digest names. Total for any bytes.
 */
export async function openRelease(
  bytes: Uint8Array,
  trust: ReleaseTrust,
  load: LoadFiles = loadWholeBundle,
): Promise<OpenedRelease> {
  const envelope = bytes.length > RELEASE_LIMITS.bytes ? null : parseEnvelope(bytes);
  if (envelope === null) return refused("release-malformed", "it is not a signed envelope, or too large for one");
  if (envelope.payloadType !== RELEASE_TYPE)
    return refused("release-malformed", `it is not of the type ${RELEASE_TYPE}`);
  if (!(await isSignedByOneOf(trust.verify, envelope, trust.keys)))
    return refused("release-unsigned", "no trusted key has signed it");
  const release = readRelease(envelope.payload);
  if (release === null) return refused("release-malformed", "what is signed is not a release");
  return judge(release, trust, load);
}

async function judge(release: Release, trust: ReleaseTrust, load: LoadFiles): Promise<OpenedRelease> {
  if (release.origin !== trust.origin)
    return refused("release-of-another", `it is a release of \`${release.origin}\`, not of \`${trust.origin}\``);
  if (release.sequence < trust.atLeast)
    return refused(
      "release-outdated",
      `it is release ${release.sequence}, but release ${trust.atLeast} was here before`,
    );
  const { bundle, diagnostics } = await load(release.files);
  if (bundle === null) return refused("release-invalid", diagnostics[0]?.message ?? "its documents do not load");
  if (bundle.digest !== release.digest)
    return refused("release-digest", `its documents have the digest ${bundle.digest}, not ${release.digest}`);
  return { kind: "opened", release, bundle };
}

function readRelease(payload: Uint8Array): Release | null {
  const text = fromUtf8(payload);
  const parsed = text === null ? null : parseJson(text, { maxLength: RELEASE_LIMITS.bytes });
  const read = parsed?.kind === "parsed" ? readMessage(releaseShape, parsed.value) : null;
  return read?.kind === "read" && areNamedOnce(read.message.files) ? read.message : null;
}

function areNamedOnce(files: readonly BundleFile[]): boolean {
  return new Set(files.map(({ file }) => file)).size === files.length;
}

function refused(code: ReleaseRefusal, reason: string): OpenedRelease {
  return { kind: "refused", code, reason };
}
