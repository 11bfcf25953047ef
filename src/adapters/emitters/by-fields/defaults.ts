import type { ProviderDefault } from "#core/documents";
import type { Value } from "#core/language";
import { isList } from "#core/model";
import type { Attribute } from "../conditions/attribute.ts";
import { answer, scalarOf, type Test } from "../conditions/test.ts";

/** What the provider fills in where an attribute is absent, in its newest version; null where it fills in nothing. */
export function filledIn({ root, path }: Attribute, defaults: readonly ProviderDefault[]): Value {
  if (root !== "native") return null;
  const name = path.join(".");
  return defaults.findLast(({ attribute, to }) => attribute === name && to === null)?.value ?? null;
}

/** What a test answers of a value; undefined where that cannot be told. */
export function answerOf(test: Test, value: Value): boolean | undefined {
  if (isList(value)) {
    if (test.kind === "empty") return value.length === 0;
    return test.kind === "has-one-of" && value.length === 0 ? false : test.kind === "one-of" ? false : undefined;
  }
  const scalar = scalarOf(value);
  if (scalar === undefined) return undefined;
  return test.kind === "has-one-of" && scalar === null ? false : answer(test, scalar);
}
