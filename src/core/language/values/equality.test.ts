import { assert, jsonValue, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { CelError, CelMap, Double, Duration, equals, Optional, Timestamp, TypeValue, Uint, Unknown } from "./index.ts";
import type { Value } from "./index.ts";

const unknown = new Unknown([{ reason: "after-apply", path: "a" }]);

describe("equals()", () => {
  const table: readonly (readonly [Value, Value, boolean])[] = [
    [1, 1, true],
    [1, new Double(1), true],
    [1, new Uint(1n), true],
    [new Double(1), new Uint(1n), true],
    [9007199254740993n, 9007199254740993n, true],
    [9007199254740993n, 9007199254740992n, false],
    [Number.NaN, Number.NaN, false],
    [[Number.NaN], [Number.NaN], false],
    [new Double(-0), 0, true],
    [1, "1", false],
    [1, true, false],
    [null, 0, false],
    [null, null, true],
    [[], {}, false],
    [[1, [2]], [new Double(1), [new Uint(2n)]], true],
    [[1, 2], [1], false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ constructor: 1 }, { toString: 1 }, false],
    [Object.fromEntries([["__proto__", 1]]), { a: 1 }, false],
    [Object.fromEntries([["__proto__", 1]]), Object.fromEntries([["__proto__", new Double(1)]]), true],
    [new CelMap([[1, "a"]]), new CelMap([[new Uint(1n), "a"]]), true],
    [new CelMap([[1, "a"]]), { a: 1 }, false],
    [new CelMap([]), {}, true],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2]), true],
    [new Uint8Array([1, 2]), [1, 2], false],
    [new Timestamp(1, 2), new Timestamp(1, 2), true],
    [new Timestamp(1, 2), new Timestamp(1, 3), false],
    [new Duration(5n), new Duration(5n), true],
    [new Duration(5n), new Timestamp(0, 5), false],
    [new TypeValue("int"), new TypeValue("int"), true],
    [new Optional(1), new Optional(new Double(1)), true],
    [new Optional(undefined), new Optional(undefined), true],
    [new Optional(undefined), new Optional(null), false],
    [new Optional(1), 1, false],
  ];

  test.each(table)("equals() of %o and %o is %o in both directions", (a, b, expected) => {
    expect(equals(a, b)).toBe(expected);
    expect(equals(b, a)).toBe(expected);
  });

  test("equals() is false on a definite difference beside an unknown, else unknown", () => {
    expect(equals([unknown, 1], [2, 2])).toBe(false);
    expect(equals([1, unknown], [2, 2])).toBe(false);
    expect(equals([unknown, 1], [2, 1])).toEqual(unknown);
    expect(equals({ a: unknown }, { b: 1 })).toBe(false);
    expect(equals(unknown, unknown)).toBeInstanceOf(Unknown);
  });

  test("equals() never calls an error inside data equal or different", () => {
    expect(equals([new CelError("overflow", "too big")], [1])).toBeInstanceOf(Unknown);
  });

  test("equals() survives deep nesting and heavy sharing", () => {
    expect(equals(nest(), nest())).toBe(true);
    expect(equals(share(), share())).toBe(true);
  });

  test("equals() holds for any JSON value and its copy", () => {
    assert(
      property(jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const one: Value = JSON.parse(text);
        const other: Value = JSON.parse(text);
        expect(equals(one, other)).toBe(true);
      }),
    );
  });
});

function nest(): Value {
  let value: Value = [];
  for (let depth = 0; depth < 200_000; depth++) value = [value];
  return value;
}

function share(): Value {
  let value: Value = [1];
  for (let depth = 0; depth < 60; depth++) value = [value, value];
  return value;
}
