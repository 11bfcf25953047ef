import { Double } from "#core/language";

/** A number as a double of the language. */
export function doubleOf(value: number): number | Double {
  return Number.isInteger(value) ? new Double(value) : value;
}
