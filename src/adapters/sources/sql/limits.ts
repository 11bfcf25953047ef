/** Texts longer than this, in UTF-16 units, are not read. */
export const MAX_TEXT = 65_536;

/** Of more statements than this, those behind are not read. */
export const MAX_STATEMENTS = 200;
