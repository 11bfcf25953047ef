import { Double, type Value } from "#core/language";

/** A value that an attribute is held against; null is an attribute that is absent. */
export type Scalar = string | number | boolean | null;

/** A question to the value of one attribute, after the defaults that the target knows of. */
export type Test =
  /** Whether it is one of some values. */
  | { readonly kind: "one-of"; readonly values: readonly Scalar[] }
  | { readonly kind: "less-than"; readonly bound: number }
  | { readonly kind: "at-most"; readonly bound: number }
  | { readonly kind: "starts-with" | "ends-with" | "contains" | "matches"; readonly text: string }
  /** Whether a list has an element that is one of some values. */
  | { readonly kind: "has-one-of"; readonly values: readonly Scalar[] }
  /** Whether it is an empty text, list or map; absent counts too. */
  | { readonly kind: "empty" };

/** The scalar that a value is; undefined for lists, maps and what has no exact number. */
export function scalarOf(value: Value): Scalar | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  const number = value instanceof Double ? value.value : value;
  if (typeof number === "number") return Number.isNaN(number) ? undefined : number;
  if (typeof number !== "bigint") return undefined;
  return BigInt(Number(number)) === number ? Number(number) : undefined;
}

/** What a test answers of a known scalar; undefined where it cannot be told, as an order of texts. */
export function answer(test: Test, value: Scalar): boolean | undefined {
  if (test.kind === "one-of") return test.values.includes(value);
  if (test.kind === "empty") return value === null || value === "";
  if (typeof value === "number") return ofNumber(test, value);
  return typeof value === "string" ? ofText(test, value) : undefined;
}

function ofNumber(test: Test, value: number): boolean | undefined {
  if (test.kind === "less-than") return value < test.bound;
  return test.kind === "at-most" ? value <= test.bound : undefined;
}

function ofText(test: Test, value: string): boolean | undefined {
  if (test.kind === "starts-with") return value.startsWith(test.text);
  if (test.kind === "ends-with") return value.endsWith(test.text);
  return test.kind === "contains" ? value.includes(test.text) : undefined;
}
