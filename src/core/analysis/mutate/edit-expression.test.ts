import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression } from "#core/language";
import { applyEdit, editExpression } from "./edit-expression.ts";

function mutantsOf(source: string): readonly string[] {
  return editExpression(source).map((edit) => applyEdit(source, edit));
}

describe("editExpression()", () => {
  it.each<[string, readonly string[]]>([
    ["a && b", ["a", "b", "(a || b)"]],
    ["a || b", ["a", "b", "(a && b)"]],
    ["!a", ["a"]],
    ["a ? b : c", ["b", "c"]],
    ["a < b", ["(a <= b)", "(a >= b)"]],
    ["a == b", ["(a != b)"]],
    ["a in b", ["!(a in b)"]],
    ["a + b", ["(a - b)"]],
    ["true", ["false"]],
    ["7", ["(8)", "(6)"]],
    ["'x'", ["'\\u2260'"]],
    ["[a, b]", ["[b]", "[a]"]],
    ["has(a.b)", ["true", "false"]],
    ["a.filter(v, v)", ["a"]],
    ["a.exists(v, v)", ["a.all(v, v)"]],
    ["a.startsWith(b)", ["a.endsWith(b)"]],
    ["a.?b", []],
    ["a.b", []],
    ["a &&", []],
  ])("makes of `%s` what may be mistaken for it", (source, expected) => {
    expect(mutantsOf(source)).toEqual(expected);
  });

  it("keeps operands apart from what stands beside them", () => {
    expect(mutantsOf("!(a || b) && c")).toEqual(
      expect.arrayContaining([
        "(!(a || b))",
        "c",
        "((!(a || b)) || c)",
        "(a || b) && c",
        "!(a) && c",
        "!((a && b)) && c",
      ]),
    );
  });

  it("makes nothing but expressions, whatever the expression", () => {
    const atom = fc.constantFrom("a", "b.c", "1", "'t'", "true", "has(a.b)", "[a, 2]", "d.exists(v, v == a)");
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc
          .tuple(tie("tree"), fc.constantFrom("&&", "||", "==", "<", "+", "in"), tie("tree"))
          .map(([a, op, b]) => `(${a}) ${op} (${b})`),
        tie("tree").map((a) => `!(${a})`),
        fc.tuple(tie("tree"), tie("tree"), tie("tree")).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
      ),
    }));
    const property = fc.property(tree, (source) => {
      for (const mutant of mutantsOf(source)) expect(parseExpression(mutant).kind).toBe("parsed");
    });
    fc.assert(property, { numRuns: 50 });
  });

  it("stops at five hundred changes", () => {
    expect(editExpression(`[${Array.from({ length: 2000 }, (_, at) => at).join(", ")}]`)).toHaveLength(500);
  });
});
