import type { Double } from "#core/language";
import { doubleOf } from "../double.ts";

/** What an unquoted text stands for: a value, a number that JSON lacks, or something that cannot be told here. */
export type PlainScalar =
  | { readonly kind: "value"; readonly value: string | boolean | null | number | Double }
  | { readonly kind: "not-json" | "untold" };

const TRUE = ["y", "yes", "true", "on"];
const FALSE = ["n", "no", "false", "off"];
const WORDS = new Map<string, boolean | null>([
  ...TRUE.flatMap(spellings).map((word) => [word, true] as const),
  ...FALSE.flatMap(spellings).map((word) => [word, false] as const),
  ...["", "~", ...spellings("null")].map((word) => [word, null] as const),
]);
const NOT_JSON = new Set([
  ".nan",
  ".NaN",
  ".NAN",
  ...["", "+", "-"].flatMap((sign) => [".inf", ".Inf", ".INF"].map((word) => sign + word)),
]);

function spellings(word: string): readonly string[] {
  const upper = word.toUpperCase();
  return [word, upper.charAt(0) + word.slice(1), upper];
}

const POINT_FLOAT = /^\.\d+(?:[eE][-+]?\d+)?$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INTEGER = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
const LONGEST_NUMBER = 300;

/** Resolves an unquoted text by the rules of YAML 1.1 as go-yaml 2 knows them, and as JSON holds it afterwards: every number is a double, a date a text. */
export function resolvePlain(written: string): PlainScalar {
  const word = WORDS.get(written);
  if (word !== undefined) return { kind: "value", value: word };
  if (NOT_JSON.has(written)) return { kind: "not-json" };
  if (written.startsWith(".")) return asNumber(written, POINT_FLOAT) ?? { kind: "value", value: written };
  if (!/^[-+\d]/.test(written)) return { kind: "value", value: written };
  if (written.length > LONGEST_NUMBER) return { kind: "untold" };
  const plain = written.replaceAll("_", "");
  return asInteger(plain) ?? asNumber(plain, FLOAT) ?? { kind: "value", value: written };
}

const HIGHEST = 2n ** 64n - 1n;
const LOWEST = -(2n ** 63n);

/** A leading zero stands for base 8, as it does for Go. Other numbers of more than 64 bits are read as floats. */
function asInteger(text: string): PlainScalar | null {
  const [, sign = "", digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return null;
  const magnitude = BigInt(digits.replace(/^0(?=\d)/, "0o"));
  const value = sign === "-" ? -magnitude : magnitude;
  const highest = sign === "+" ? 2n ** 63n - 1n : HIGHEST;
  if (value >= LOWEST && value <= highest) return { kind: "value", value: doubleOf(Number(value)) };
  return FLOAT.test(text) ? null : { kind: "untold" };
}

function asNumber(text: string, form: RegExp): PlainScalar | null {
  if (!form.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? { kind: "value", value: doubleOf(value) } : null;
}
