import { list, matching, named, oneOf, record, required, text, type Shape } from "../shape/index.ts";

/** What can be disclosed of a decision. */
export const DISCLOSURE_NAMES = ["principal", "onBehalfOf", "resource"] as const;
export type DisclosureName = (typeof DISCLOSURE_NAMES)[number];

/** Of so many digests at most is asked at once. */
export const MOST_DIGESTS = 1000;
const LONGEST_DISCLOSURE = 65_536;

/** Which disclosures are asked for: digests of records, and what they must be of. */
export interface DisclosuresRequest {
  readonly digests: readonly string[];
  readonly names: readonly DisclosureName[];
}

/** The disclosures that are there, as a pack has them. */
export interface DisclosuresMessage {
  readonly disclosures: readonly string[];
}

export const disclosuresRequest: Shape<DisclosuresRequest> = named(
  "DisclosuresRequest",
  record<DisclosuresRequest>("which disclosures", {
    digests: required(
      list(matching(/^[A-Za-z0-9_-]{43}$/, "a digest"), "digests", MOST_DIGESTS),
      "digests, as records have them",
    ),
    names: required(
      list(oneOf(DISCLOSURE_NAMES), "names", DISCLOSURE_NAMES.length),
      "which values are to be disclosed",
    ),
  }),
);

export const disclosuresMessage: Shape<DisclosuresMessage> = named(
  "Disclosures",
  record<DisclosuresMessage>("disclosures", {
    disclosures: required(
      list(text("a disclosure", LONGEST_DISCLOSURE), "disclosures", MOST_DIGESTS),
      "those that are there, each as base64url of its salt, name and value",
    ),
  }),
);
