import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression } from "../1-parse/index.ts";
import { expressionText } from "../testing/random-expression.ts";
import { layOutExpression } from "./lay-out-expression.ts";

describe("layOutExpression()", () => {
  it.each([
    ["a+b  *c", "a + b * c"],
    ["!( ! a )", "!(!a)"],
    ["a - - 1", "a - -1"],
    ["[-1,- 2]", "[-1, -2]"],
    ["a . ? b [ ? c ] . orValue( 1 )", "a.?b[?c].orValue(1)"],
    ["{ ? 'a' : x?1:2 , 'b':[ ?y ] }", "{?'a': x ? 1 : 2, 'b': [?y]}"],
    ["T{f:1}.f in[1]", "T{f: 1}.f in [1]"],
    ["x.exists(y,y>1)&&size(x)==2", "x.exists(y, y > 1) && size(x) == 2"],
    ["  'a  b'+r'\\d'  ", "'a  b' + r'\\d'"],
  ])("writes %s as %s", (source, expected) => {
    expect(layOutExpression(source, 80)).toBe(expected);
  });

  it("breaks at the operators that bind least, then within the longest brackets", () => {
    const source = "!a.exists(x, x.first > 1 || x.second.startsWith('very long text') && x.third) && b";
    expect(layOutExpression(source, 40).split("\n")).toEqual([
      "!a.exists(x,",
      "  x.first > 1 ||",
      "  x.second.startsWith(",
      "    'very long text'",
      "  ) &&",
      "    x.third",
      ") &&",
      "b",
    ]);
  });

  it("puts the branches of a choice below its condition", () => {
    const source = "condition.is.long ? first.value : other ? second.value : third.value";
    expect(layOutExpression(source, 30).split("\n")).toEqual([
      "condition.is.long",
      "  ? first.value",
      "  : other",
      "      ? second.value",
      "      : third.value",
    ]);
  });

  it.each(["a &&", "'not closed", "", "  ", "a // why\n && b", "a b"])("leaves %j as it is", (source) => {
    expect(layOutExpression(source, 4)).toBe(source.trim());
  });

  it("keeps the meaning, and changes nothing a second time", () => {
    fc.assert(
      fc.property(expressionText({ full: true }), fc.integer({ min: 1, max: 120 }), (source, width) => {
        const once = layOutExpression(source, width);
        expect(layOutExpression(once, width)).toBe(once);
        expect(treeOf(once)).toEqual(treeOf(source));
      }),
      { numRuns: 300 },
    );
  });

  it("answers for expressions as deep and as long as the parser takes", () => {
    const deep = `${"(".repeat(200)}a${")".repeat(200)}`;
    expect(layOutExpression(deep, 10).replaceAll(/\s/g, "")).toBe(deep);
    const long = Array.from({ length: 2000 }, (_, at) => `a${at}`).join("&&");
    expect(layOutExpression(long, 80).split("\n")).toHaveLength(2000);
  });
});

function treeOf(source: string): unknown {
  const result = parseExpression(source);
  return result.kind === "parsed" ? result.parsed.expr : "rejected";
}
