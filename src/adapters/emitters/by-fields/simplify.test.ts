import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { all, any, ask, keyOf, not, type Condition } from "../conditions/condition.ts";
import { answer, type Scalar, type Test } from "../conditions/test.ts";
import { shortest } from "./shortest.ts";
import { simplify } from "./simplify.ts";

const NAMES = ["a", "b", "c"];
const VALUES: readonly Scalar[] = [null, "", "x", "y", true, false, 1];

const tests = fc.oneof(
  fc.subarray([...VALUES], { minLength: 1 }).map((values): Test => ({ kind: "one-of", values })),
  fc.constant<Test>({ kind: "empty" }),
);
const questions = fc
  .record({ name: fc.constantFrom(...NAMES), test: tests })
  .map(({ name, test }) => ask({ root: "native", path: [name] }, test));
const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    questions,
    tie("condition").map(not),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((parts) => any(...parts)),
  ),
}));
const resources = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom(...VALUES)])));

describe("simplify() and shortest()", () => {
  it("change no answer", () => {
    fc.assert(
      fc.property(conditions, resources, (condition, resource) => {
        const wanted = holds(condition, resource);
        expect(holds(simplify(condition), resource)).toBe(wanted);
        expect(holds(shortest(condition), resource)).toBe(wanted);
      }),
    );
  });

  it("leave negations at questions only", () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(keyOf(simplify(condition))).not.toMatch(/not\((?:all|any)\(/);
      }),
    );
  });
});

function holds(condition: Condition, resource: Readonly<Record<string, Scalar>>): boolean {
  switch (condition.kind) {
    case "always":
    case "never":
      return condition.kind === "always";
    case "test":
      return answer(condition.test, resource[condition.attribute.path[0] ?? ""] ?? null) === true;
    case "not":
      return !holds(condition.of, resource);
    case "all":
      return condition.of.every((part) => holds(part, resource));
    case "any":
      return condition.of.some((part) => holds(part, resource));
    default:
      throw new Error("nothing is opaque here");
  }
}
