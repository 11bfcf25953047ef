import { describe, expect, test } from "vitest";
import { compare, Double, Duration, Timestamp, Uint } from "./index.ts";
import type { Value } from "./index.ts";

describe("compare()", () => {
  const ascending: readonly (readonly [Value, Value])[] = [
    [1, 2],
    [1, new Double(2)],
    [1.5, 2],
    [-1, new Uint(0n)],
    [9007199254740992n, 9007199254740993n],
    ["a", "b"],
    ["a", "aa"],
    ["\uFFFD", "😀"],
    ["😀", "😁"],
    [false, true],
    [new Uint8Array([1]), new Uint8Array([1, 0])],
    [new Uint8Array([1, 9]), new Uint8Array([2])],
    [new Timestamp(1, 5), new Timestamp(2, 0)],
    [new Timestamp(1, 5), new Timestamp(1, 6)],
    [new Duration(-1n), new Duration(0n)],
  ];

  test.each(ascending)("compare() puts %o before %o", (a, b) => {
    expect(compare(a, b)).toBeLessThan(0);
    expect(compare(b, a)).toBeGreaterThan(0);
    expect(compare(a, a)).toBe(0);
  });

  test("compare() takes an int and a double as doubles, as the conformance suite demands", () => {
    expect(compare(9223372036854775807n, new Double(2 ** 63))).toBe(0);
    expect(compare(9223372036854775807n, new Double(2 ** 63 + 2048))).toBe(-1);
  });

  test("compare() answers NaN for NaN, so that no comparison holds", () => {
    expect(compare(Number.NaN, 1)).toBeNaN();
    expect(compare(Number.NaN, Number.NaN)).toBeNaN();
    expect(compare(2n ** 60n, Number.NaN)).toBeNaN();
  });

  test.each<readonly [Value, Value]>([
    [1, "1"],
    [null, null],
    [[], []],
    [{}, {}],
    [true, 1],
    [new Timestamp(0, 0), new Duration(0n)],
  ])("compare() answers undefined for %o and %o", (a, b) => {
    expect(compare(a, b)).toBeUndefined();
  });
});
