import type { Expr, StructEntry } from "../ast/expr.ts";
import type { Parser } from "./parser.ts";

/** The elements of `[a, ?b]`; `optionalIndices` lists those with a leading `?`. */
export interface ListParts {
  readonly elements: readonly Expr[];
  readonly optionalIndices: readonly number[];
}

/** Parses a list literal from its `[` to behind its `]`; a trailing comma is allowed. */
export function parseList(parser: Parser): ListParts {
  const elements: Expr[] = [];
  const optionalIndices: number[] = [];
  parser.lexer.next();
  while (parser.lexer.kind !== "]") {
    if (parser.accept("?")) optionalIndices.push(elements.length);
    elements.push(parser.element("]"));
    if (!parser.accept(",")) break;
  }
  parser.expect("]", "expected `,` or `]`");
  return { elements, optionalIndices };
}

/** Parses a map literal from its `{` to behind its `}`; a trailing comma is allowed. */
export function parseMap(parser: Parser): readonly StructEntry[] {
  return parseEntries(parser, mapEntry);
}

/** Parses the fields of a message literal from its `{` to behind its `}`; a trailing comma is allowed. */
export function parseFields(parser: Parser): readonly StructEntry[] {
  return parseEntries(parser, fieldEntry);
}

function parseEntries(parser: Parser, parseEntry: (parser: Parser) => StructEntry): readonly StructEntry[] {
  const entries: StructEntry[] = [];
  parser.lexer.next();
  while (parser.lexer.kind !== "}") {
    entries.push(parseEntry(parser));
    if (!parser.accept(",")) break;
  }
  parser.expect("}", "expected `,` or `}`");
  return entries;
}

function mapEntry(parser: Parser): StructEntry {
  const { start } = parser.lexer;
  const optional = parser.accept("?");
  const key = parser.expression();
  parser.expect(":", "expected `:` and the value of this key");
  const value = parser.element("}");
  const range = { start, end: parser.lexer.previousEnd };
  return parser.nodes.entry(range, { key: { kind: "map", expr: key }, value, optional });
}

function fieldEntry(parser: Parser): StructEntry {
  const { start } = parser.lexer;
  const optional = parser.accept("?");
  const { kind, name } = parser.lexer;
  if (kind !== "identifier" && kind !== "quoted-identifier") parser.reject("expected a field name");
  parser.lexer.next();
  parser.expect(":", "expected `:` and the value of this field");
  const value = parser.element("}");
  const range = { start, end: parser.lexer.previousEnd };
  return parser.nodes.entry(range, { key: { kind: "field", name }, value, optional });
}
