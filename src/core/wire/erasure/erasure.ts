import { bool, record, required, text, whole, type Shape } from "../shape/index.ts";

/** Who is to be forgotten, and why. */
export interface ErasureMessage {
  readonly name: string;
  readonly basis: string;
}

/** Whether somebody of that name was known, and is forgotten. */
export interface ErasedMessage {
  readonly erased: boolean;
  readonly recordings: number;
}

export const erasureMessage: Shape<ErasureMessage> = record<ErasureMessage>("an erasure", {
  name: required(text("a name", 4096), "who is to be forgotten, as its kind and its id: `person:ann`"),
  basis: required(text("a reason in one word", 200), "why, in letters, digits and `._:/@+-`; it stands in the record"),
});

export const erasedMessage: Shape<ErasedMessage> = record<ErasedMessage>("an answer", {
  erased: required(bool, "whether somebody of that name was known, and is forgotten"),
  recordings: required(whole(0, Number.MAX_SAFE_INTEGER), "how many recorded questions that name them were removed"),
});
