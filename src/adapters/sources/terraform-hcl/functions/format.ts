import type { Budget } from "../evaluate/budget.ts";
import { floatFrom, textFrom } from "../evaluate/convert.ts";
import { Failure, type HclValue } from "../evaluate/values.ts";
import { jsonText } from "./json.ts";

/** `%`, flags, width, precision, the number of an argument, and the verb. */
const VERB = /%([-+ #0]{0,5})(\d{1,4})?(?:\.(\d{1,3}))?(?:\[(\d{1,4})\])?([a-zA-Z%])/g;

interface Verb {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly letter: string;
}

/** Fills a template as Terraform's `format` does. */
export function formatText(template: HclValue | undefined, args: readonly HclValue[], budget: Budget): HclValue {
  const text = textFrom(template);
  if (text === null) return new Failure("a text is expected");
  let next = 0;
  let failure: Failure | null = null;
  const made = text.replaceAll(VERB, (_, flags: string, width = "0", precision, position, letter: string) => {
    if (letter === "%") return "%";
    if (position !== undefined) next = Number(position) - 1;
    const piece = formatOne(args[next++], {
      flags,
      width: Number(width),
      precision: precision === undefined ? null : Number(precision),
      letter,
    });
    if (piece === null) failure ??= new Failure("an argument of `format` does not fit its verb");
    return piece ?? "";
  });
  if (failure) return failure;
  return budget.allows(made.length) ? made : new Failure("the text is too long");
}

function formatOne(value: HclValue | undefined, verb: Verb): string | null {
  if (value === undefined) return null;
  const text = verbText(value, verb);
  if (text === null || text.length >= verb.width) return text;
  if (verb.flags.includes("-")) return text.padEnd(verb.width);
  if (!verb.flags.includes("0") || verb.letter === "s") return text.padStart(verb.width);
  const sign = /^[-+]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(verb.width - sign.length, "0");
}

function verbText(value: HclValue, verb: Verb): string | null {
  switch (verb.letter) {
    case "s":
      return cut(textFrom(value), verb.precision);
    case "q":
      return quoted(textFrom(value));
    case "v":
      return verb.flags.includes("#") ? jsonText(value) : (textFrom(value) ?? jsonText(value));
    case "t":
      return typeof value === "boolean" ? String(value) : null;
    default:
      return numberText(value, verb);
  }
}

function cut(text: string | null, precision: number | null): string | null {
  return precision === null || text === null ? text : [...text].slice(0, precision).join("");
}

function quoted(text: string | null): string | null {
  return text === null ? null : JSON.stringify(text);
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };

function numberText(value: HclValue, { letter, precision, flags }: Verb): string | null {
  const number = floatFrom(value);
  if (number === null) return null;
  const sign = flags.includes("+") && number >= 0 ? "+" : "";
  const radix = RADIX[letter];
  if (radix !== undefined) {
    const digits = BigInt(Math.trunc(number)).toString(radix);
    return sign + (letter === "X" ? digits.toUpperCase() : digits);
  }
  if (letter === "f" || letter === "F") return sign + number.toFixed(Math.min(precision ?? 6, 100));
  if (letter === "g" || letter === "G") return sign + String(number);
  return letter === "e" || letter === "E" ? sign + exponent(number, precision ?? 6) : null;
}

function exponent(number: number, precision: number): string {
  return number.toExponential(Math.min(precision, 100)).replace(/e([-+])(\d)$/, "e$10$2");
}
