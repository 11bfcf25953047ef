import type { Caller } from "#core/access";
import { canonicalJson, sha256Hex, type Principal } from "#core/model";

/** What an approval of an act is bound to: exactly this act, of exactly this principal with everybody on whose behalf it acts, as judged by exactly this bundle. */
export function holdSubject(act: string, { id, kind, chain }: Principal, bundle: string): string {
  return `sha256:${sha256Hex(canonicalJson({ act, bundle, principal: { id, kind, chain } }))}`;
}

/** For whom requests are counted: a digest, because a name may hold what a store has no text for. */
export function holderOf({ id, kind }: Principal): string {
  return sha256Hex(canonicalJson({ id, kind }));
}

/** Who has a part in an act, and so does not approve it: what acts, who answers for it, and everybody on whose behalf it acts. */
export function involvedIn({ id, principal }: Caller): readonly string[] {
  return [...new Set([id, principal.id, ...principal.chain])];
}
