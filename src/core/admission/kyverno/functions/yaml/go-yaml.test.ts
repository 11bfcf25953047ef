import { describe, expect, it } from "vitest";
import { Double, type Value } from "#core/language";
import { readGoYaml } from "./go-yaml.ts";

function read(text: string): Value {
  const result = readGoYaml(text);
  if (result.kind !== "read") throw new Error(result.why);
  return result.value;
}

const int = (value: number): Double => new Double(value);

describe("readGoYaml()", () => {
  it.each<readonly [string, Value]>([
    ["", null],
    ["# nothing\n", null],
    ["42", int(42)],
    ["- yes\n- No\n- on\n- y\n- tRUE", [true, false, true, true, "tRUE"]],
    ["- 0755\n- 0o17\n- 08\n- 0x1F\n- -0b11\n- 1_000", [493, 15, 8, 31, -3, 1000].map(int)],
    ["- 1e3\n- .5\n- 1.\n- -1.5\n- 1e400\n- 0x", [int(1000), 0.5, int(1), -1.5, "1e400", "0x"]],
    ["- 18446744073709551616\n- +9223372036854775808", [int(2 ** 64), int(2 ** 63)]],
    ["- 2001-12-14\n- 2001-12-14 10:00:00\n- 12:30", ["2001-12-14", "2001-12-14 10:00:00", "12:30"]],
    ["a: ~\nb:\nc: NULL", { a: null, b: null, c: null }],
    ["yes: 1\n8: 2\n'3': 3", { true: int(1), 8: int(2), 3: int(3) }],
    ["---\na: 'it''s'\nb: \"1\\n\"\nc: http://x:80/y # there", { a: "it's", b: "1\n", c: "http://x:80/y" }],
    ['{"a": [1, {"b": null}],\n "c": "d"}', { a: [int(1), { b: null }], c: "d" }],
    ["a: |\n  one\n  two\nb: >-\n  three\n  four\n", { a: "one\ntwo\n", b: "three four" }],
  ])("reads %j as go-yaml 2 does", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("takes `__proto__` for a key like any other", () => {
    expect(JSON.stringify(read("__proto__: a"))).toBe('{"__proto__":"a"}');
  });

  it.each([".inf", "- .NaN", "a: -.INF"])("knows that JSON has no %j", (text) => {
    expect(readGoYaml(text).kind).toBe("invalid");
  });

  it.each([
    "a: &x 1\nb: *x",
    "a: *x",
    "<<: {a: 1}",
    "a: !!str 1",
    "%YAML 1.1\n---\na: 1",
    "a: 1\n---\nb: 1",
    "a: 1\n...\n",
    "a:\t1",
    "a: 1\r\nb: 2",
    "? a\n: b",
    "a: 1\na: 2",
    "1.5: a",
    "null: a",
    "[a: b]",
    "[a:b]",
    "{a, b}",
    "{a: }",
    "a: b\n  c",
    "a: 'b\n  c'",
    'a: "\\u0041"',
    "a: |+\n  b\n",
    "a: |2\n   b\n",
    "a: |\n  b",
    "a: >\n  b\n   c\n",
    "a: b: c",
    "{",
    `- ${"9".repeat(301)}`,
    "0xfffffffffffffffff",
    "[".repeat(10_000),
    `${"- ".repeat(1000)}a`,
    "a".repeat(300_000),
  ])("does not tell what may be read in another way, text %#", (text) => {
    expect(readGoYaml(text).kind).toBe("untold");
  });

  it("tells nothing of a block with spaces in one of many empty lines", () => {
    expect(readGoYaml(`a: |\n  b\n${"\n".repeat(20_000)} \n  c\n`).kind).toBe("untold");
  });
});
