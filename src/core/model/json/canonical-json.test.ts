import { describe, expect, it } from "vitest";
import { CelError, CelMap, Double, Duration, Timestamp, Uint, Unknown, type Value } from "#core/language";
import { canonicalJson } from "./canonical-json.ts";

describe("canonicalJson()", () => {
  it("orders keys by UTF-16 code units, as the example of RFC 8785 section 3.2.3 does", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map(([, digit]) => digit).join("")).toBe("2467153");
  });

  it("writes numbers as RFC 8785 does, and integers with all their digits", () => {
    expect(canonicalJson([1, 0.1, 1e-7, 9007199254740993n])).toBe("[1,0.1,1e-7,9007199254740993]");
  });

  it("is independent of the order of keys", () => {
    expect(canonicalJson({ b: 1, a: { d: 1, c: 2 } })).toBe(canonicalJson({ a: { c: 2, d: 1 }, b: 1 }));
  });

  it("writes different texts for values that differ", () => {
    const values: readonly Value[] = [
      1,
      new Double(1),
      new Uint(1n),
      "1",
      true,
      null,
      [],
      {},
      [1],
      new Timestamp(1, 0),
      new Duration(1n),
      new Unknown([{ reason: "after-apply", path: "a" }]),
      new Unknown([{ reason: "sensitive", path: "a" }]),
      new CelError("overflow", "x"),
      new Uint8Array([1]),
      new CelMap([[1, "a"]]),
      { $writ: ["double", "1"] },
      { $writ: ["map", { $writ: ["double", "1"] }] },
      Object.fromEntries([["__proto__", 1]]),
    ];
    expect(new Set(values.map(canonicalJson)).size).toBe(values.length);
  });

  it("writes the causes of an unknown in order and once", () => {
    const [a, b] = [
      { reason: "after-apply", path: "a" },
      { reason: "after-apply", path: "b" },
    ] as const;
    expect(canonicalJson(new Unknown([b, a, b]))).toBe(canonicalJson(new Unknown([a, b])));
  });
});
