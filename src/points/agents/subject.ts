import { canonicalJson, sha256Hex, type Principal } from "#core/model";
import type { Value } from "#core/language";
import type { Surface } from "./act.ts";

/**
 * The digest of an act: who does what, with all of its arguments. Equal for the same act in every session and at every time, and different for anything else, so that
 * an approval of one releases no other.
 */
export function actSubject(principal: Principal, surface: Surface, argument: Value): string {
  const { kind, id, chain } = principal;
  return `sha256:${sha256Hex(canonicalJson({ principal: { kind, id, chain }, surface: { ...surface }, argument }))}`;
}
