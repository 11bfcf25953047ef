import type { Value } from "#core/language";
import { answerOf } from "../by-fields/defaults.ts";
import type { Test } from "../conditions/test.ts";
import type { Field } from "./fields/field.ts";

/**
 * What a test answers of a field that a resource does not have, `filled` being what the provider then takes; undefined where the field may as
 * well have been written, as false, 0 or an empty text, and the answer hangs on that.
 */
export function absentAnswer(field: Field, filled: Value, test: Test): boolean | undefined {
  const { shape, isTold } = field;
  const zero = !isTold && (shape === "bool" || shape === "int") ? [ZERO[shape]] : [];
  const answers = [filled, ...zero].map((value) => answerOf(test, value));
  const [first, ...others] = answers;
  return others.every((one) => one === first) ? first : undefined;
}

/** What stands for nothing in fields that are always there for the API itself. An empty text or list means the same to it as none. */
const ZERO = { bool: false, int: 0 } as const;
