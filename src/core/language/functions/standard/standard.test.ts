import { describe, expect, test } from "vitest";
import { CelError, Double, Uint, Unknown, type Value } from "../../values/index.ts";
import { evaluate, valueOf } from "../testing/evaluate.ts";
import { standardLibrary } from "./index.ts";

const unknown = new Unknown([{ reason: "after-apply", path: "a" }]);

describe("standardLibrary", () => {
  test.each<readonly [string, Value]>([
    ["9223372036854775806 + 1", 9223372036854775807n],
    ["9007199254740991 + 2", 9007199254740993n],
    ["0 * -5", 0],
    ["7 / -2", -3],
    ["-7 % 2", -1],
    ["9223372036854775807 / 2", 4611686018427387903n],
    ["1u + 2u", new Uint(3n)],
    ["1.0 + 0.5", 1.5],
    ["0.5 + 0.5", new Double(1)],
    ["'a' + 'b'", "ab"],
    ["[1] + [2]", [1, 2]],
    ["b'a' + b'b'", new Uint8Array([97, 98])],
    ["size('a😀b')", 3],
    ["dyn([7, 8])[dyn(1u)]", 8],
    ["dyn([7, 8])[dyn(1.0)]", 8],
    ["'constructor' in x", false],
    ["1.0 in [dyn(1)]", true],
    ["int('-42')", -42],
    ["int(-7.9)", -7],
    ["uint('18446744073709551615')", new Uint(18446744073709551615n)],
    ["double('1e3')", new Double(1000)],
    ["double('-inf')", Number.NEGATIVE_INFINITY],
    ["bool('T')", true],
    ["string(1000000.0)", "1e+06"],
    ["string(-0.00001)", "-1e-05"],
    ["string(123456.5)", "123456.5"],
    ["string(b'\\xc3\\xa9')", "é"],
    ["string(duration('1h30m0.5s'))", "5400.5s"],
    ["string(timestamp('2009-02-13T23:31:20.120+02:00'))", "2009-02-13T21:31:20.12Z"],
    ["string(timestamp('0001-01-01T00:00:00Z'))", "0001-01-01T00:00:00Z"],
    ["int(timestamp('1970-01-01T00:01:40Z'))", 100],
    ["timestamp('2024-02-29T12:00:00Z').getDayOfYear()", 59],
    ["timestamp('2024-07-01T02:00:00Z').getDate('America/New_York')", 30],
    ["timestamp('2024-07-01T02:00:00Z').getHours('-02:30')", 23],
    ["timestamp('2024-07-01T02:00:00Z').getHours('Asia/Kathmandu')", 7],
    ["timestamp('2024-06-30T02:00:00Z').getDayOfWeek()", 0],
    ["duration('123.321s').getMilliseconds()", 321],
    ["duration('-90s').getMinutes()", -1],
    ["timestamp(0) + duration('1s') - timestamp(0) == duration('1s')", true],
    ["type(1) == int && type(type(1)) == type", true],
    ["'abc'.matches('^[a-c]+$')", true],
  ])("standardLibrary: %s", (source, expected) => {
    expect(valueOf(source, {})).toEqual(expected);
  });

  test.each<readonly [string, string]>([
    ["9223372036854775807 + 1", "overflow"],
    ["-9223372036854775808 / -1", "overflow"],
    ["-9223372036854775808 % -1", "overflow"],
    ["0u - 1u", "overflow"],
    ["1 / 0", "division-by-zero"],
    ["1u % 0u", "division-by-zero"],
    ["int('0x10')", "invalid-conversion"],
    ["int('9223372036854775808')", "overflow"],
    ["int(9223372036854775808.0)", "overflow"],
    ["int(0.0 / 0.0)", "overflow"],
    ["uint(-1)", "overflow"],
    ["uint(-0.5)", "overflow"],
    ["double('0x1p4')", "invalid-conversion"],
    ["double('1e999')", "invalid-conversion"],
    ["bool('yes')", "invalid-conversion"],
    ["string(b'\\xff')", "invalid-conversion"],
    ["timestamp('2023-02-29T00:00:00Z')", "invalid-conversion"],
    ["timestamp('2023-01-01 00:00:00Z')", "invalid-conversion"],
    ["timestamp('9999-12-31T23:59:59-01:00')", "overflow"],
    ["timestamp('0000-01-01T00:00:00Z')", "overflow"],
    ["timestamp(253402300800)", "overflow"],
    ["timestamp('9999-12-31T23:59:59Z') + duration('1s')", "overflow"],
    ["timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')", "overflow"],
    ["duration('1d')", "invalid-conversion"],
    ["duration('')", "invalid-conversion"],
    ["duration('300000000000s')", "overflow"],
    ["timestamp(0).getHours('Mars/Olympus')", "invalid-argument"],
    ["timestamp(0).getHours('+25:00')", "invalid-argument"],
    ["x.size() > 0 || 'a'.matches(string(x))", "no-such-overload"],
    ["[1][1]", "index-out-of-range"],
    ["{'a': 1}['toString']", "no-such-key"],
  ])("standardLibrary: %s answers %s", (source, code) => {
    expect(valueOf(source, 1)).toMatchObject({ code });
  });

  test("standardLibrary looks for an element among unknown ones without guessing", () => {
    expect(valueOf("1 in x", [unknown, 1])).toBe(true);
    expect(valueOf("1 in x", [unknown, 2])).toBeInstanceOf(Unknown);
    expect(valueOf("1 in x", [2, 3])).toBe(false);
  });

  test("standardLibrary refuses to build texts and lists without bound", () => {
    const text = "a".repeat(6 * 1024 * 1024);
    expect(valueOf("x + x", text)).toMatchObject({ code: "invalid-argument" });
    expect(valueOf("x + x", Array<Value>(600_000).fill(1))).toMatchObject({ code: "invalid-argument" });
  });

  test("standardLibrary gives every overload its own id and never throws on arguments of any type", () => {
    const overloads = standardLibrary.functions.flatMap((declaration) => declaration.overloads);
    expect(new Set(overloads.map(({ id }) => id)).size).toBe(overloads.length);
    const values: readonly Value[] = [
      null,
      true,
      1,
      2n ** 63n - 1n,
      0.5,
      "",
      "\ud800",
      [],
      {},
      new Uint(0n),
      unknown,
      new CelError("overflow", ""),
    ];
    for (const { evaluate: run, params, id } of overloads) {
      for (const a of values)
        for (const b of values) expect(run(...[a, b, a].slice(0, params.length)), id).toBeDefined();
    }
  });

  test("standardLibrary charges what Kubernetes charges", () => {
    expect(evaluate("'abcdefghijklmnopqrstu'.startsWith('a')")).toMatchObject({ cost: 3 });
    expect(evaluate("'aaaaaaaaaaaaaaaaaaaa'.contains('aaaaaaaaaaaaaaaaaaaa')")).toMatchObject({ cost: 4 });
  });
});
