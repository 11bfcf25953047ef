import { Lexer } from "../1-parse/lexer.ts";
import { ProblemList } from "../1-parse/problems.ts";
import type { TokenKind } from "../1-parse/token.ts";

/** A token as it was written, with its place. */
export interface PlacedToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Set for a string that is not closed, which goes on to the end of the text. */
  readonly open?: true;
}

/**
 * The tokens of an expression, as far as they can be told: whatever the text, an answer in linear time. A string that is not closed is the last
 * token.
 */
export function tokensOf(source: string): readonly PlacedToken[] {
  const lexer = new Lexer(source, new ProblemList());
  const tokens: PlacedToken[] = [];
  try {
    for (lexer.next(); lexer.kind !== "end"; lexer.next()) tokens.push(placed(lexer, lexer.kind));
  } catch {
    tokens.push({
      kind: "literal",
      text: source.slice(lexer.start),
      start: lexer.start,
      end: source.length,
      open: true,
    });
  }
  return tokens;
}

function placed({ source, start, end }: Lexer, kind: TokenKind): PlacedToken {
  return { kind, text: source.slice(start, end), start, end };
}
