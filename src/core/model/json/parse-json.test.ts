import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Double } from "#core/language";
import { parseJson } from "./parse-json.ts";
import { readExactly } from "./exact-reader.ts";
import { JSON_LIMITS } from "./limits.ts";

function read(text: string): unknown {
  const result = parseJson(text);
  return result.kind === "parsed" ? result.value : result.problem;
}

describe("parseJson()", () => {
  it("answers what JSON.parse answers for plain texts", () => {
    const text = '{"a":[1,2.5,-3,"x\\u0041\\"",null,true,false],"b":{"":{}}}';
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it("keeps integers beyond 2^53 exact, as bigint", () => {
    expect(read("[9007199254740991, 9007199254740993, -18446744073709551616]")).toEqual([
      9007199254740991,
      9007199254740993n,
      -18446744073709551616n,
    ]);
  });

  it("keeps a double a double when it is integral", () => {
    expect(read("[1.0, 1e3, 2.50, 1e-1]")).toEqual([new Double(1), new Double(1000), 2.5, 0.1]);
  });

  it("reads the int -0 as 0 and the double -0.0 as a double", () => {
    expect(read("[-0]")).toEqual([0]);
    expect(Object.is(read("-0"), 0)).toBe(true);
    expect(read("[-0.0]")).toEqual([new Double(-0)]);
  });

  it("makes `__proto__` an own key on either path", () => {
    for (const text of ['{"__proto__":{"x":1}}', '{"__proto__":{"x":1.0}}']) {
      const value = read(text);
      expect(Object.entries(value ?? {})).toHaveLength(1);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(value).not.toHaveProperty("x");
    }
  });

  it("reports a duplicate key with its place, even when one of them is written with an escape", () => {
    expect(read('{"a":1,\n "\\u0061":2}')).toEqual({
      code: "json-duplicate-key",
      message: "Key `a` stands twice in one object",
      position: { offset: 9, line: 2, column: 2 },
    });
    expect(read('{"__proto__":1,"__proto__":2}')).toMatchObject({ code: "json-duplicate-key" });
  });

  it.each([
    ['{"a": [1, 2', "json-truncated"],
    ['{"a"', "json-truncated"],
    ['{"a": "abc', "json-truncated"],
    ["", "json-truncated"],
    ["[1,]", "json-syntax"],
    ["{'a':1}", "json-syntax"],
    ["01", "json-syntax"],
    ["[1] x", "json-syntax"],
    ['"\t"', "json-syntax"],
    ["-", "json-syntax"],
    ["nul", "json-syntax"],
    ["1e999", "json-syntax"],
    ["NaN", "json-syntax"],
  ])("rejects %j with %s", (text, code) => {
    expect(read(text)).toMatchObject({ code });
  });

  it("rejects an integer beyond all doubles, however many digits it has", () => {
    for (const digits of [400, 1_000_000]) expect(read("9".repeat(digits))).toMatchObject({ code: "json-syntax" });
  });

  it("says where a truncated text ends", () => {
    expect(read('{\n  "a": [1, 2')).toEqual({
      code: "json-truncated",
      message: "The text ends where `,` or `]` should stand",
      position: { offset: 14, line: 2, column: 13 },
    });
  });

  it("rejects nesting beyond the limit instead of using up the stack", () => {
    expect(read("[".repeat(1_000_000))).toMatchObject({ code: "json-too-deep" });
    expect(read(`${"[".repeat(300)}${"]".repeat(300)}`)).toMatchObject({ code: "json-too-deep" });
    expect(read(`${"[".repeat(256)}${"]".repeat(256)}`)).toBeInstanceOf(Array);
  });

  it("rejects a text beyond the limit of length unread", () => {
    expect(parseJson("[1,2,3]", { maxLength: 5 })).toMatchObject({
      kind: "rejected",
      problem: { code: "json-too-large" },
    });
  });

  it("answers the same on both paths for every JSON value (json-fast-path)", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.boolean(), (value, indent) => {
        const text = JSON.stringify(value, null, indent ? 2 : 0);
        expect(parseJson(text)).toEqual(readExactly(text, JSON_LIMITS));
      }),
    );
  });

  it("reads or rejects any text without throwing, and never reads what JSON.parse refuses", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', "\\", "{", "}", "[", "]", ":", ",", "1", ".", "e", "-", "a", " ")),
        (parts) => {
          const text = parts.join("");
          if (parseJson(text).kind === "parsed")
            expect(() => {
              JSON.parse(text);
            }).not.toThrow();
          else expect(isPlainJson(text)).toBe(false);
        },
      ),
    );
  });
});

/** JSON that neither repeats a key nor has a number beyond all doubles. */
function isPlainJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return !/"[^"]*"\s*:.*"[^"]*"\s*:/.test(text) && !JSON.stringify([value]).includes("null");
  } catch {
    return false;
  }
}
