import { describe, expect, it } from "vitest";
import type { Constant, Expr } from "../ast/expr.ts";
import type { ParsedExpression } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";
import { debugString, type Adorner } from "../testing/debug-string.ts";
import { DEFAULT_LIMITS, type MacroLibrary, parseExpression, type ParseOptions } from "./index.ts";

const plain: Adorner = { node: () => "", entry: () => "", resolved: () => undefined };

function parse(source: string, options?: ParseOptions): ParsedExpression {
  const result = parseExpression(source, options);
  if (result.kind === "rejected") throw new Error(result.problems.map((problem) => problem.message).join("; "));
  return result.parsed;
}

function problems(source: string, options?: ParseOptions): readonly ExpressionProblem[] {
  const result = parseExpression(source, options);
  return result.kind === "rejected" ? result.problems : [];
}

function tree(source: string, macros?: readonly MacroLibrary[]): string {
  const text = debugString(parse(source, macros === undefined ? {} : { macros }).expr, plain);
  return text
    .replaceAll(/\n\s*/g, " ")
    .replaceAll(/([([]) /g, "$1")
    .replaceAll(/ ([)\]])/g, "$1");
}

function constant(source: string): Constant {
  const { expr } = parse(source);
  if (expr.kind !== "constant") throw new Error(`${source} is a ${expr.kind}`);
  return expr.constant;
}

function walk(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  const children: readonly (Expr | undefined)[] = {
    constant: [],
    ident: [],
    select: expr.kind === "select" ? [expr.operand] : [],
    call: expr.kind === "call" ? [expr.target, ...expr.args] : [],
    list: expr.kind === "list" ? expr.elements : [],
    struct:
      expr.kind === "struct"
        ? expr.entries.flatMap(({ key, value }) => (key.kind === "map" ? [key.expr, value] : [value]))
        : [],
    comprehension:
      expr.kind === "comprehension"
        ? [expr.iterRange, expr.accuInit, expr.loopCondition, expr.loopStep, expr.result]
        : [],
  }[expr.kind];
  for (const child of children) if (child !== undefined) walk(child, visit);
}

function codes(source: string): readonly string[] {
  return problems(source).map((problem) => problem.code);
}

/** The text of every node, from the top down. */
function texts(source: string): readonly string[] {
  const { expr, ranges } = parse(source);
  const found: string[] = [];
  walk(expr, ({ id }) => found.push(source.slice(ranges.get(id)?.start, ranges.get(id)?.end)));
  return found;
}

describe("literals", () => {
  it.each<[string, Constant]>([
    ["9223372036854775807", { type: "int", value: 9223372036854775807n }],
    ["-9223372036854775808", { type: "int", value: -9223372036854775808n }],
    ["0xFF", { type: "int", value: 255n }],
    ["-0x10", { type: "int", value: -16n }],
    ["18446744073709551615u", { type: "uint", value: 18446744073709551615n }],
    ["0xffU", { type: "uint", value: 255n }],
    ["1.5e3", { type: "double", value: 1500 }],
    [".5", { type: "double", value: 0.5 }],
    ["-0.0", { type: "double", value: -0 }],
    ["1e-2", { type: "double", value: 0.01 }],
    ["null", { type: "null" }],
    ["true", { type: "bool", value: true }],
  ])("parseExpression() reads the number or word %s", (source, expected) => {
    expect(constant(source)).toEqual(expected);
  });

  it.each<[string, string]>([
    [`"a'b"`, "a'b"],
    [`'a"b'`, 'a"b'],
    [`"""a "quoted" b"""`, 'a "quoted" b'],
    [`'''line\nline'''`, "line\nline"],
    [`"""a\r\nb\rc"""`, "a\nb\nc"],
    [`r"\\d\\"`, "\\d\\"],
    [`R'''\\n'''`, "\\n"],
    [`"\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\"\\?\\\`"`, "\u0007\b\f\n\r\t\u000b\\'\"?`"],
    [`"\\x41\\u00e9\\U0001F431\\101"`, "Aé🐱A"],
    [`"\\xff"`, "ÿ"],
    ["'🐱'", "🐱"],
    [`""`, ""],
  ])("parseExpression() reads the string %s", (source, expected) => {
    expect(constant(source)).toEqual({ type: "string", value: expected });
  });

  it.each<[string, readonly number[]]>([
    [`b"abc"`, [97, 98, 99]],
    [`b"é"`, [0xc3, 0xa9]],
    [`b"🐱"`, [0xf0, 0x9f, 0x90, 0xb1]],
    [`b"\\xff\\377"`, [255, 255]],
    [`br"\\x"`, [92, 120]],
    [`B'''a\n'''`, [97, 10]],
  ])("parseExpression() reads the bytes %s", (source, expected) => {
    expect(constant(source)).toEqual({ type: "bytes", value: Uint8Array.from(expected) });
  });

  it.each([
    ["9223372036854775808", "expression-number-range"],
    ["-9223372036854775809", "expression-number-range"],
    ["-(9223372036854775808)", "expression-number-range"],
    ["18446744073709551616u", "expression-number-range"],
    ["1e999", "expression-number-range"],
    ['"\\q"', "expression-invalid-escape"],
    ['"\\xg0"', "expression-invalid-escape"],
    ['"\\ud800"', "expression-invalid-escape"],
    ['"\\U00110000"', "expression-invalid-escape"],
    ['"\\400"', "expression-invalid-escape"],
    ['"\\08"', "expression-invalid-escape"],
    ['b"\\u0041"', "expression-invalid-escape"],
    ["'a\nb'", "expression-unterminated-string"],
    ["'abc", "expression-unterminated-string"],
    ['"""abc"', "expression-unterminated-string"],
    ["'abc\\", "expression-unterminated-string"],
    ["r'", "expression-unterminated-string"],
    ["a.`b", "expression-syntax"],
    ["a.``", "expression-syntax"],
    ["'\ud800'", "expression-syntax"],
    ["1.0u", "expression-syntax"],
    ["0xg", "expression-syntax"],
    ["1a", "expression-syntax"],
  ])("parseExpression() rejects %j with %s", (source, code) => {
    expect(codes(source)).toEqual([code]);
  });
});

describe("operators", () => {
  it.each([
    ["1 + 2 * 3 - 4", "_-_(_+_(1, _*_(2, 3)), 4)"],
    ["a == b && c || !d", "_||_(_&&_(_==_(a, b), c), !_(d))"],
    ["a ? b : c ? d : e", "_?_:_(a, b, _?_:_(c, d, e))"],
    ["a in b == c", "_==_(@in(a, b), c)"],
    ["!!a", "a"],
    ["---a", "-_(a)"],
    ["--1", "1"],
    ["1--1", "_-_(1, -1)"],
    ["-a.b", "-_(a.b)"],
    [".a.b(c)", ".a.b(c)"],
    ["a.?b[?c].?d", '_?._(_[?_](_?._(a, "b"), c), "d")'],
    ["[?a, b,]", "[a, b]"],
    ["{?'k': v, 'l': w}", '{ ?"k":v, "l":w }'],
    ["a.b.C{?x: 1, `y-z`: 2,}", "a.b.C{ ?x:1, y-z:2 }"],
    ["a.`b-c/d`", "a.b-c/d"],
    ["a.if.in2", "a.if.in2"],
    ["// comment\n1 // more", "1"],
  ])("parseExpression() builds %s", (source, expected) => {
    expect(tree(source)).toBe(expected);
  });

  it("parseExpression() records which list elements are optional", () => {
    expect(parse("[a, ?b, ?c]").expr).toMatchObject({ kind: "list", optionalIndices: [1, 2] });
  });
});

describe("macros", () => {
  it.each([
    ["proto.hasExt(m, a.b.c)", "m.a.b.c~test-only~"],
    ["proto.getExt(m, a.b.c)", "m.a.b.c"],
    ["math.greatest(1)", "math.@max(1)"],
    ["math.least(1, 2)", "math.@min(1, 2)"],
    ["math.greatest(1, 2, 3)", "math.@max([1, 2, 3])"],
    ["other.bind(x, 1, x)", "other.bind(x, 1, x)"],
    ["a.all(x)", "a.all(x)"],
  ])("parseExpression() expands %s", (source, expected) => {
    expect(tree(source)).toBe(expected);
  });

  it("parseExpression() binds the target of optMap() once, so that chains stay linear", () => {
    const chain = "a.?b" + ".optMap(x, x)".repeat(30);
    expect(parse(chain).ranges.size).toBeLessThan(30 * 25);
  });

  it("parseExpression() gives two-variable macros both variables", () => {
    for (const call of [
      "all(i, v, v)",
      "exists(i, v, v)",
      "existsOne(i, v, v)",
      "transformList(i, v, v)",
      "transformMap(i, v, v)",
    ]) {
      expect(parse(`a.${call}`).expr).toMatchObject({ kind: "comprehension", iterVar: "i", iterVar2: "v" });
    }
    expect(parse("a.transformMapEntry(k, v, k != 'x', {v: k})").expr).toMatchObject({
      kind: "comprehension",
      iterVar2: "v",
    });
  });

  it("parseExpression() expands cel.block() only where it is switched on", () => {
    const source = "cel.block([1, cel.index(0) + 1], cel.index(1))";
    expect(parse(source).expr).toMatchObject({ kind: "call", function: "block" });
    expect(parse(source, { macros: ["standard", "block"] }).expr).toMatchObject({
      kind: "comprehension",
      accuVar: "@index0",
      result: { kind: "comprehension", accuVar: "@index1", result: { kind: "ident", name: "@index1" } },
    });
  });

  it("parseExpression() keeps every macro call as it was written", () => {
    const { expr, macroCalls } = parse("a.exists(x, has(x.b))");
    expect(macroCalls.get(expr.id)).toMatchObject({ kind: "call", function: "exists", target: { name: "a" } });
    expect([...macroCalls.values()].map((call) => call.kind === "call" && call.function)).toEqual(["has", "exists"]);
  });

  it.each([
    ["has(a)", "`has()` needs a field selection such as `object.field`"],
    ["has(a['b'])", "`has()` needs a field selection such as `object.field`"],
    ["a.all(x.y, true)", "`all()` needs a plain variable name here"],
    ["a.all(x, x, true)", "`all()` needs two different variable names"],
    ["a.map(__result__, 1)", "`__result__` is kept for the language and cannot be a variable"],
    ["cel.bind('x', 1, x)", "`bind()` needs a plain variable name here"],
    ["math.greatest()", "`math.greatest()` needs at least one number"],
    ["math.least([])", "`math.least()` needs at least one number"],
    ["proto.getExt(m, 'a')", "`proto.getExt()` needs the full name of an extension field"],
  ])("parseExpression() rejects the macro %s", (source, message) => {
    expect(problems(source)).toMatchObject([{ code: "expression-invalid-macro", message }]);
  });
});

describe("ranges", () => {
  it("parseExpression() gives every node the text that it came from", () => {
    expect(texts("(a + b) * -c.d[ 0 ]")).toEqual([
      "(a + b) * -c.d[ 0 ]",
      "a + b",
      "a",
      "b",
      "-c.d[ 0 ]",
      "c.d[ 0 ]",
      "c.d",
      "c",
      "0",
    ]);
    expect(texts(" a ? 'x' : {1: [2]} ")).toEqual(["a ? 'x' : {1: [2]}", "a", "'x'", "{1: [2]}", "1", "[2]", "2"]);
    expect(texts("f(x).g( y )")).toEqual(["f(x).g( y )", "f(x)", "x", "y"]);
    expect(texts("a && (b) && c && d")).toEqual(["a && (b) && c && d", "a && (b)", "a", "b", "c && d", "c", "d"]);
  });

  it("parseExpression() gives the nodes of an expansion the range of the macro call", () => {
    const source = "1 in a.map(x, x + 1)";
    expect([...new Set(texts(source))]).toEqual([source, "1", "a.map(x, x + 1)", "a", "x + 1", "x"]);
  });

  it("parseExpression() gives every node an id of its own and a range", () => {
    const { expr, ranges } = parse("a.exists(x, x.b == {'k': [1, 2]}) || has(c.d) ? M{f: 1}.f : cel.bind(y, 1, y)");
    const ids: number[] = [];
    walk(expr, ({ id }) => ids.push(id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => ranges.has(id))).toBe(true);
  });
});

describe("problems", () => {
  it.each([
    ["", "This expression is empty"],
    ["a = b", "`=` is not part of the language"],
    ["a & b", "`&` is not part of the language"],
    ["a b", "Found `b`, expected an operator or the end of the expression"],
    ["a +", "Found the end of the expression, expected a value"],
    ["(a", "Found the end of the expression, expected `)`"],
    ["f(a,)", "Found `)`, expected an argument after `,`"],
    ["a ? b", "Found the end of the expression, expected `:` and the value of `? :` for false"],
    ["{a}", "Found `}`, expected `:` and the value of this key"],
    ["M{1: 2}", "Found `1`, expected a field name"],
    ["a.in", "Found `in`, which is a word of the language and no field name"],
    ["a.1", "Found `.1`, expected an operator or the end of the expression"],
    ["if", "`if` is a reserved word and cannot be a name"],
    ["f(){}", "Found `{`, expected an operator or the end of the expression"],
    ["(a){}", "Found `{`, expected an operator or the end of the expression"],
    ["“a”", "`“` is not part of the language"],
  ])("parseExpression() says of %j: %s", (source, message) => {
    expect(problems(source)[0]?.message).toContain(message);
  });

  it("parseExpression() reports several problems in the elements of one list", () => {
    const found = problems("[1 +, while, f(2, *), {a: $}, 99999999999999999999]");
    expect(found.map((problem) => problem.code)).toEqual([
      "expression-syntax",
      "expression-reserved-word",
      "expression-syntax",
      "expression-syntax",
      "expression-number-range",
    ]);
    expect(found.map((problem) => problem.start)).toEqual([4, 6, 18, 26, 30]);
  });
});

describe("hostile text", () => {
  it.each([
    ["parentheses", "(".repeat(49_999) + "1" + ")".repeat(49_999)],
    ["brackets", "[".repeat(50_000)],
    ["braces", "{1:".repeat(30_000)],
    ["calls", "f(".repeat(50_000)],
    ["indexes", "a" + "[0]".repeat(30_000)],
    ["selections", "a" + ".b".repeat(49_000)],
    ["sums", "1" + "+1".repeat(49_000)],
    ["conditions", "a?b:".repeat(20_000) + "c"],
    ["macros", "a.all(x,".repeat(12_000)],
    ["optional macros", "a" + ".optMap(x,x)".repeat(8_000)],
  ])("parseExpression() refuses endless %s without exhausting the stack", (_, source) => {
    expect(codes(source)).toEqual(["expression-too-deep"]);
  });

  it("parseExpression() refuses 100,000 nested parentheses and a string of a million characters by length", () => {
    expect(codes("(".repeat(100_000) + ")".repeat(100_000))).toEqual(["expression-too-long"]);
    expect(codes(`"${"a".repeat(1_000_000)}"`)).toEqual(["expression-too-long"]);
    const long = `"${"a\\n".repeat(300_000)}"`;
    expect(parseExpression(long, { limits: { maxLength: 2_000_000 } }).kind).toBe("parsed");
  });

  it("parseExpression() takes endless signs and chains of && that stay flat", () => {
    expect(parseExpression("!".repeat(99_999) + "a").kind).toBe("parsed");
    expect(parseExpression("a" + "&&a".repeat(20_000)).kind).toBe("parsed");
  });

  it("parseExpression() refuses more parts than the limit", () => {
    expect(codes(`[${"1,".repeat(49_999)}]`)).toEqual([]);
    expect(codes(`[${"1,".repeat(49_900)}${"-1,".repeat(60)}]`)).toEqual([]);
    expect(problems("[1, 2, 3]", { limits: { maxNodes: 3 } }).map((problem) => problem.code)).toEqual([
      "expression-too-large",
    ]);
  });

  it.each([
    "'",
    '"""',
    "r'''",
    'b"',
    "`",
    "a.`",
    "/",
    "//",
    "[",
    "{",
    "f(",
    "a.",
    "a[",
    "a?",
    "\\",
    "\0",
    "0x",
    "1e",
    "\u{1F431}",
  ])("parseExpression() answers for the fragment %j alone and repeated", (fragment) => {
    for (const source of [fragment, `1 + ${fragment}`, fragment.repeat(5_000)]) {
      expect(["parsed", "rejected"]).toContain(parseExpression(source).kind);
    }
  });

  it("parseExpression() holds the INVARIANT (bounded-height)", () => {
    const source = "a" + "+a".repeat(DEFAULT_LIMITS.maxDepth - 1);
    expect(parseExpression(source).kind).toBe("parsed");
    expect(codes(`${source}+a`)).toEqual(["expression-too-deep"]);
  });

  it("parseExpression() takes names of Object.prototype as ordinary names", () => {
    expect(tree("constructor.__proto__.hasOwnProperty(toString, {'__proto__': 1})")).toBe(
      'constructor.__proto__.hasOwnProperty(toString, { "__proto__":1 })',
    );
  });
});
