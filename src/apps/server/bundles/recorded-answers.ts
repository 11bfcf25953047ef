import type { Bundle } from "#core/bundle";

/** What another bundle would have done to what was asked here. */
export type LoosenedOnTraffic =
  | { readonly kind: "none" }
  /** Questions that were held or denied and would not be any more, each told in a sentence for people. */
  | { readonly kind: "loosened"; readonly examples: readonly string[] }
  /** The recorded questions cannot be asked again, so that nothing may be concluded. */
  | { readonly kind: "unavailable" };

/**
 * The questions that were recorded, to be asked again of a bundle that does not decide yet.
 *
 * Bounded in time, and in turns with requests. Rejects with nothing: what goes wrong is `unavailable`.
 */
export interface RecordedAnswers {
  /** `active` is the digest of the head: what other bundles answered says nothing of what a candidate changes. */
  loosenedOnTraffic(candidate: Bundle, active: string): Promise<LoosenedOnTraffic>;
}
