import { describe, expect, it } from "vitest";
import { contextAt } from "./context.ts";

describe("contextAt()", () => {
  it.each([
    ["", "", null],
    ["a", "a", null],
    ["a + ", "", null],
    ["a.b", "b", "a"],
    ["a.?b", "b", "a"],
    ["x && a.b.", "", "a.b"],
    ["a[0].b(c, d).e", "e", "a[0].b(c, d)"],
    ["(a + b).c", "c", "(a + b)"],
    ["!a.b.c", "c", "a.b"],
    ["'x'.s", "s", "'x'"],
    ["f(a.", "", "a"],
    [".", "", null],
    ["a .", "", "a"],
  ])("finds in %j the word %j of %j", (before, word, receiver) => {
    expect(contextAt(before)).toMatchObject({ word, receiver });
  });

  it.each(["'a", '"a.b', "'''a'", "r'a", "a // b", "a + 'b\\'"])("answers nothing within %s", (before) => {
    expect(contextAt(before)).toBeNull();
  });

  it("knows the calls around a place", () => {
    expect(contextAt("a.all(x, b.map(y, z, ")?.calls).toEqual([
      { name: "all", receiver: "a", args: ["x"] },
      { name: "map", receiver: "b", args: ["y", "z"] },
    ]);
  });
});
