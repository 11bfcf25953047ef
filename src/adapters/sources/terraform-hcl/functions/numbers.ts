import { floatFrom, integer, textFrom } from "../evaluate/convert.ts";
import { Failure, type HclValue } from "../evaluate/values.ts";
import { needsAll, numberOr, ofNumber, type FunctionTable } from "./declare.ts";

/** Functions on numbers. */
export const NUMBER_FUNCTIONS: FunctionTable = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  log: needsAll(([value, base]) =>
    numberOr(Math.log(floatFrom(value) ?? Number.NaN) / Math.log(floatFrom(base) ?? Number.NaN)),
  ),
  max: needsAll((args) => extreme(args, Math.max)),
  min: needsAll((args) => extreme(args, Math.min)),
  parseint: needsAll(([value, base]) => parseInteger(textFrom(value), floatFrom(base) ?? 10)),
  pow: needsAll(([value, power]) => numberOr((floatFrom(value) ?? Number.NaN) ** (floatFrom(power) ?? Number.NaN))),
  signum: ofNumber(Math.sign),
};

function extreme(args: readonly HclValue[], choose: (...numbers: readonly number[]) => number): HclValue {
  const numbers = args.map(floatFrom).filter((number) => number !== null);
  if (numbers.length < args.length || numbers.length === 0) return new Failure("numbers are expected");
  return numbers.reduce((a, b) => choose(a, b));
}

const MAX_DIGITS = 160;

function parseInteger(text: string | null, base: number): HclValue {
  const digits = /^-?[\da-zA-Z]+$/.test(text ?? "") ? (text ?? "").replace(/^-/, "") : "";
  const values = Array.from(digits.toLowerCase()).map((digit) => Number.parseInt(digit, 36));
  const fits = base >= 2 && base <= 36 && values.every((digit) => digit < base);
  if (digits === "" || digits.length > MAX_DIGITS || !fits)
    return new Failure("the text is no whole number of that base");
  const value = values.reduce((sum, digit) => sum * BigInt(base) + BigInt(digit), 0n);
  return integer(text?.startsWith("-") === true ? -value : value);
}
