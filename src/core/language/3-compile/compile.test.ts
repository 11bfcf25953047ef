import { describe, expect, it } from "vitest";
import { parseExpression } from "../1-parse/index.ts";
import { checkExpression } from "../2-check/index.ts";
import { writLibraries } from "../functions/index.ts";
import { createEnvironment } from "../types/environment.ts";
import { DYN, INT, mapOf, STRING, structOf } from "../types/type.ts";
import { CelError, Unknown, type Value } from "../values/index.ts";
import { compileExpression, compileGroup, uncheckedExpression, type Backend, type Scope } from "./index.ts";

const point = {
  name: "Point",
  fields: new Map([
    ["x", { type: INT }],
    ["message", { type: STRING }],
  ]),
};
const environment = createEnvironment({
  variables: { a: DYN, b: DYN, point: structOf("Point"), tags: mapOf(STRING, STRING) },
  structs: [point],
  libraries: writLibraries,
});

function parsed(text: string) {
  const result = parseExpression(text);
  if (result.kind === "rejected") throw new Error(result.problems[0]?.message);
  return result.parsed;
}

function checked(text: string) {
  const result = checkExpression(parsed(text), environment);
  if (result.kind === "rejected") throw new Error(result.problems[0]?.message);
  return result.checked;
}

const after = new Unknown([{ reason: "after-apply", path: "after" }]);
const secret = new Unknown([{ reason: "sensitive", path: "secret" }]);
function codeOf(value: Value): string {
  return value instanceof CelError ? value.code : "none";
}

const backends: readonly Backend[] = ["generated", "closures"];

describe.each(backends)("compileExpression() to %s", (backend) => {
  const evaluate = (text: string, scope: Scope = {}, limit = 1_000_000): Value =>
    compileExpression(uncheckedExpression(parsed(text), environment), { backend }).evaluate(scope, { spent: 0, limit });

  it.each([
    ["false && a.missing", false],
    ["a.missing && false", false],
    ["true || a.missing", true],
    ["a.missing || true", true],
    ["a.missing || false", "no-such-key"],
    ["a.missing && true", "no-such-key"],
    ["a.missing && b.other", "no-such-key"],
    ["1 || true", true],
    ["1 || false", "no-such-overload"],
    ["true ? 1 : a.missing", 1],
    ["a.missing ? 1 : 2", "no-such-key"],
    ["[1, 2].exists(e, a.missing || e == 2)", true],
    ["[1, 2].all(e, a.missing || e == 3)", "no-such-key"],
    ["[1, 2].exists_one(e, a.missing)", "no-such-key"],
    ["[1, 2].filter(e, a.missing)", "no-such-key"],
    ["[a.missing, 1].exists(e, e == 1)", "no-such-key"],
  ])("absorbs errors in %s", (text, expected) => {
    const value = evaluate(text, { a: {}, b: {} });
    expect(value instanceof CelError ? value.code : value).toBe(expected);
  });

  it.each([
    "a.u && a.missing",
    "a.missing || a.u",
    "a.missing + a.u",
    "[a.missing, a.u]",
    "a.u == a.missing",
    "f(a.u)",
  ])("lets an unknown win over an error in %s", (text) => {
    const value = evaluate(text.replace("f(", "size("), { a: { u: after } });
    expect(value).toBe(after);
  });

  it("merges the causes of the unknowns that took part", () => {
    const value = evaluate("a.u && a.v", { a: { u: after, v: secret } });
    expect(value instanceof Unknown && value.causes.map(({ path }) => path)).toEqual(["after", "secret"]);
  });

  it("decides without an unknown where the rest decides", () => {
    expect(evaluate("a.u && false || a.list.exists(e, e == 1)", { a: { u: after, list: [after, 1] } })).toBe(true);
  });

  it("names the node that failed", () => {
    const value = evaluate("true && a.missing", { a: {} });
    const ids = parsed("true && a.missing");
    const { start, end } = ids.ranges.get(value instanceof CelError ? value.exprId : 0) ?? { start: 0, end: 0 };
    expect(ids.source.slice(start, end)).toContain("missing");
  });

  it("finds no fields in null, though reading one is an error", () => {
    expect(evaluate("has(a.b)", { a: null })).toBe(false);
    expect(evaluate("a.?b.orValue(7)", { a: null })).toBe(7);
    expect(evaluate("a.?b.?c.orValue(7)", { a: { b: null } })).toBe(7);
    expect(codeOf(evaluate("a.b", { a: null }))).toBe("no-such-overload");
    expect(codeOf(evaluate("a.?b.c", { a: { b: null } }))).toBe("no-such-overload");
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty", "length", "name", "size", "message", "causes"])(
    "reads the own key `%s` and nothing inherited",
    (key) => {
      const owning = Object.fromEntries([[key, "own"]]);
      expect(evaluate(`a.\`${key}\``, { a: owning })).toBe("own");
      expect(evaluate(`has(a.\`${key}\`)`, { a: owning })).toBe(true);
      expect(evaluate(`'${key}' in a`, { a: owning })).toBe(true);
      expect(codeOf(evaluate(`a.\`${key}\``, { a: {} }))).toBe("no-such-key");
      expect(evaluate(`has(a.\`${key}\`)`, { a: {} })).toBe(false);
      expect(evaluate(`'${key}' in a`, { a: {} })).toBe(false);
      expect(codeOf(evaluate(`a.\`${key}\``, { a: [1] }))).toBe("no-such-overload");
      expect(codeOf(evaluate(`a.\`${key}\``, { a: "text" }))).toBe("no-such-overload");
      expect(evaluate(`a.\`${key}\``, { a: after })).toBe(after);
    },
  );

  it("keeps what is not known in its field of a struct literal, and an error in the place of the whole", () => {
    expect(evaluate("Point{x: a, message: 'm'}.message", { a: after })).toBe("m");
    expect(evaluate("Point{x: a, message: 'm'}.x", { a: after })).toBe(after);
    expect(evaluate("[Point{x: a}, Point{x: 1}].exists(p, p.x == 1)", { a: after })).toBe(true);
    expect(evaluate("Point{?x: a, message: 'm'}.message", { a: after })).toBe("m");
    expect(codeOf(evaluate("Point{x: a.missing, message: 'm'}.message", { a: {} }))).toBe("no-such-key");
  });

  it("reads a field of a typed struct through an unknown in its place", () => {
    const run = compileExpression(checked("point.message == 'x'"), { backend });
    expect(run.evaluate({ point: after }, { spent: 0, limit: 100 })).toBe(after);
    expect(codeOf(run.evaluate({ point: new CelError("overflow", "at rest") }, { spent: 0, limit: 100 }))).toBe(
      "overflow",
    );
  });

  it("answers an error for a variable that is absent or only inherited", () => {
    expect(codeOf(evaluate("a"))).toBe("no-such-variable");
    expect(codeOf(evaluate("toString"))).toBe("no-such-variable");
  });

  it("stops at the limit, whatever surrounds the costly part", () => {
    const list = Array.from({ length: 100 }, (_, at) => at);
    const cube = "a.all(x, a.all(y, a.all(z, x + y + z >= 0)))";
    const meter = { spent: 0, limit: 10_000 };
    const run = compileExpression(uncheckedExpression(parsed(`true || ${cube}`), environment), { backend });
    expect(run.evaluate({ a: list }, meter)).toBe(true);
    expect(codeOf(evaluate(`${cube} || true`, { a: list }, 10_000))).toBe("cost-exceeded");
    expect(codeOf(evaluate(`[1].exists(e, ${cube})`, { a: list }, 10_000))).toBe("cost-exceeded");
  });

  it("overdraws the budget by a bounded amount before it stops", () => {
    const meter = { spent: 0, limit: 5_000 };
    const list = Array.from({ length: 100_000 }, (_, at) => at);
    compileExpression(uncheckedExpression(parsed("a.map(x, x + 1).size() > 0"), environment), { backend }).evaluate(
      { a: list },
      meter,
    );
    expect(meter.spent).toBeGreaterThan(5_000);
    expect(meter.spent).toBeLessThan(10_000);
  });

  it.each(["size(a.text)", "size(a.map)", "string(a.text) == ''", "a.text in a.list", "a.text == a.same"])(
    "charges %s in proportion to what it reads",
    (text) => {
      const long = "x".repeat(100_000);
      const map = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at]));
      const scope = { a: { text: long, same: `x${long.slice(1)}`, map, list: [long] } };
      expect(codeOf(evaluate(text, scope, 5_000))).toBe("cost-exceeded");
      expect(codeOf(evaluate(text, scope, 150_000))).toBe("none");
    },
  );

  it("shares one meter among several expressions", () => {
    const meter = { spent: 0, limit: 10 };
    const run = compileExpression(uncheckedExpression(parsed("a.b == a.c"), environment), { backend });
    const codes = [1, 2, 3].map(() => codeOf(run.evaluate({ a: { b: 1, c: 1 } }, meter)));
    expect(codes).toEqual(["none", "none", "cost-exceeded"]);
  });

  it("answers an error when a function of a library throws", () => {
    const boom = {
      id: "boom",
      member: false,
      params: [],
      result: DYN,
      evaluate: () => {
        throw new TypeError("boom");
      },
    };
    const broken = createEnvironment({
      libraries: [{ name: "broken", functions: [{ name: "boom", overloads: [boom] }] }],
    });
    const run = compileExpression(uncheckedExpression(parsed("boom() || true"), broken), { backend });
    expect(run.evaluate({}, { spent: 0, limit: 100 })).toBeInstanceOf(CelError);
  });
});

describe.each(backends)("compileGroup() to %s", (backend) => {
  const texts = ["a.b.c == 1", "a.b.c == 2 || a.b.d", "a.b.missing == 1", "a.b.missing == 2"];

  it("answers each expression as if it were alone, errors at their own nodes", () => {
    const group = texts.map((text) => uncheckedExpression(parsed(text), environment));
    const scope = { a: { b: { c: 1, d: true } } };
    const out: Value[] = [];
    compileGroup(group, { backend }).evaluate(scope, { spent: 0, limit: 1000 }, out);
    const alone = group.map((one) => compileExpression(one, { backend }).evaluate(scope, { spent: 0, limit: 1000 }));
    expect(out).toEqual(alone);
    expect(out.slice(0, 2)).toEqual([true, true]);
  });

  it("answers `cost-exceeded` for the expression that overdraws and all after it", () => {
    const group = texts.slice(0, 2).map((text) => uncheckedExpression(parsed(text), environment));
    const out: Value[] = ["stale", "stale"];
    compileGroup(group, { backend }).evaluate({ a: { b: { c: 1, d: true } } }, { spent: 0, limit: 5 }, out);
    expect(out[0]).toBe(true);
    expect(out[1]).toMatchObject({ code: "cost-exceeded" });
  });

  it("splits a large group and keeps every answer in its place", () => {
    const group = Array.from({ length: 800 }, (_, at) =>
      uncheckedExpression(parsed(`a.b + ${at} == ${at + 1}`), environment),
    );
    const out: Value[] = [];
    compileGroup(group, { backend }).evaluate({ a: { b: 1 } }, { spent: 0, limit: 100_000 }, out);
    expect(out.length).toBe(800);
    expect(out.every((value) => value === true)).toBe(true);
  });
});
