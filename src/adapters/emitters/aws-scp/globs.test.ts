import { describe, expect, it } from "vitest";
import { globsOf } from "./globs.ts";

describe("globsOf()", () => {
  it.each([
    ["^aws:", ["aws:*"]],
    ["/(Admin|Power)Access$", ["*/AdminAccess", "*/PowerAccess"]],
    ["[.]amazonaws[.]com", ["*.amazonaws.com*"]],
    ["^exactly$", ["exactly"]],
    ["^(A|B)-1(-|$)", ["A-1-*", "B-1-*", "A-1", "B-1"]],
  ])("says `%s` as patterns", (text, globs) => {
    expect(globsOf({ kind: "matches", text })).toEqual(globs);
  });

  it.each(["a+", "a.b", "[0-9]", "(a(b))", "a|b", "a\\d", "a?", "[*]"])("does not say `%s`", (text) => {
    expect(globsOf({ kind: "matches", text })).toBeUndefined();
  });

  it("says parts of texts, but none with a wildcard of its own", () => {
    expect(globsOf({ kind: "starts-with", text: "a" })).toEqual(["a*"]);
    expect(globsOf({ kind: "ends-with", text: "a" })).toEqual(["*a"]);
    expect(globsOf({ kind: "contains", text: "a" })).toEqual(["*a*"]);
    expect(globsOf({ kind: "contains", text: "a*" })).toBeUndefined();
  });
});
