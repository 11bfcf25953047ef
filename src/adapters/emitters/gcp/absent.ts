import type { Value } from "#core/language";
import { answerOf } from "../by-fields/defaults.ts";
import type { Test } from "../conditions/test.ts";
import type { Field } from "./fields/field.ts";

/**
 * What a test may answer of a field that a resource does not have: one answer or, where the field may as well have been written as false or 0,
 * those for that and for `filled`, which the provider takes where nothing is written. Undefined is an answer that cannot be told.
 */
export function absentAnswers({ shape, isTold }: Field, filled: Value, test: Test): ReadonlySet<boolean | undefined> {
  const zero = !isTold && (shape === "bool" || shape === "int") ? [ZERO[shape]] : [];
  return new Set([filled, ...zero].map((value) => answerOf(test, value)));
}

const ZERO = { bool: false, int: 0 } as const;
