import { describe, expect, it } from "vitest";
import { checkExpression, createEnvironment, parseExpression } from "../index.ts";
import { admissionLibraries, admissionMacros, callSince, KUBERNETES_VERSIONS } from "./availability.ts";
import { newerCalls } from "./newer-calls.ts";

function accepts(source: string, version: number): boolean {
  const result = parseExpression(source, { macros: admissionMacros(version) });
  if (result.kind === "rejected") return false;
  const environment = createEnvironment({ libraries: admissionLibraries(version) });
  return checkExpression(result.parsed, environment).kind === "checked";
}

/** Expressions with the first version whose API server takes them into new policies. */
const FIRST: readonly (readonly [string, number])[] = [
  ["[1].isSorted()", 0],
  ["'a'.trim() == 'a'", 0],
  ["[?optional.of(1)] == [1]", 29],
  ["quantity('1Gi').isInteger()", 29],
  ["sets.contains([1], [1])", 30],
  ["'%s'.format(['a']) == 'a'", 30],
  ["isIP('::1')", 31],
  ["cidr('10.0.0.0/8').containsIP('10.0.0.1')", 31],
  ["!format.dns1123Label().validate('a').hasValue()", 32],
  ["[1].existsOne(i, x, x == 1)", 33],
  ["{'a': 1}.all(k, v, v == 1)", 33],
  ["[1].transformList(i, x, x + i) == [1]", 33],
  ["semver('1.0.0').major() == 1", 34],
  ["[[1]].flatten() == [1]", 35],
  ["[2, 1].sort() == [1, 2]", 35],
  ["[2, 1].sortBy(x, x) == [1, 2]", 35],
];

describe("admissionLibraries() and admissionMacros()", () => {
  it.each(FIRST)("have %s since 1.%i", (source, since) => {
    expect(accepts(source, since)).toBe(true);
    expect(accepts(source, since - 1)).toBe(false);
    expect(accepts(source, KUBERNETES_VERSIONS.newest)).toBe(true);
  });

  it.each([
    "'a'.reverse() == 'a'",
    "math.abs(-1) == 1",
    "[1].includes(1)",
    "cel.bind(x, 1, x) == 1",
    "[1].existsOne(x, x == 1)",
  ])("never have %s", (source) => {
    expect(accepts(source, KUBERNETES_VERSIONS.newest)).toBe(false);
  });
});

describe("callSince()", () => {
  it("tells macros by the number of their arguments", () => {
    expect(callSince({ name: "all", args: 2, member: true })).toBe(0);
    expect(callSince({ name: "all", args: 3, member: true })).toBe(33);
  });

  it("knows nothing of what no version has", () => {
    expect(callSince({ name: "constructor", args: 0, member: true })).toBeUndefined();
    expect(callSince({ name: "math.abs", args: 1, member: false })).toBeUndefined();
  });
});

describe("newerCalls()", () => {
  it("names every function and macro of a later version at its place", () => {
    const source = "object.a.flatten().all(i, x, isIP(x)) && format.uri().validate('a').hasValue()";
    const problems = newerCalls(source, 30);
    expect(problems.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        "`flatten()` exists since Kubernetes 1.35, but the cluster is 1.30",
        "`all()` exists since Kubernetes 1.33, but the cluster is 1.30",
        "`isIP()` exists since Kubernetes 1.31, but the cluster is 1.30",
        "`format.uri()` exists since Kubernetes 1.32, but the cluster is 1.30",
      ]),
    );
    const isIp = problems.find(({ message }) => message.startsWith("`isIP"));
    expect(source.slice(isIp?.start, isIp?.end)).toBe("isIP(x)");
  });

  it("says nothing of what that version has, of what none has, and of what does not parse", () => {
    expect(newerCalls("sets.contains([1], [2]) && math.abs(1) == 1", 30)).toEqual([]);
    expect(newerCalls("a +", 30)).toEqual([]);
  });
});
