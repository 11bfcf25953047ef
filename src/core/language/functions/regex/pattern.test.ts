import { array, assert, constantFrom, oneof, property, string, tuple, type Arbitrary } from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { CelError } from "../../values/index.ts";
import { compilePattern, type Matcher } from "./pattern.ts";

function matcherOf(pattern: string): Matcher {
  const matcher = compilePattern(pattern);
  if (matcher instanceof CelError) throw new Error(matcher.message);
  return matcher;
}

describe("compilePattern()", () => {
  test.each([
    "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
    "(a+)+$",
    "^(a+)+$",
    "^(a|a)*$",
    "^(a|aa)+$",
    "^([a-zA-Z]+)*$",
    "^(.*)(.*)(.*)x$",
    "(x+x+)+y",
    "[a-z]+$",
    "\\s*$",
    "(?i)abc",
    "\\pL",
    "a\\b",
    "[[:alpha:]]",
    "^a|b$",
    "é",
  ])("compilePattern() leaves %s to RE2", (pattern) => {
    expect(matcherOf(pattern).engine).toBe("re2");
  });

  test.each([
    "^[a-z]+$",
    "^arn:aws:iam::\\d{12}:role/[A-Za-z0-9_-]+$",
    "^v\\d+\\.\\d+$",
    "\\.amazonaws\\.com$",
    "^(?:dev|stage|prod)-[a-z0-9]+$",
    "latest",
    "^$",
    "",
    "^sha256:[a-f0-9]{64}$",
    "^[^@]+@example\\.com$",
  ])("compilePattern() runs %s natively", (pattern) => {
    expect(matcherOf(pattern).engine).toBe("native");
  });

  test.each(["(", "a**", "a++", "(?=a)", "\\1", "a{3,2}", "[z-a]", "a{2000}", "x".repeat(20_000)])(
    "compilePattern() refuses %s",
    (pattern) => {
      expect(compilePattern(pattern)).toMatchObject({ code: "invalid-argument" });
    },
  );

  test("compilePattern() means by a dot what RE2 means", () => {
    expect(matcherOf("^a.b$").test("a\rb")).toBe(true);
    expect(matcherOf("^a.b$").test("a\u2028b")).toBe(true);
    expect(matcherOf("^a.b$").test("a😀b")).toBe(true);
    expect(matcherOf("^a.b$").test("a\nb")).toBe(false);
  });

  test.each(["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "[a-z]+$", "^[a-z]+$"])(
    "compilePattern() makes %s answer in linear time for hostile text",
    (pattern) => {
      const matcher = matcherOf(pattern);
      const started = performance.now();
      matcher.test(`${"a".repeat(20_000)}!`);
      matcher.test(`${"x".repeat(20_000)}!`);
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );

  test("compilePattern() survives texts longer than the native engine is trusted with", () => {
    expect(matcherOf("^(?:ab)*$").test("ab".repeat(500_000))).toBe(true);
    expect(matcherOf("^(?:ab)*$").test(`${"ab".repeat(30_000)}a`)).toBe(false);
  });

  test("compilePattern() forgets old patterns and compiles them anew", () => {
    const first = compilePattern("^first$");
    expect(compilePattern("^first$")).toBe(first);
    for (let at = 0; at < 1000; at++) compilePattern(`^p${at}$`);
    expect(compilePattern("^first$")).not.toBe(first);
  });

  test("compilePattern() agrees with RE2 on every pattern that it runs natively", () => {
    let native = 0;
    assert(
      property(
        patterns(4),
        array(constantFrom("a", "b", "-", "1", "\n", "é", "."), { maxLength: 8 }),
        (pattern, letters) => {
          const matcher = compilePattern(pattern);
          if (matcher instanceof CelError) {
            expect(() => RE2JS.compile(pattern)).toThrow();
            return;
          }
          if (matcher.engine === "native") native++;
          expect(matcher.test(letters.join(""))).toBe(RE2JS.compile(pattern).test(letters.join("")));
        },
      ),
      { numRuns: 5_000 },
    );
    expect(native).toBeGreaterThan(500);
  });

  test("compilePattern() answers a matcher or an error for any text", () => {
    assert(
      property(string(), (pattern) => {
        const matcher = compilePattern(pattern);
        expect(matcher instanceof CelError || typeof matcher.test("abc") === "boolean").toBe(true);
      }),
    );
  });
});

/** Patterns made of constructs inside and outside the native subset. */
function patterns(depth: number): Arbitrary<string> {
  const atom = constantFrom(
    "a",
    "b",
    "1",
    ".",
    "\\d",
    "\\w",
    "\\W",
    "[ab]",
    "[^a]",
    "[a-c1-]",
    "[-b]",
    "\\.",
    "\\s",
    "é",
  );
  const inner = depth === 0 ? atom : oneof(atom, group(depth - 1));
  const piece = tuple(inner, constantFrom("", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?", "??")).map((parts) =>
    parts.join(""),
  );
  const sequence = array(piece, { maxLength: 3 }).map((pieces) => pieces.join(""));
  const choice = array(sequence, { minLength: 1, maxLength: 2 }).map((options) => options.join("|"));
  return tuple(constantFrom("", "^"), choice, constantFrom("", "$")).map(
    ([start, body, end]) => `${start}${body}${end}`,
  );
}

function group(depth: number): Arbitrary<string> {
  return patterns(depth).map((body) => `(?:${body.replace(/^\^|\$$/g, "")})`);
}
