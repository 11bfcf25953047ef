import type { Path } from "#core/model";

/** A part of one text that was found to hold something: from `start` to before `end`, in UTF-16 code units. */
export interface Hit {
  readonly label: string;
  /** A permanent word for what found it, such as `iban`. */
  readonly detector: string;
  readonly start: number;
  readonly end: number;
}

/** A hit with the place of its text. What it holds is not repeated. */
export interface ContentFinding extends Hit {
  /** The steps to the text, or with `inKey` to the map one of whose keys it is; without what was taken out of keys. */
  readonly where: Path;
  readonly inKey: boolean;
}

/** Looks for something in one text, in a time that grows with its length and not faster. */
export type Look = (text: string) => readonly Hit[];
