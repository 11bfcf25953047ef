import { describe, expect, test } from "vitest";
import { Double, isDouble, Optional, Uint, Unknown, type Value } from "../values/index.ts";
import { evaluate, valueOf } from "./testing/evaluate.ts";

const unknown = new Unknown([{ reason: "after-apply", path: "a" }]);
const none = new Optional(undefined);

describe("the extension libraries", () => {
  test.each<readonly [string, Value]>([
    ["'tacocat'.charAt(3)", "o"],
    ["'a😀b'.charAt(1)", "😀"],
    ["'a😀b'.charAt(3)", ""],
    ["'a😀b'.indexOf('b')", 2],
    ["'tacocat'.indexOf('a', 3)", 5],
    ["'tacocat'.lastIndexOf('a')", 5],
    ["'tacocat'.lastIndexOf('a', 4)", 1],
    ["'a😀b'.substring(1, 2)", "😀"],
    ["'😀x'.reverse()", "x😀"],
    ["'TacoÀ'.lowerAscii()", "tacoÀ"],
    ["'  \\u0085x\\u00a0'.trim()", "x"],
    ["'hello hello'.replace('he', 'we', 1)", "wello hello"],
    ["'hello'.replace('', '_')", "_h_e_l_l_o_"],
    ["'hello'.replace('', '_', 2)", "_h_ello"],
    ["'hello'.replace('l', '$&')", "he$&$&o"],
    ["'a,b,c'.split(',', 2)", ["a", "b,c"]],
    ["'ab'.split('')", ["a", "b"]],
    ["'a,b'.split(',', 0)", []],
    ["['a', 'b'].join('-')", "a-b"],
    ["strings.quote('a\\n\"b')", '"a\\n\\"b"'],
    [
      "'%s %d %.2f %e %b %x %X %o %%'.format(['a', 12, 2.5, 1052.032911275, 5, 255, 'z', 8])",
      "a 12 2.50 1.052033e+03 101 ff 7A 10 %",
    ],
    ["'%.0f %.0f'.format([2.5, 3.5])", "2 4"],
    ["'%.3e'.format([9.9996])", "1.000e+01"],
    ["'%s'.format([{'b': [1, null], 'a': 2.0}])", "{a: 2, b: [1, null]}"],
    ["'%s %s'.format([duration('90s'), timestamp(0)])", "90s 1970-01-01T00:00:00Z"],
    ["'%d %s'.format([1.0 / 0.0, -1.0 / 0.0])", "Infinity -Infinity"],
    ["math.greatest(1, 2.5, 2u)", 2.5],
    ["math.least([3, 1, 2])", 1],
    ["math.round(-1.5)", new Double(-2)],
    ["math.round(0.49999999999999994)", new Double(0)],
    ["math.sign(-3)", -1],
    ["math.abs(-2)", 2],
    ["math.sqrt(16)", new Double(4)],
    ["math.bitAnd(3u, 5u)", new Uint(1n)],
    ["math.bitNot(1)", -2],
    ["math.bitShiftLeft(1, 63)", -9223372036854775808n],
    ["math.bitShiftRight(-1024, 3)", 2305843009213693824n],
    ["[1, 2, 3].slice(1, 3)", [2, 3]],
    ["[dyn(1), [2, [3]]].flatten()", [1, 2, [3]]],
    ["[dyn(1), [2, [3]]].flatten(2)", [1, 2, 3]],
    ["[1, dyn(1.0), 1u, 'a', 'a'].distinct()", [1, "a"]],
    ["[3, 1, 2].sort()", [1, 2, 3]],
    ["['bb', 'a', 'cc'].sortBy(e, size(e))", ["a", "bb", "cc"]],
    ["[{'n': 2}, {'n': 1}].sortBy(e, -e.n).map(e, e.n)", [2, 1]],
    ["lists.range(3).reverse()", [2, 1, 0]],
    ["[1, 2].first()", new Optional(1)],
    ["[].last()", none],
    ["sets.contains([1, 2], [dyn(2u)])", true],
    ["sets.intersects([1], [])", false],
    ["sets.equivalent([1, 1], [1])", true],
    ["base64.encode(b'hello')", "aGVsbG8="],
    ["string(base64.decode('aGVsbG8'))", "hello"],
    ["regex.extract('item-A', 'item-(\\\\w+)')", new Optional("A")],
    ["regex.extract('x', 'y')", none],
    ["regex.extractAll('id:1, id:2', 'id:\\\\d')", ["id:1", "id:2"]],
    ["regex.replace('foo bar', '(fo)o (ba)r', '\\\\2 \\\\1')", "ba fo"],
    ["regex.replace('banana', 'a', 'x', 1)", "bxnana"],
    ["optional.of(1).orValue(2)", 1],
    ["optional.none().or(optional.of(3)).value()", 3],
    ["optional.ofNonZeroValue('').hasValue()", false],
    ["[optional.of(1), optional.none()].unwrapOpt()", [1]],
    ["{'a': 1}[?'b'].hasValue()", false],
    ["[1][?0]", new Optional(1)],
    ["{'a': 1}.transformMapEntry(k, v, {k + 'x': v})", { ax: 1 }],
    ["'abc 123 def'.find('[0-9]+')", "123"],
    ["'baaac'.findAll('a*')", ["", "aaa", ""]],
    ["'a1b2'.findAll('[0-9]', 1)", ["1"]],
    ["[1, 2].sum() == 3 && [1.5].sum() == 1.5 && [duration('1s')].sum() == duration('1s')", true],
    ["[3, 1].max() == 3 && ['b', 'a'].min() == 'a' && [1, 2].isSorted()", true],
    ["[1, 2, 1].lastIndexOf(1)", 2],
    ["[1, 2].includes(2)", true],
  ])("%s", (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });

  test.each<readonly [string, string]>([
    ["'abc'.charAt(4)", "invalid-argument"],
    ["'abc'.substring(2, 1)", "invalid-argument"],
    ["'abc'.indexOf('a', -1)", "invalid-argument"],
    ["'%d'.format(['a'])", "invalid-argument"],
    ["'%s'.format([])", "invalid-argument"],
    ["'%'.format([1])", "invalid-argument"],
    ["'%.1001f'.format([1.0])", "invalid-argument"],
    ["'%z'.format([1])", "invalid-argument"],
    ["[dyn(1)].join()", "invalid-argument"],
    ["math.bitShiftLeft(1, -1)", "invalid-argument"],
    ["math.greatest(dyn([]))", "invalid-argument"],
    ["math.abs(-9223372036854775808)", "overflow"],
    ["[1].slice(0, 2)", "invalid-argument"],
    ["[dyn(1)].flatten(-1)", "invalid-argument"],
    ["[dyn(1), 'a'].sort()", "invalid-argument"],
    ["lists.range(1000001)", "invalid-argument"],
    ["base64.decode('a!')", "invalid-conversion"],
    ["regex.extract('a', '(a)(b)?')", "invalid-argument"],
    ["regex.replace('a', 'a', '\\\\1')", "invalid-argument"],
    ["regex.replace('a', '(', '')", "invalid-argument"],
    ["optional.none().value()", "invalid-argument"],
    ["dyn([]).min()", "invalid-argument"],
  ])("%s answers %s", (source, code) => {
    expect(valueOf(source)).toMatchObject({ code });
  });

  test.each<readonly [string, Value, Value]>([
    ["x.join('')", ["a", unknown], unknown],
    ["x.sum()", [1, unknown], unknown],
    ["x.sort()", [1, unknown], unknown],
    ["x.distinct()", [1, unknown], unknown],
    ["'%s'.format([x])", ["a", unknown], unknown],
    ["'%d'.format(x)", [1, unknown], "1"],
    ["sets.contains(x, [1])", [1, unknown], true],
    ["sets.contains(x, [2])", [1, unknown], unknown],
    ["sets.contains([1], x)", [2, unknown], false],
    ["sets.intersects(x, [1])", [unknown, 1], true],
    ["x.indexOf(1)", [1, unknown], 0],
    ["x.indexOf(2)", [1, unknown], unknown],
    ["math.greatest(x)", [1, unknown], unknown],
    ["x.flatten()", [[1], unknown], unknown],
    ["x.reverse()", [1, unknown], [unknown, 1]],
    ["x.first().value()", [1, unknown], 1],
    ["x.isSorted()", [2, 1, unknown], unknown],
    ["x[?0]", [unknown], unknown],
  ])("%s of %o is %o: unknown only when the result depends on it", (source, x, expected) => {
    expect(valueOf(source, x)).toEqual(expected);
  });

  test("text and list building is bounded", () => {
    const text = "a".repeat(1_000_000);
    for (const source of [
      "x.replace('', x)",
      "x.replace('a', x)",
      "x.split('') + ['a'] + x.split('')",
      "'%s'.format([[x,x,x,x,x,x,x,x,x,x,x]])",
      "regex.replace(x, '', '0123456789abcdef')",
    ]) {
      expect(valueOf(source, text), source).toMatchObject({ code: "invalid-argument" });
    }
  });

  test("shared and deep structures neither hang nor overflow", () => {
    let deep: Value = ["leaf"];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    let shared: Value = [1];
    for (let level = 0; level < 60; level++) shared = [shared, shared];
    expect(valueOf("'%s'.format([x])", deep)).toMatchObject({ code: "invalid-argument" });
    expect(valueOf("x.flatten(1000000)", deep)).toEqual(["leaf"]);
    expect(valueOf("x.flatten(100)", shared)).toMatchObject({ code: "invalid-argument" });
    expect(valueOf("'%s'.format([x])", shared)).toMatchObject({ code: "invalid-argument" });
  });

  test("long lists are compared without quadratic work", () => {
    const ints = Array.from({ length: 200_000 }, (_, at) => at);
    expect(valueOf("sets.equivalent(x, x) && size(x.distinct()) == 200000", ints)).toBe(true);
    const maps = ints.map((at) => ({ at }));
    expect(valueOf("sets.equivalent(x, x)", maps)).toMatchObject({ code: "invalid-argument" });
    expect(valueOf("x.distinct()", maps)).toMatchObject({ code: "invalid-argument" });
  });

  test("work on large values is charged for", () => {
    let shared: Value = [1];
    for (let level = 0; level < 15; level++) shared = [shared, shared];
    expect(evaluate("'%s'.format([x])", shared)).toMatchObject({ cost: expect.toSatisfy((cost: number) => cost > 50) });
    expect(evaluate("x.flatten(20)", shared)).toMatchObject({ cost: expect.toSatisfy((cost: number) => cost > 50) });
    const long = Array.from({ length: 100_000 }, () => 1);
    expect(evaluate("x + x", long)).toMatchObject({ cost: expect.toSatisfy((cost: number) => cost > 150) });
  });

  test("an integral result of a double function stays a double", () => {
    expect(isDouble(valueOf("math.ceil(1.2)"))).toBe(true);
  });
});
