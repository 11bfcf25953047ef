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
  const pieces: string[] = [];
  let [next, behind] = [0, 0];
  for (const match of text.matchAll(VERB)) {
    pieces.push(text.slice(behind, match.index));
    behind = match.index + match[0].length;
    const [, flags = "", width = "0", precision, position, letter = ""] = match;
    if (position !== undefined) next = Number(position) - 1;
    const verb = { flags, width: Number(width), precision: precision === undefined ? null : Number(precision), letter };
    const piece = letter === "%" ? "%" : formatOne(args[next++], verb);
    if (piece === null) return new Failure("an argument of `format` does not fit its verb");
    pieces.push(piece);
  }
  const made = pieces.join("") + text.slice(behind);
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
  return precision === null || text === null ? text : Array.from(text).slice(0, precision).join("");
}

function quoted(text: string | null): string | null {
  return text === null ? null : JSON.stringify(text);
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };

function numberText(value: HclValue, { letter, precision, flags }: Verb): string | null {
  const number = floatFrom(value);
  if (number === null) return null;
  const text = RADIX[letter] === undefined ? fraction(number, letter, precision) : whole(number, letter);
  return text !== null && flags.includes("+") && number >= 0 ? `+${text}` : text;
}

function whole(number: number, letter: string): string {
  const digits = BigInt(Math.trunc(number)).toString(RADIX[letter]);
  return letter === "X" ? digits.toUpperCase() : digits;
}

function fraction(number: number, letter: string, precision: number | null): string | null {
  switch (letter.toLowerCase()) {
    case "f":
      return number.toFixed(Math.min(precision ?? 6, 100));
    case "g":
      return String(number);
    case "e":
      return exponent(number, precision ?? 6);
    default:
      return null;
  }
}

function exponent(number: number, precision: number): string {
  return number.toExponential(Math.min(precision, 100)).replace(/e([-+])(\d)$/, "e$10$2");
}
