import type { Value } from "#core/language";
import type { Proposal } from "#core/model";
import { readMessage, type MessageResult, type Shape } from "../shape/index.ts";
import { proposal } from "./proposal.ts";
import { untag } from "./untag.ts";

/**
 * Reads a proposal from JSON that `parseJson` read. Total; what is absent gets the value that says least. A proposal that `canonicalJson` wrote comes
 * back as it was, so that its digest stays the same.
 */
export function readProposal(value: Value): MessageResult<Proposal> {
  return readTagged(proposal, value);
}

/** Reads a message in which values may stand that JSON has no form for. */
export function readTagged<T>(shape: Shape<T>, value: Value): MessageResult<T> {
  const plain = untag(value);
  if (plain === undefined) {
    const message = "An object has the key `$writ`, but is not written as any value that JSON has no form for";
    return { kind: "rejected", problems: [{ path: "", message }] };
  }
  return readMessage(shape, plain);
}
