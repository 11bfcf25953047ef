import type { Constant, Expr } from "../ast/expr.ts";
import type { SourceRange } from "../ast/parsed.ts";
import { balance, type Term } from "./balance.ts";
import { Lexer } from "./lexer.ts";
import type { ParseLimits } from "./limits.ts";
import { expandMacro, type MacroTable } from "./macros/macro.ts";
import { Nodes } from "./nodes.ts";
import { BINARY_OPERATORS, describeToken, RESERVED_WORDS } from "./words.ts";
import { ParseAbort, type ProblemList } from "./problems.ts";
import type { Punctuation, TokenKind } from "./token.ts";
import { slipHint } from "./slips.ts";
import { parseFields, parseList, parseMap } from "./aggregates.ts";

/** Parses one expression by recursive descent; binary operators climb by precedence. Everything wrong lands in `problems`. */
export class Parser {
  readonly lexer: Lexer;
  readonly nodes: Nodes;
  readonly problems: ProblemList;
  readonly macroCalls: Map<number, Expr> = new Map();
  readonly #macros: MacroTable;
  readonly #limits: ParseLimits;
  #depth = 0;

  constructor(source: string, limits: ParseLimits, macros: MacroTable, problems: ProblemList) {
    this.lexer = new Lexer(source, problems);
    this.nodes = new Nodes(limits, problems);
    this.problems = problems;
    this.#macros = macros;
    this.#limits = limits;
  }

  /** The whole text as one expression, or `undefined` when it has problems. */
  parse(): Expr | undefined {
    try {
      this.lexer.next();
      const expr = this.expression();
      if (this.lexer.kind !== "end")
        this.reject("expected an operator or the end of the expression", slipHint(this.lexer) ?? JOIN_HINT);
      return this.problems.problems.length === 0 ? expr : undefined;
    } catch (cause) {
      if (cause instanceof ParseAbort) return undefined;
      throw cause;
    }
  }

  /** `condition ? a : b` and everything that binds tighter. */
  expression(): Expr {
    if (++this.#depth > this.#limits.maxDepth) this.nodes.tooDeep(this.lexer);
    const start = this.lexer.start;
    const condition = this.#logical("||");
    const expr = this.lexer.kind === "?" ? this.#conditional(start, condition) : condition;
    this.#depth--;
    return expr;
  }

  #conditional(start: number, condition: Expr): Expr {
    this.lexer.next();
    const then = this.#logical("||");
    this.expect(":", "expected `:` and the value of `? :` for false");
    const otherwise = this.expression();
    return this.nodes.call(this.#from(start), "_?_:_", [condition, then, otherwise]);
  }

  #logical(operator: "||" | "&&"): Expr {
    const start = this.lexer.start;
    const first = operator === "||" ? this.#logical("&&") : this.#binary(1);
    if (this.lexer.kind !== operator) return first;
    const terms: Term[] = [{ expr: first, range: this.#from(start) }];
    while (this.lexer.kind === operator) {
      this.lexer.next();
      const from = this.lexer.start;
      const expr = operator === "||" ? this.#logical("&&") : this.#binary(1);
      terms.push({ expr, range: this.#from(from) });
    }
    return balance(this.nodes, `_${operator}_`, terms);
  }

  #binary(minimum: number): Expr {
    const start = this.lexer.start;
    let left = this.#unary();
    for (;;) {
      const operator = BINARY_OPERATORS.get(this.lexer.kind);
      if (operator === undefined || operator.precedence < minimum) return left;
      this.lexer.next();
      const right = this.#binary(operator.precedence + 1);
      left = this.nodes.call(this.#from(start), operator.name, [left, right]);
    }
  }

  #unary(): Expr {
    const { kind, start } = this.lexer;
    if (kind !== "!" && kind !== "-") return this.#member(start, this.#primary());
    let count = 0;
    for (; this.lexer.kind === kind; count++) this.lexer.next();
    if (kind === "-" && count === 1 && this.#atNumber()) return this.#member(start, this.#number(start, true));
    const operand = this.#member(this.lexer.start, this.#primary());
    // As cel-go does: an even number of signs cancels itself out.
    return count % 2 === 0 ? operand : this.nodes.call(this.#from(start), kind === "!" ? "!_" : "-_", [operand]);
  }

  #atNumber(): boolean {
    const { kind, constant } = this.lexer;
    return kind === "literal" && (constant.type === "int" || constant.type === "double");
  }

  #member(start: number, primary: Expr): Expr {
    let expr = primary;
    let called = false;
    for (;;) {
      const { kind } = this.lexer;
      if (kind === ".") {
        expr = this.#dot(start, expr);
        called ||= expr.kind !== "select";
      } else if (kind === "[") {
        expr = this.#index(start, expr);
        called = true;
      } else if (kind === "{" && !called && this.lexer.source.charCodeAt(start) !== OPEN_PARENTHESIS) {
        const name = qualifiedName(expr);
        if (name === undefined) return expr;
        expr = this.#message(start, name);
        called = true;
      } else {
        return expr;
      }
    }
  }

  #dot(start: number, operand: Expr): Expr {
    this.lexer.next();
    const optional = this.accept("?");
    const { kind, name } = this.lexer;
    const field = this.#fieldRange();
    if (kind !== "identifier" && kind !== "quoted-identifier") this.#rejectField(optional);
    this.lexer.next();
    if (optional) {
      const constant = this.nodes.constant(field, { type: "string", value: name });
      return this.nodes.call(this.#from(start), "_?._", [operand, constant]);
    }
    if (this.lexer.kind !== "(" || kind === "quoted-identifier") {
      return this.nodes.select(this.#from(start), operand, name);
    }
    const args = this.#arguments();
    return this.#macroOr(this.#from(start), name, args, operand);
  }

  #fieldRange(): SourceRange {
    return { start: this.lexer.start, end: this.lexer.end };
  }

  #rejectField(optional: boolean): never {
    const { kind, source, start, end } = this.lexer;
    if (WORD_KINDS.has(kind)) {
      const word = source.slice(start, end);
      return this.reject(
        "which is a word of the language and no field name",
        `Write \`["${word}"]\` or \`.\`${word}\`\``,
      );
    }
    const hint = kind === "end" ? "Name the field" : 'Write `["name"]` for other names';
    return this.reject(`expected a field name after \`${optional ? ".?" : "."}\``, hint);
  }

  #index(start: number, operand: Expr): Expr {
    this.lexer.next();
    const optional = this.accept("?");
    const index = this.expression();
    this.expect("]", "expected `]`");
    return this.nodes.call(this.#from(start), optional ? "_[?_]" : "_[_]", [operand, index]);
  }

  #message(start: number, name: string): Expr {
    const entries = parseFields(this);
    return this.nodes.struct(this.#from(start), name, entries);
  }

  #primary(): Expr {
    const { kind, start } = this.lexer;
    switch (kind) {
      case "identifier":
        return this.#name("");
      case ".":
        return this.#leadingDot();
      case "literal":
        return this.#literal();
      case "true":
      case "false":
        return this.#word({ type: "bool", value: kind === "true" });
      case "null":
        return this.#word({ type: "null" });
      case "(":
        return this.#parenthesised();
      case "[": {
        const { elements, optionalIndices } = parseList(this);
        return this.nodes.list(this.#from(start), elements, optionalIndices);
      }
      case "{": {
        const entries = parseMap(this);
        return this.nodes.struct(this.#from(start), "", entries);
      }
      default:
        return this.reject("expected a value");
    }
  }

  #leadingDot(): Expr {
    this.lexer.next();
    if (this.lexer.kind !== "identifier") this.reject("expected a name after `.`");
    return this.#name(".");
  }

  #name(prefix: "" | "."): Expr {
    const { name, start, end } = this.lexer;
    const range = { start: start - prefix.length, end };
    if (RESERVED_WORDS.has(name)) this.#reserved(name, range);
    this.lexer.next();
    if (this.lexer.kind !== "(") return this.nodes.ident(range, prefix + name);
    const args = this.#arguments();
    return this.#macroOr(this.#from(range.start), prefix + name, args);
  }

  #reserved(word: string, range: SourceRange): never {
    const message = `\`${word}\` is a reserved word and cannot be a name`;
    this.problems.report("expression-reserved-word", range, message, RESERVED_WORDS.get(word));
    throw new ParseAbort(false);
  }

  #parenthesised(): Expr {
    this.lexer.next();
    const expr = this.expression();
    this.expect(")", "expected `)`");
    return expr;
  }

  #word(constant: Constant): Expr {
    const range = this.#fieldRange();
    this.lexer.next();
    return this.nodes.constant(range, constant);
  }

  #literal(): Expr {
    return this.#atNumber() ? this.#number(this.lexer.start, false) : this.#word(this.lexer.constant);
  }

  #number(start: number, negative: boolean): Expr {
    const { constant, end } = this.lexer;
    const range = { start, end };
    if (constant.type === "int") {
      const value = negative ? -constant.value : constant.value;
      if (value > MAX_INT || value < MIN_INT) this.lexer.reportRange("int");
      this.lexer.next();
      return this.nodes.constant(range, { type: "int", value });
    }
    const value = constant.type === "double" ? constant.value : 0;
    this.lexer.next();
    return this.nodes.constant(range, { type: "double", value: negative ? -value : value });
  }

  #arguments(): readonly Expr[] {
    this.lexer.next();
    const args: Expr[] = [];
    while (this.lexer.kind !== ")") {
      args.push(this.element(")"));
      if (!this.accept(",")) break;
      if (this.#at(")")) this.reject("expected an argument after `,`");
    }
    this.expect(")", "expected `,` or `)`");
    return args;
  }

  #macroOr(range: SourceRange, name: string, args: readonly Expr[], target?: Expr): Expr {
    const macros = this.#macros.get(name);
    if (macros !== undefined) {
      const call = { name, args, target, range, nodes: this.nodes, problems: this.problems };
      const expanded = expandMacro(macros, call);
      if (expanded !== undefined) {
        this.macroCalls.set(expanded.id, written(expanded.id, name, args, target));
        return expanded;
      }
    }
    return target === undefined ? this.nodes.call(range, name, args) : this.nodes.method(range, target, name, args);
  }

  /** One element of a list, map, message or argument list that `close` ends; a broken one is reported and skipped. */
  element(close: Punctuation): Expr {
    const start = this.lexer.start;
    const depth = this.#depth;
    try {
      const expr = this.expression();
      if (this.lexer.kind === "," || this.lexer.kind === ":" || this.lexer.kind === close) return expr;
      return this.reject(`expected \`,\` or \`${close}\``, this.#closing(close));
    } catch (cause) {
      if (!(cause instanceof ParseAbort) || cause.fatal) throw cause;
      this.#depth = depth;
      this.#skipTo(close);
      return this.nodes.constant(this.#from(start), { type: "null" });
    }
  }

  #skipTo(close: Punctuation): void {
    let open = 0;
    for (;;) {
      const { kind } = this.lexer;
      if (kind === "end") throw new ParseAbort(true);
      if (open === 0 && (kind === "," || kind === close)) return;
      if (OPENING.has(kind)) open++;
      else if (CLOSING.has(kind) && --open < 0) throw new ParseAbort(true);
      this.lexer.next();
    }
  }

  #at(kind: TokenKind): boolean {
    return this.lexer.kind === kind;
  }

  /** Moves past a token of this kind, if it is the current one. */
  accept(kind: TokenKind): boolean {
    if (this.lexer.kind !== kind) return false;
    this.lexer.next();
    return true;
  }

  /** Moves past a token of this kind, or reports `expectation`. */
  expect(kind: Punctuation, expectation: string): void {
    if (!this.accept(kind)) this.reject(expectation, this.#closing(kind));
  }

  #closing(kind: Punctuation): string | undefined {
    return this.lexer.kind === "end" ? `Add \`${kind}\`` : undefined;
  }

  /** Reports that the current token does not fit here, and leaves the element. */
  reject(expectation: string, hint: string | undefined = slipHint(this.lexer)): never {
    const { start, end } = this.lexer;
    const found = describeToken(this.lexer);
    this.problems.report("expression-syntax", { start, end }, `Found ${found}, ${expectation}`, hint);
    throw new ParseAbort(false);
  }

  #from(start: number): SourceRange {
    return { start, end: this.lexer.previousEnd };
  }
}

function written(id: number, name: string, args: readonly Expr[], target: Expr | undefined): Expr {
  if (target === undefined) return { kind: "call", id, function: name, args };
  return { kind: "call", id, function: name, target, args };
}

/** `a.b.c` for a chain of plain selections from a name. */
function qualifiedName(expr: Expr): string | undefined {
  if (expr.kind === "ident") return expr.name;
  if (expr.kind !== "select" || expr.testOnly) return undefined;
  const operand = qualifiedName(expr.operand);
  return operand === undefined ? undefined : `${operand}.${expr.field}`;
}

const MAX_INT = 0x7fff_ffff_ffff_ffffn;
const MIN_INT = -0x8000_0000_0000_0000n;
const OPEN_PARENTHESIS = 40;
const OPENING: ReadonlySet<TokenKind> = new Set<TokenKind>(["(", "[", "{"]);
const CLOSING: ReadonlySet<TokenKind> = new Set<TokenKind>([")", "]", "}"]);
const WORD_KINDS: ReadonlySet<TokenKind> = new Set<TokenKind>(["in", "true", "false", "null"]);

const JOIN_HINT = "Join the two with an operator such as `&&`, or remove what is too much";
