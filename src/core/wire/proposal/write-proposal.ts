import type { ValueObject } from "#core/language";
import { askedProposal, canonicalJson, type Proposal } from "#core/model";

/** A proposal as the text that `readProposal` gives back as it was; its digest is taken over the same text. */
export function writeProposal(proposal: Proposal): string {
  return writeTagged(askedProposal(proposal));
}

/** A message in which values may stand that JSON has no form for, as the text that `readTagged` gives back as it was. */
export function writeTagged(message: object): string {
  return canonicalJson(asValue(message));
}

/** Parts of a proposal are plain objects of values, which their interfaces cannot say. */
function asValue(proposal: object): ValueObject {
  // oxlint-disable-next-line no-unsafe-type-assertion -- see above
  return proposal as ValueObject;
}
