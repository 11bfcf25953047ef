import type { Lexer } from "./lexer.ts";

/** What to write instead, where a token that does not fit is a habit from another language; undefined where it is none that is known. */
export function slipHint(lexer: Lexer): string | undefined {
  const { source, start, end, previousEnd } = lexer;
  const token = source.slice(start, end);
  const before = /\w*$/.exec(source.slice(Math.max(0, previousEnd - LONGEST_SLIP), previousEnd))?.[0] ?? "";
  return (
    OPERATORS.get(token) ??
    (token === ">" && source[start - 1] === "<" ? "Write `!=` for unequal" : PREFIXES.get(before))
  );
}

const LONGEST_SLIP = 8;

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ["and", "Write `&&` for and"],
  ["or", "Write `||` for or"],
  ["is", "Write `==` to compare"],
  ["like", "Write `text.matches('pattern')`"],
  ["contains", "Write `text.contains('part')`, or `x in list`"],
  ["not", "Write `!(x in list)` for what is not in a list"],
]);

const PREFIXES: ReadonlyMap<string, string> = new Map([["not", "Write `!` for not"]]);
