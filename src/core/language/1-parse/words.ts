import { cut } from "#core/diagnostics";
import type { Lexer } from "./lexer.ts";
import type { TokenKind } from "./token.ts";

/** An infix operator: how tight it binds (more is tighter) and its standard function name. */
export interface BinaryOperator {
  readonly precedence: number;
  readonly name: string;
}

/** The infix operators except `&&`, `||` and `? :`, which bind looser. All associate to the left. */
export const BINARY_OPERATORS: ReadonlyMap<TokenKind, BinaryOperator> = new Map<TokenKind, BinaryOperator>([
  ["<", { precedence: 1, name: "_<_" }],
  ["<=", { precedence: 1, name: "_<=_" }],
  [">", { precedence: 1, name: "_>_" }],
  [">=", { precedence: 1, name: "_>=_" }],
  ["==", { precedence: 1, name: "_==_" }],
  ["!=", { precedence: 1, name: "_!=_" }],
  ["in", { precedence: 1, name: "@in" }],
  ["+", { precedence: 2, name: "_+_" }],
  ["-", { precedence: 2, name: "_-_" }],
  ["*", { precedence: 3, name: "_*_" }],
  ["/", { precedence: 3, name: "_/_" }],
  ["%", { precedence: 3, name: "_%_" }],
]);

const NO_STATEMENTS =
  "Expressions have no statements: write `condition ? a : b`, or a macro such as `all` and `exists`";
const OTHER_NAME = "Choose another name, or reach a field of this name as `object.name`";

/** Words that the specification keeps for later, each with what to do instead. */
export const RESERVED_WORDS: ReadonlyMap<string, string> = new Map([
  ...["break", "continue", "else", "for", "if", "loop", "while"].map((word) => [word, NO_STATEMENTS] as const),
  ...["as", "const", "function", "import", "let", "namespace", "package", "return", "var", "void"].map(
    (word) => [word, OTHER_NAME] as const,
  ),
]);

/** Names the current token for a message. */
export function describeToken(lexer: Lexer): string {
  if (lexer.kind === "end") return "the end of the expression";
  const text = lexer.source.slice(lexer.start, lexer.end);
  return `\`${cut(text, 40)}\``;
}
