import { Double, type Value } from "#core/language";

const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...words(true, "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"),
  ...words(false, "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"),
  ...words(null, "", "~", "null", "Null", "NULL"),
  ...words(Number.NaN, ".nan", ".NaN", ".NAN"),
  ...words(Infinity, ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"),
  ...words(-Infinity, "-.inf", "-.Inf", "-.INF"),
]);

const LONGEST_WORD = 5;
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INT64_MAX = 2n ** 63n - 1n;

/**
 * What an unquoted YAML scalar means to Kubernetes, whose reader (`sigs.k8s.io/yaml`, `goyaml.v2/resolve.go`) follows YAML 1.1: `yes`, `on`,
 * `y` and the like are booleans, `0777` is octal, `1_000` is a number, dates stay text. A number then travels through JSON, so `1.0` becomes
 * the int 1, and what is past int64 a double. `.inf` and `.nan`, which Kubernetes refuses, come back as the number of that name.
 */
export function resolvePlain(text: string): Value {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  return startsNumber(text.charCodeAt(0)) ? resolveNumber(text) : text;
}

/** Tells the numbers that Kubernetes refuses: infinite ones, and what is not a number. */
export function isRefused(value: Value): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}

/** Answers the double as Kubernetes sees it after JSON: integral values within int64 are ints. */
export function throughJson(value: number): Value {
  if (!Number.isInteger(value)) return value;
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return Math.abs(value) < 2 ** 63 ? BigInt(value) : new Double(value);
}

function resolveNumber(text: string): Value {
  const plain = text.includes("_") && text.charAt(0) !== "." ? text.replaceAll("_", "") : text;
  if (INTEGER.test(plain)) return integer(plain);
  if (!FLOAT.test(plain)) return text;
  const value = Number(plain);
  return Number.isFinite(value) ? throughJson(value) : text;
}

function integer(text: string): Value {
  const negative = text.startsWith("-");
  const digits = text.replace(/^[-+]/, "");
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = negative ? -magnitude : magnitude;
  if (value > INT64_MAX || value < -INT64_MAX - 1n) return new Double(Number(value));
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

function startsNumber(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

function words(value: Value, ...spellings: readonly string[]): readonly (readonly [string, Value])[] {
  return spellings.map((spelling) => [spelling, value]);
}
