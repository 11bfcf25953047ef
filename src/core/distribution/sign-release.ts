import { signEnvelope, utf8, type Signer } from "#core/evidence";
import { canonicalJson } from "#core/model";
import { RELEASE_TYPE, type Release } from "./release.ts";

/** The release as a DSSE envelope that the signer signed. Equal releases have equal payloads. */
export async function signRelease(signer: Signer, release: Release): Promise<string> {
  const { origin, sequence, digest, activatedAt } = release;
  const files = release.files.map(({ file, text }) => ({ file, text }));
  return await signEnvelope(
    signer,
    RELEASE_TYPE,
    utf8(canonicalJson({ origin, sequence, digest, activatedAt, files })),
  );
}
