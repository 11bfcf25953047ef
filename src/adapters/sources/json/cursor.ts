import { skipSpace, stringEnd, surveyJson, type JsonSurvey } from "#core/model";

/** A stretch of a JSON text, by byte offsets, `end` exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const COMMA = 0x2c;
const QUOTE = 0x22;
const COLON = 0x3a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Steps through UTF-8 JSON without reading what is in its values. Any bytes are stepped through safely, but only those of well-formed JSON give
 * ranges that mean anything.
 */
export class JsonCursor {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = skipSpace(bytes, at);
  }

  /** The offset of what comes next, behind white space. */
  get at(): number {
    return this.#at;
  }

  /** Tells whether a character comes next. */
  sees(character: number): boolean {
    return this.#bytes[this.#at] === character;
  }

  /** Steps over a character when it comes next, and tells whether it did. */
  take(character: number): boolean {
    if (!this.sees(character)) return false;
    this.#stepTo(this.#at + 1);
    return true;
  }

  /** Steps over a key and its colon, and answers where the key is; null when none comes next. */
  key(): ByteRange | null {
    if (!this.sees(QUOTE)) return null;
    const key = { start: this.#at, end: stringEnd(this.#bytes, this.#at) };
    this.#stepTo(key.end);
    return this.take(COLON) ? key : null;
  }

  /** Steps over a value, and answers what it is like. It is empty when none comes next. */
  value(): JsonSurvey & ByteRange {
    const start = this.#at;
    const survey = surveyJson(this.#bytes, start);
    this.#stepTo(survey.end);
    return { ...survey, start };
  }

  #stepTo(at: number): void {
    this.#at = skipSpace(this.#bytes, at);
  }
}

/** Where the text begins: behind a byte order mark, if there is one. */
export function textStart(bytes: Uint8Array): number {
  return BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
}
