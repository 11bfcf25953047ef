import { expect, it } from "vitest";
import { Double, Unknown } from "#core/language";
import { printNamed, printValue } from "./print-value.ts";

it.each([
  [2, "2.0"],
  [0.25, "0.25"],
  [-0.05, "-0.05"],
  [1e300, "1e+300"],
  [Number.NaN, "NaN"],
])("printValue() shows the double %s as it is", (value, text) => {
  expect(printValue(new Double(value))).toBe(text);
});

it("printValue() shows why a value is not known, and nothing of it", () => {
  expect(printValue({ key: new Unknown([{ reason: "sensitive", path: "a.key" }]) })).toBe("{key: (sensitive)}");
});

it("printValue() shows no secret, whether its text or its name tells that it is one", () => {
  const key = "AKIAIOSFODNN7EXAMPLE";
  expect(printValue(key)).toBe("(a secret)");
  expect(printValue({ user: "ada", password: "correct-horse-battery" })).toBe('{user: "ada", password: (a secret)}');
  expect(printNamed("password", "correct-horse-battery")).toBe("(a secret)");
  expect(printNamed("name", "ada")).toBe('"ada"');
});
