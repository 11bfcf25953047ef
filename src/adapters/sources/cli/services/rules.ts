import { REACH_TRAITS, VERBS, type ReachTrait, type Verb } from "#core/model";

/** What a subcommand does, to what, and how far. */
export interface Rule {
  /** The words of the subcommand; each may be one of several. */
  readonly words: readonly ReadonlySet<string>[];
  readonly verb: Verb;
  readonly type: string;
  /** Where the name of the resource stands: the position of an operand, `*` for each of them, options, or nowhere. */
  readonly name: number | "each" | readonly string[] | null;
  /** Each with the option that it hangs on, if any. */
  readonly traits: readonly { readonly trait: ReachTrait; readonly option: string | null }[];
}

/**
 * Rules from a table: in each line the words of the subcommand with alternatives after commas, the verb, the native type, where the name stands (`0`, `*`,
 * `--option,--other` or `-`), and the traits, `trait?option` where they hang on an option. Types with blanks have `_` for them, which those of Google keep.
 */
export function rules(table: string): readonly Rule[] {
  return table
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(readRule);
}

function readRule(line: string): Rule {
  const [words = "", act = "", name = "-", traits = ""] = line.split("|").map((part) => part.trim());
  const [verb, type = ""] = act.split(" ");
  return {
    words: words.split(" ").map((word) => new Set(word.split(","))),
    verb: VERBS.find((one) => one === verb) ?? "update",
    type: type.startsWith("google_") ? type : type.replaceAll("_", " "),
    name: nameOf(name),
    traits: traits.split(" ").flatMap(readTrait),
  };
}

function nameOf(name: string): Rule["name"] {
  if (name === "-") return null;
  if (name === "*") return "each";
  return name.startsWith("--") ? name.split(",").map((option) => option.replace(/^--?/, "")) : Number(name);
}

function readTrait(text: string): Rule["traits"] {
  const [name, option = null] = text.split("?");
  const trait = REACH_TRAITS.find((one) => one === name);
  return trait === undefined ? [] : [{ trait, option }];
}

/** The type that most rules for the subcommands of a group are about; null for a group of which there are none. */
export function typeOfGroup(all: readonly Rule[], group: readonly string[]): string | null {
  if (group.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { words, type } of all) {
    const isWithin = words.length === group.length + 1 && group.every((word, at) => words[at]?.has(word) === true);
    if (isWithin) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

/** The rule whose words stand first in `words`, the longest one; null when none does. */
export function findRule(all: readonly Rule[], words: readonly (string | null)[]): Rule | null {
  let found: Rule | null = null;
  for (const rule of all) {
    const fits = rule.words.every((alternatives, at) => alternatives.has(words[at] ?? ""));
    if (fits && (found === null || rule.words.length > found.words.length)) found = rule;
  }
  return found;
}
