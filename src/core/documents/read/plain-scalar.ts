import { Double } from "#core/language";
import type { ScalarValue } from "./node.ts";

const INTEGER = /^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

const WORDS: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ["", null],
  ["~", null],
  ["null", null],
  ["Null", null],
  ["NULL", null],
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
  [".nan", Number.NaN],
  [".NaN", Number.NaN],
  [".NAN", Number.NaN],
  ...infinities(),
]);

/**
 * The value of an unquoted scalar under the YAML 1.2 core schema, which JSON's literals are part of: `yes`, `on` and dates are text. Answers
 * `undefined` for a number that neither int64 nor a finite double can hold; ints are exact.
 */
export function resolvePlainScalar(text: string): ScalarValue | undefined {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (INTEGER.test(text)) return integer(text);
  if (FLOAT.test(text)) return double(Number(text));
  return text;
}

function integer(text: string): number | bigint | undefined {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  const exact = text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text.replace("+", ""));
  return exact >= MIN_INT && exact <= MAX_INT ? exact : undefined;
}

function double(value: number): number | Double | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) ? new Double(value) : value;
}

function infinities(): [string, number][] {
  return [".inf", ".Inf", ".INF"].flatMap((word): [string, number][] => [
    [word, Number.POSITIVE_INFINITY],
    [`+${word}`, Number.POSITIVE_INFINITY],
    [`-${word}`, Number.NEGATIVE_INFINITY],
  ]);
}
