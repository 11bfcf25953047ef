import type { Value, ValueObject } from "#core/language";
import { isList } from "#core/model";
import { own } from "./own.ts";

const PLACE = /\{([A-Za-z_][\w.-]{0,63})\}/g;
const WHOLE = /^\{([A-Za-z_][\w.-]{0,63})\}$/;
/** What follows is never an option. */
const END_OF_OPTIONS = "--";
const MOST_WORDS = 1000;
const LONGEST = 64 * 1024;

/** What is wrong with a command line that a tool is said to be, as what it must be; null where nothing is. */
export function commandProblem(words: readonly string[]): string | null {
  const [program = ""] = words;
  if (program === "" || program.includes("{")) return "begin with the name of a program";
  if (words.some((word) => /[{}]/.test(word.replace(PLACE, "")))) return "name each argument in braces, as in `{name}`";
  const dangling = words.find((word, at) => isOption(word) && !word.includes("=") && WHOLE.test(words[at + 1] ?? ""));
  return dangling === undefined ? null : `say \`${dangling}\` and its argument in one word, as in \`--option={name}\``;
}

function isOption(word: string): boolean {
  return word.startsWith("-") && word !== END_OF_OPTIONS;
}

/** A command line with the arguments of a call in it, or the name of an argument that cannot stand there. */
export type FilledCommand =
  | { readonly words: readonly string[]; readonly bad: null }
  | { readonly words: null; readonly bad: string };

/**
 * Puts the arguments of a call into a command line. A word whose argument is absent or empty is left out, unless others would take its place; a list that is a
 * whole word becomes as many. What would become an option is never put in: a call says what is done to what, not how.
 */
export function fillCommand(words: readonly string[], argument: ValueObject): FilledCommand {
  const end = words.indexOf(END_OF_OPTIONS);
  const parts = words.map((word, at) => fillWord(word, argument, end !== -1 && at > end));
  const bad = parts.find(({ texts }) => texts === null)?.name ?? displaced(parts);
  return bad === null ? { words: parts.flatMap(({ texts }) => texts ?? []), bad } : { words: null, bad };
}

/** The arguments that a command line names. */
export function argumentsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => [...word.matchAll(PLACE)].map(([, name = ""]) => name));
}

/** What a word of the command line became: null where that cannot be told. */
interface Part {
  /** The argument that the whole word is, or that cannot stand in it; null for any other word. */
  readonly name: string | null;
  readonly texts: readonly string[] | null;
}

/** The argument whose place another would take; null where none would. */
function displaced(parts: readonly Part[]): string | null {
  const whole = parts.filter(({ name }) => name !== null);
  const missing = whole.findIndex(({ texts }) => texts?.length === 0);
  const isTaken = missing !== -1 && whole.slice(missing).some(({ texts }) => texts !== null && texts.length > 0);
  return isTaken ? (whole[missing]?.name ?? null) : null;
}

function fillWord(word: string, argument: ValueObject, mayBeOption: boolean): Part {
  const name = WHOLE.exec(word)?.[1];
  if (name === undefined) return fillPlaces(word, argument);
  const texts = textsOf(own(argument, name));
  const isOption = !mayBeOption && texts?.some((text) => text.startsWith("-")) === true;
  return { name, texts: isOption ? null : texts };
}

function fillPlaces(word: string, argument: ValueObject): Part {
  const values = new Map(
    [...word.matchAll(PLACE)].map(([, name = ""]) => [name, textOf(own(argument, name))] as const),
  );
  const bad = [...values].find(([, text]) => text === null)?.[0];
  if (bad !== undefined) return { name: bad, texts: null };
  const isAbsent = [...values.values()].includes("");
  return { name: null, texts: isAbsent ? [] : [word.replace(PLACE, (_, name: string) => values.get(name) ?? "")] };
}

function textsOf(value: Value | undefined): readonly string[] | null {
  const texts = value !== undefined && isList(value) ? value.slice(0, MOST_WORDS + 1).map(textOf) : [textOf(value)];
  if (texts.length > MOST_WORDS || !texts.every((text) => text !== null)) return null;
  return texts.length === 1 && texts[0] === "" ? [] : texts;
}

/** A value as one word; an empty text where there is none, null for what is no word. */
function textOf(value: Value | undefined): string | null {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.length <= LONGEST ? value : null;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : null;
}
