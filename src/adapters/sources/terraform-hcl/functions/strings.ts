import { RE2JS } from "re2js";
import { put } from "../../json/index.ts";
import { floatFrom, textFrom } from "../evaluate/convert.ts";
import { elementsOf, Failure, type HclValue } from "../evaluate/values.ts";
import { needsAll, ofText, ofTexts, type FunctionTable } from "./declare.ts";
import { formatText } from "./format.ts";

/** More matches of a pattern than this are not looked for. */
const MAX_MATCHES = 10_000;

/** Functions on texts. */
export const STRING_FUNCTIONS: FunctionTable = {
  chomp: ofText((text) => withoutEnd(text, "\r\n")),
  endswith: ofTexts(2, ([text = "", end = ""]) => text.endsWith(end)),
  format: needsAll(([template, ...args], budget) => formatText(template, args, budget)),
  formatlist: needsAll(([template, ...args], budget) => {
    const lists = args.map(elementsOf);
    const length = Math.max(0, ...lists.map((list) => list?.length ?? 0));
    if (!budget.allows(length)) return new Failure("the list is too long");
    const row = (index: number): HclValue[] => args.map((arg, at) => lists[at]?.[index] ?? arg);
    return Array.from({ length }, (_, index) => formatText(template, row(index), budget));
  }),
  indent: needsAll(([spaces, value]) => {
    const [count, text] = [floatFrom(spaces), textFrom(value)];
    if (count === null || text === null || count < 0 || count > 1000)
      return new Failure("a small number and a text are expected");
    return text.replaceAll("\n", `\n${" ".repeat(count)}`);
  }),
  join: needsAll(([separator, ...lists], budget) => join(separator, lists, budget.allows.bind(budget))),
  lower: ofText((text) => text.toLowerCase()),
  regex: ofTexts(2, ([pattern = "", text = ""]) => match(pattern, text)),
  regexall: ofTexts(2, ([pattern = "", text = ""]) => matches(pattern, text)),
  replace: ofTexts(3, ([text = "", what = "", by = ""], budget) => replace(text, what, by, budget.allows.bind(budget))),
  split: ofTexts(2, ([separator = "", text = ""]) => (text === "" ? [] : split(text, separator))),
  startswith: ofTexts(2, ([text = "", start = ""]) => text.startsWith(start)),
  strcontains: ofTexts(2, ([text = "", part = ""]) => text.includes(part)),
  strrev: ofText((text) => Array.from(text).toReversed().join("")),
  substr: needsAll(([value, from, count]) => {
    const [text, start, length] = [textFrom(value), floatFrom(from), floatFrom(count)];
    if (text === null || start === null || length === null) return new Failure("a text and two numbers are expected");
    const characters = Array.from(text);
    const begin = start < 0 ? characters.length + start : start;
    return characters.slice(begin, length < 0 ? undefined : begin + length).join("");
  }),
  title: ofText((text) =>
    text.replaceAll(
      /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  ),
  trim: ofTexts(2, ([text = "", characters = ""]) => trim(text, new Set(characters))),
  trimprefix: ofTexts(2, ([text = "", start = ""]) => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimsuffix: ofTexts(2, ([text = "", end = ""]) => {
    return end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text;
  }),
  trimspace: ofText((text) => text.trim()),
  upper: ofText((text) => text.toUpperCase()),
};

/** The text without any of some characters at its end. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? "")) end--;
  return text.slice(0, end);
}

function join(
  separator: HclValue | undefined,
  lists: readonly HclValue[],
  allows: (size: number) => boolean,
): HclValue {
  const elements = lists.flatMap((list) => elementsOf(list) ?? [list]);
  const texts = elements.map(textFrom).filter((text) => text !== null);
  const between = textFrom(separator);
  if (between === null || texts.length < elements.length) return new Failure("a separator and texts are expected");
  const length = texts.reduce((sum, text) => sum + text.length + between.length, 0);
  return allows(length) ? texts.join(between) : new Failure("the text is too long");
}

function split(text: string, separator: string): HclValue {
  return separator === "" ? Array.from(text) : text.split(separator);
}

function trim(text: string, characters: ReadonlySet<string>): string {
  const all = Array.from(text);
  const start = all.findIndex((character) => !characters.has(character));
  if (start < 0) return "";
  return all.slice(start, all.findLastIndex((character) => !characters.has(character)) + 1).join("");
}

/** What stands between slashes is a pattern. */
function replace(text: string, what: string, by: string, allows: (size: number) => boolean): HclValue {
  if (!allows(text.length * (1 + by.length))) return new Failure("the text may get too long");
  const pattern = /^\/(.+)\/$/s.exec(what)?.[1];
  if (pattern === undefined) return text.replaceAll(what, () => by);
  const compiled = compile(pattern);
  if (compiled instanceof Failure) return compiled;
  return compiled.matcher(text).replaceAll(by.replaceAll("\\", "\\\\"));
}

/** Terraform's patterns are RE2's, which take time linear in the text. */
function compile(pattern: string): RE2JS | Failure {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return new Failure("the pattern cannot be read");
  }
}

type Matcher = ReturnType<RE2JS["matcher"]>;

function match(pattern: string, text: string): HclValue {
  const compiled = compile(pattern);
  if (compiled instanceof Failure) return compiled;
  const matcher = compiled.matcher(text);
  return matcher.find() ? captured(compiled, matcher) : new Failure("the pattern does not match");
}

function matches(pattern: string, text: string): HclValue {
  const compiled = compile(pattern);
  if (compiled instanceof Failure) return compiled;
  const matcher = compiled.matcher(text);
  const found: HclValue[] = [];
  while (matcher.find()) {
    if (found.length >= MAX_MATCHES) return new Failure("the pattern matches too often");
    found.push(captured(compiled, matcher));
  }
  return found;
}

/** The whole match where a pattern has no groups, else its groups: by name where they have names, else in a list. */
function captured(pattern: RE2JS, matcher: Matcher): HclValue {
  const count = matcher.groupCount();
  if (count === 0) return matcher.group() ?? "";
  const names = Object.keys(pattern.namedGroups());
  if (names.length === 0) return Array.from({ length: count }, (_, index) => matcher.group(index + 1) ?? null);
  const object: Record<string, HclValue> = {};
  for (const name of names) put(object, name, matcher.group(name) ?? null);
  return object;
}
