/**
 * Text from a user's files made safe to show on one line: control characters (terminal escapes, newlines), bidirectional overrides, invisible
 * characters and lone surrogates become visible replacements.
 */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(UNSAFE, (character) => {
    const known = NAMED[character];
    return known ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const NAMED: Readonly<Record<string, string>> = { "\n": String.raw`\n`, "\r": String.raw`\r`, "\t": String.raw`\t` };
