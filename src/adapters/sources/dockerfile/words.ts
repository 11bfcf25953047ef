/** A word of an instruction as written, and where in the instruction's text it stands. */
export interface Word {
  readonly raw: string;
  readonly at: number;
}

const WORD = /(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\])+|\\$/gsu;

/** The words of a text: white space parts them, but not within quotes or behind an escape. */
export function wordsOf(text: string, from = 0): readonly Word[] {
  return Array.from(text.slice(from).matchAll(WORD), ({ 0: raw, index }) => ({ raw, at: from + index }));
}

/** The flags at the beginning (`--from=x`), by name, and the words behind them. */
export function splitFlags(words: readonly Word[]): {
  readonly flags: readonly (readonly [string, string])[];
  readonly rest: readonly Word[];
} {
  const end = words.findIndex(({ raw }) => !raw.startsWith("--"));
  const count = end < 0 ? words.length : end;
  const flags = words.slice(0, count).map(({ raw }): readonly [string, string] => {
    const equals = raw.indexOf("=");
    return equals < 0 ? [raw.slice(2), ""] : [raw.slice(2, equals), unquoted(raw.slice(equals + 1))];
  });
  return { flags, rest: words.slice(count) };
}

/** The word without its quotes and escapes. */
export function unquoted(raw: string): string {
  return raw.replaceAll(
    /"((?:[^"\\]|\\.)*)"?|'([^']*)'?|\\(.)/gsu,
    (_, double: string | undefined, single: string | undefined, escaped: string | undefined) =>
      double === undefined ? (single ?? escaped ?? "") : double.replaceAll(/\\(["'\\$])/g, "$1"),
  );
}

/** A name with its value, as in ENV, LABEL and ARG; the value is null where none is written. */
export interface Pair {
  readonly name: string;
  readonly raw: string | null;
  readonly at: number;
}

/** `a=1 b="2"`, or the old form `a 1 2`, which sets one. */
export function pairsOf(text: string, takesOldForm: boolean): readonly Pair[] {
  const words = wordsOf(text);
  const [first, second] = words;
  if (takesOldForm && first && !first.raw.includes("="))
    return [{ name: unquoted(first.raw), raw: second ? text.slice(second.at) : null, at: first.at }];
  return words.map(({ raw, at }) => {
    const equals = raw.indexOf("=");
    return equals < 0
      ? { name: unquoted(raw), raw: null, at }
      : { name: unquoted(raw.slice(0, equals)), raw: raw.slice(equals + 1), at };
  });
}

/** The texts of an instruction in its JSON form, as in `["a", "b"]`; undefined when it is written otherwise. */
export function jsonWords(text: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === "string") ? value : undefined;
  } catch {
    return undefined;
  }
}
