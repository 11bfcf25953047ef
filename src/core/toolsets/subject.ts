import { canonicalJson, sha256Hex } from "#core/model";

/** What the approval of a set of tools is bound to: exactly these tools of this server, after exactly those that were approved before. */
export function toolsetSubject(server: string, digest: string, before: string | null): string {
  return `sha256:${sha256Hex(canonicalJson({ before, digest, server }))}`;
}
