import { isNumeric, type HclValue } from "./values.ts";

/** The text of a text, number or truth value; null for anything else. */
export function textFrom(value: HclValue | undefined): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  return isNumeric(value) ? numberText(value) : null;
}

/** A number as Terraform prints it: without an exponent. */
function numberText(value: number | bigint): string {
  if (typeof value === "bigint") return String(value);
  if (Number.isInteger(value)) return String(BigInt(value));
  return value.toString().includes("e") ? value.toFixed(20).replace(/0+$/, "") : String(value);
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const MAX_DIGITS = 160;

/** The number of a number or of a text that is one; null for anything else. */
export function numberFrom(value: HclValue | undefined): number | bigint | null {
  if (isNumeric(value)) return value;
  if (typeof value !== "string" || value.length > MAX_DIGITS || !NUMBER.test(value)) return null;
  const number = Number(value);
  if (Number.isSafeInteger(number) || !/^-?\d+$/.test(value)) return Number.isFinite(number) ? number : null;
  return BigInt(value);
}

/** The number as JavaScript calculates with it. */
export function floatFrom(value: HclValue | undefined): number | null {
  const number = numberFrom(value);
  return number === null ? null : Number(number);
}

/** The truth value of one or of a text that is one; null for anything else. */
export function booleanFrom(value: HclValue | undefined): boolean | null {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  return null;
}

/** An integral number in its one representation. */
export function integer(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
