import {
  CelError,
  doubleNumber,
  isDouble,
  isInt,
  numericOf,
  typeNameOf,
  Uint,
  Unknown,
  type Value,
} from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";
import { formatFixed, formatScientific } from "../numbers/exact-decimal.ts";
import { formatPlain } from "../numbers/format-double.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { formatValue } from "./format-value.ts";

/** One clause of a format: its verb and, for `%f` and `%e`, the digits after the point. */
export interface Clause {
  readonly verb: string;
  readonly precision: number;
}

/** The text of a value under a clause, or an `invalid-argument` error when the verb does not suit its type. */
export function formatClause({ verb, precision }: Clause, value: Value): string | CelError | Unknown {
  if (value instanceof Unknown || value instanceof CelError) return value;
  if (verb === "s") return formatValue(value);
  const { show, suited } = VERBS[verb] ?? HEXADECIMAL;
  const text = show(value, precision);
  if (text === undefined) return mismatch(verb, value, suited);
  return verb === "X" ? text.toUpperCase() : text;
}

interface Verb {
  /** The text of a value, `undefined` when the verb does not suit its type. */
  readonly show: (value: Value, precision: number) => string | undefined;
  readonly suited: string;
}

const HEXADECIMAL: Verb = {
  show: (value) => integerText(value, 16) ?? bytesText(value),
  suited: "integers, texts and bytes",
};

const VERBS: Readonly<Record<string, Verb>> = {
  d: { show: (value) => integerText(value, 10) ?? doubleText(value), suited: "numbers" },
  f: { show: (value, precision) => numberText(value, (number) => formatFixed(number, precision)), suited: "numbers" },
  e: {
    show: (value, precision) => numberText(value, (number) => formatScientific(number, precision)),
    suited: "numbers",
  },
  b: {
    show: (value) => (typeof value === "boolean" ? String(Number(value)) : integerText(value, 2)),
    suited: "integers and bools",
  },
  o: { show: (value) => integerText(value, 8), suited: "integers" },
};

function mismatch(verb: string, value: Value, suited: string): CelError {
  return invalidArgument(`The format clause \`%${verb}\` takes ${suited}, not a value of type ${typeNameOf(value)}`);
}

function integerText(value: Value, radix: number): string | undefined {
  if (value instanceof Uint) return value.value.toString(radix);
  return isInt(value) ? value.toString(radix) : undefined;
}

function doubleText(value: Value): string | undefined {
  return isDouble(value) ? finiteText(doubleNumber(value), formatPlain) : undefined;
}

function numberText(value: Value, print: (value: number) => string): string | undefined {
  const number = numericOf(value);
  return number === undefined ? undefined : finiteText(Number(number), print);
}

function finiteText(value: number, print: (value: number) => string): string {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return print(value);
  return value > 0 ? "Infinity" : "-Infinity";
}

function bytesText(value: Value): string | undefined {
  if (typeof value === "string") return toHex(encodeUtf8(value));
  return value instanceof Uint8Array ? toHex(value) : undefined;
}

function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
