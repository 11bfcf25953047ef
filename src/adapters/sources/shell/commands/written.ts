import type { Word } from "../../cli/index.ts";
import { MAX_VALUE } from "../limits.ts";
import type { Scope } from "../scope/index.ts";
import { isPattern } from "./run.ts";

/** What a command writes, where that is plain from its words; null where it is not known. */
export function writtenBy(program: string, words: readonly Word[], scope: Scope): string | null {
  const texts = words.map((word) =>
    word.text === null || isPattern(word) || word.text.startsWith("~") ? null : word.text,
  );
  if (texts.includes(null) || texts.some((text) => text?.includes("\\") === true)) return null;
  const known = texts.filter((text) => text !== null);
  const text = plain(program, known, scope);
  return text === null || text.length > MAX_VALUE ? null : text;
}

function plain(program: string, words: readonly string[], { stdin }: Scope): string | null {
  if (program === "cat") return words.length === 0 ? (stdin ?? null) : null;
  if (program === "printf") return formatted(words);
  const [first] = words;
  if (first !== undefined && /^-[neE]+$/.test(first)) return first === "-n" ? words.slice(1).join(" ") : null;
  return `${words.join(" ")}\n`;
}

function formatted([format = "", ...values]: readonly string[]): string | null {
  if (!format.includes("%") && values.length === 0) return format;
  return format === "%s" && values.length === 1 ? (values[0] ?? null) : null;
}
