import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression } from "../1-parse/index.ts";
import { writLibraries } from "../functions/index.ts";
import type { ExpressionProblem } from "../problem.ts";
import { createEnvironment, type Environment, type EnvironmentParts } from "../types/environment.ts";
import { formatType } from "../types/format-type.ts";
import {
  BOOL,
  DYN,
  INT,
  listOf,
  mapOf,
  optionalOf,
  STRING,
  structOf,
  TIMESTAMP,
  type Type,
  wrapperOf,
} from "../types/type.ts";
import { type CheckedExpression, checkExpression } from "./index.ts";

const RULE = {
  name: "Rule",
  fields: new Map([field("port", INT), field("cidr", STRING), field("label", wrapperOf(STRING))]),
};
const BUCKET = {
  name: "Bucket",
  fields: new Map([
    field("name", STRING),
    field("size", INT),
    field("public", BOOL),
    field("created", TIMESTAMP),
    field("tags", mapOf(STRING, STRING)),
    field("rules", listOf(structOf("Rule"))),
    field("owner", optionalOf(STRING)),
  ]),
};
const WORLD: EnvironmentParts = {
  variables: { bucket: structOf("Bucket"), anything: DYN, constructor: STRING },
  structs: [RULE, BUCKET],
  libraries: writLibraries,
};
const environment = createEnvironment(WORLD);

function field(name: string, type: Type): [string, { readonly type: Type }] {
  return [name, { type }];
}

interface Outcome {
  readonly problems: readonly ExpressionProblem[];
  readonly checked?: CheckedExpression;
}

function check(source: string, expected?: Type, within: Environment = environment): Outcome {
  const parsed = parseExpression(source);
  if (parsed.kind === "rejected") return parsed;
  const result = checkExpression(parsed.parsed, within, expected);
  return result.kind === "rejected" ? result : { problems: [], checked: result.checked };
}

function typeText(source: string, within?: Environment): string {
  const { checked, problems } = check(source, undefined, within);
  return checked === undefined ? problems.map(({ message }) => message).join("; ") : formatType(checked.type);
}

describe("types", () => {
  it.each([
    ["bucket.name", "string"],
    ["bucket.rules", "list(Rule)"],
    ["bucket.rules.map(r, r.port)", "list(int)"],
    ["bucket.tags['a']", "string"],
    ["bucket.tags.a", "string"],
    ["bucket.owner.orValue('x')", "string"],
    ["bucket.rules[?0].?cidr", "optional(string)"],
    ["bucket.?name", "optional(string)"],
    ["bucket.rules.transformMap(i, r, r.cidr)", "map(int, string)"],
    ["bucket.tags.transformList(k, v, k + v)", "list(string)"],
    ["bucket.tags.exists(k, v, k == v)", "bool"],
    ["cel.bind(n, bucket.size, n + 1)", "int"],
    ["[1, 'a']", "list(dyn)"],
    ["[]", "list(dyn)"],
    ["{'a': 1, 'b': 2}", "map(string, int)"],
    ["[] + [1]", "list(int)"],
    ["anything.a.b[0].c", "dyn"],
    ["anything + 1", "int"],
    ["anything == 1", "bool"],
    ["true ? bucket.rules[0].label : null", "wrapper(string)"],
    ["[bucket, null]", "list(Bucket)"],
    ["type(1)", "type(int)"],
    ["int", "type(int)"],
    ["Rule{port: 1, label: null}", "Rule"],
    ["constructor", "string"],
    ["bucket.rules.exists(bucket, bucket.port == 1)", "bool"],
  ])("checkExpression() types %s as %s", (source, expected) => {
    expect(typeText(source)).toBe(expected);
  });

  it("checkExpression() finds names from within its container, the innermost first", () => {
    const within = createEnvironment({
      ...WORLD,
      container: "a.b",
      variables: { "a.b.x": INT, "a.x": STRING, x: BOOL, "a.y.z": INT, y: mapOf(STRING, STRING) },
    });
    expect(["x", ".x", ".a.x", "y.z", ".y.z"].map((source) => typeText(source, within))).toEqual([
      "int",
      "bool",
      "string",
      "int",
      "string",
    ]);
  });

  it("checkExpression() lets a comprehension variable hide a dotted name", () => {
    const within = createEnvironment({ ...WORLD, variables: { "r.port": STRING, bucket: structOf("Bucket") } });
    expect(typeText("bucket.rules.map(r, r.port)", within)).toBe("list(int)");
    expect(typeText("r.port", within)).toBe("string");
  });

  it("checkExpression() refers to variables, constants and the overloads that are open", () => {
    const { checked } = check("anything < 1 && int == type(bucket.size)");
    const references = [...(checked?.references.values() ?? [])];
    expect(references).toContainEqual({ kind: "variable", name: "anything" });
    expect(references.find(({ kind }) => kind === "constant")).toMatchObject({ name: "int" });
    const less = references.find((reference) => reference.kind === "function" && reference.name === "_<_");
    expect(less?.kind === "function" && less.overloads.map(({ id }) => id)).toContain("less_int64");
  });
});

describe("mistakes", () => {
  it.each<[string, string, string, string?]>([
    ["buket.name == 'a'", "expression-unknown-name", "There is no variable `buket` here", "Did you mean `bucket`?"],
    ["bucket.nmae == 'a'", "expression-unknown-field", "`bucket` is a Bucket, which has no field `nmae`"],
    ["bucket.naem1 == 'a'", "expression-unknown-field", "`bucket` is a Bucket, which has no field `naem1`"],
    [
      "bucket.rule == []",
      "expression-unknown-field",
      "`bucket` is a Bucket, which has no field `rule`",
      "Did you mean `rules`?",
    ],
    [
      "bucket.rules.all(r, r.ports > 1)",
      "expression-unknown-field",
      "`r` is a Rule, which has no field `ports`",
      "Did you mean `port`?",
    ],
    [
      "has(bucket.tag)",
      "expression-unknown-field",
      "`bucket` is a Bucket, which has no field `tag`",
      "Did you mean `tags`?",
    ],
    ["bucket.constructor == ''", "expression-unknown-field", "`bucket` is a Bucket, which has no field `constructor`"],
    ["bucket.rules.port == 1", "expression-no-fields", "`bucket.rules` is a list(Rule), which has no field `port`"],
    [
      "bucket.name.length > 3",
      "expression-no-fields",
      "`bucket.name` is a string, which has no field `length`",
      "Write `size(bucket.name)`",
    ],
    [
      "bucket.name.startsWith",
      "expression-no-fields",
      "`bucket.name` is a string, which has no field `startsWith`",
      "`startsWith` is a method: write `.startsWith(...)`",
    ],
    [
      "size(bucket.size) > 1",
      "expression-wrong-argument",
      "`bucket.size` is an int, but `size()` needs a string, bytes, a list or a map",
    ],
    [
      "bucket.name.contains(1)",
      "expression-wrong-argument",
      "`1` is an int, but `contains()` needs a string",
      "Convert it: `string(...)`",
    ],
    [
      "bucket.tags.contains('a')",
      "expression-wrong-argument",
      "`bucket.tags` is a map(string, string), but `contains()` is a method of a string",
    ],
    [
      "'a' in bucket.name",
      "expression-wrong-argument",
      "`bucket.name` is a string, but `in` needs a list or a map",
      'Write `text.contains("part")` to look within a string',
    ],
    [
      "bucket.tags[1] == 'a'",
      "expression-wrong-argument",
      "`bucket.tags` is a map(string, string) and `1` is an int, which `[]` does not combine",
      "It takes a map(string, string) and a string",
    ],
    [
      "bucket.size + 1.5 > 2.0",
      "expression-wrong-argument",
      "`bucket.size` is an int and `1.5` is a double, which `+` does not combine",
      "It takes an int and an int",
    ],
    [
      "bucket.created > '2020'",
      "expression-wrong-argument",
      "`bucket.created` is a timestamp and `'2020'` is a string, which `>` does not combine",
      "It takes a timestamp and a timestamp",
    ],
    ["bucket.name && true", "expression-wrong-argument", "`bucket.name` is a string, but `&&` needs a bool"],
    ["!bucket.name", "expression-wrong-argument", "`bucket.name` is a string, but `!` needs a bool"],
    ["bucket.rules.all(r, r.port)", "expression-wrong-argument", "`r.port` is an int, but `all()` needs a bool"],
    [
      "bucket.rules.filter(r, r.port) == []",
      "expression-wrong-argument",
      "`r.port` is an int, but `filter()` needs a bool",
    ],
    [
      "bucket.size == '1'",
      "expression-incomparable-types",
      "`bucket.size` is an int and `'1'` is a string, so `==` can never compare them",
    ],
    [
      "1 == 1.0",
      "expression-incomparable-types",
      "`1` is an int and `1.0` is a double, so `==` can never compare them",
    ],
    ["bucket.name == null", "expression-incomparable-types", "`bucket.name` is a string, which is never null"],
    [
      "true ? 1 : 'a'",
      "expression-different-branches",
      "`1` is an int and `'a'` is a string, but both values of `? :` must be of one type",
    ],
    [
      "bucket.name.startWith('a')",
      "expression-unknown-function",
      "There is no function `startWith()`",
      "Did you mean `startsWith()`?",
    ],
    [
      "math.abss(1) == 1",
      "expression-unknown-function",
      "There is no function `math.abss()`",
      "Did you mean `math.abs()`?",
    ],
    ["cel.index(0)", "expression-unknown-function", "There is no function `cel.index()`"],
    [
      "startsWith(bucket.name, 'a')",
      "expression-wrong-call-style",
      "`startsWith()` is a method, but is not called on a value",
      "Write `x.startsWith(...)`",
    ],
    [
      "all(bucket.rules, true)",
      "expression-wrong-call-style",
      "`all()` is a method, but is not called on a value",
      "Write `list.all(x, x > 0)`",
    ],
    ["bucket.name.startsWith('a', 'b')", "expression-wrong-argument-count", "`startsWith()` takes 1 argument, not 2"],
    [
      "bucket.rules.exists(r)",
      "expression-wrong-argument-count",
      "`exists()` takes 2 to 3 arguments, not 1",
      "Write `list.exists(x, x > 0)`",
    ],
    [
      "bucket.name.all(c, true)",
      "expression-not-iterable",
      "`bucket.name` is a string, but only lists and maps have elements",
    ],
    ["Rul{}", "expression-unknown-type", "There is no type `Rul`", "Did you mean `Rule`?"],
    ["int{}", "expression-not-a-struct", "`int` is a type(int) and cannot be built with `{}`"],
    [
      "Rule{port: 'x'}",
      "expression-wrong-field-type",
      "Field `port` of `Rule` is an int, but its value is a string",
      "Give a value of type `int`",
    ],
    ["Rule{prt: 1}", "expression-unknown-field", "`Rule` has no field `prt`", "Did you mean `port`?"],
    ["[?1]", "expression-not-optional", "`1` follows `?` and must be an optional"],
    ["size", "expression-unknown-name", "There is no variable `size` here", "`size` is a function: write `size(...)`"],
  ])("checkExpression() says what is wrong with %s", (source, code, message, hint) => {
    const { problems } = check(source);
    expect(problems.map((problem) => [problem.code, problem.message])).toEqual([[code, message]]);
    if (hint !== undefined) expect(problems[0]?.hint).toBe(hint);
  });

  it("checkExpression() rejects another type than the expected one, and takes dyn", () => {
    expect(check("bucket.name", BOOL).problems).toMatchObject([
      {
        code: "expression-wrong-type",
        message: "This expression gives a string, but a bool is needed",
        start: 0,
        end: 11,
      },
    ]);
    expect(check("anything.x", BOOL).problems).toEqual([]);
  });

  it("checkExpression() reports every mistake once, in order, at its place", () => {
    const source = "bucket.nam == 'a' && size(1) > 0 && foo && bucket.size == 'b'";
    const { problems } = check(source, BOOL);
    expect(problems.map(({ start, end }) => source.slice(start, end))).toEqual([
      "nam",
      "1",
      "foo",
      "bucket.size == 'b'",
    ]);
  });

  it("checkExpression() does not guess fields of a struct that nobody described", () => {
    const within = createEnvironment({ ...WORLD, variables: { x: structOf("Unknown") } });
    expect(check("x.y == 1", BOOL, within).problems).toMatchObject([
      { code: "expression-unknown-type", start: 2, end: 3 },
    ]);
  });

  it("checkExpression() stays within its stack at the deepest tree and quotes no more than a line", () => {
    const deep = check(`bucket.size${" + 1".repeat(240)} + 'x'`);
    expect(deep.problems).toHaveLength(1);
    expect(deep.problems[0]?.message.length).toBeLessThan(300);
    expect(check(`${"[".repeat(200)}1${"]".repeat(200)}`).problems).toEqual([]);
  });

  it("checkExpression() holds the INVARIANT (bounded-types)", () => {
    const doubling = `[1]${".map(x, {x: x})".repeat(60)}`;
    expect(check(doubling).problems).toEqual([]);
    const levels = 40;
    const open = Array.from(
      { length: levels },
      (_, level) =>
        `cel.bind(m${level + 1}, {}, [m${level} in m${level + 1}, m${level + 1}[m${level}] == m${level}] == [] ? `,
    );
    const source = `cel.bind(m0, {}, ${open.join("")}m${levels}${` : m${levels})`.repeat(levels)})`;
    expect(check(source).problems.map(({ code }) => code)).toEqual(["expression-too-complex"]);
  });

  it("checkExpression() answers for every text that parses", () => {
    const words = [
      "bucket",
      ".",
      "rules",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "?",
      ":",
      ",",
      "==",
      "in",
      "&&",
      "!",
      "-",
      "1",
      "'a'",
      "x",
      "all",
      "map",
      "null",
      "+",
    ];
    const tokens = fc.array(fc.constantFrom(...words), { maxLength: 25 });
    fc.assert(
      fc.property(tokens, (parts) => {
        const source = parts.join(" ");
        for (const { start, end } of check(source).problems)
          expect(0 <= start && start <= end && end <= source.length).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
