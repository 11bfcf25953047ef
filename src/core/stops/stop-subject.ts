import { canonicalJson, sha256Hex } from "#core/model";
import type { Stop } from "#core/store";

/** What is approved before what was stopped goes on: the end of exactly this stop. */
export function stopSubject({ id, kind, name }: Stop): string {
  return `sha256:${sha256Hex(canonicalJson({ resume: id, kind, name }))}`;
}
