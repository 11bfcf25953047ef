/** Where the end of a value is that is being written, and what stands before it there. */
export interface Flow {
  /** The way into maps and lists in brackets. */
  readonly path: readonly (string | number)[];
  readonly at: "key" | "value";
  /** Where the word or text begins that is being written. */
  readonly start: number;
  readonly before: string;
}

interface Level {
  readonly isList: boolean;
  step: string | number | null;
  /** Where the item, key or value begins. */
  start: number;
}

/** Reads the text of a value up to a place in it. What stands in quotes is text, whatever it is; the quotes are no part of it. */
export function readFlow(value: string): Flow {
  if (!/^[[{]/.test(value)) return plain(value);
  const levels: Level[] = [];
  let quote = "";
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? "";
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (isQuote(value, at)) quote = character;
    else advance(levels, value, at);
    if (levels.length > DEEPEST) break;
  }
  return end(levels, value);
}

function plain(value: string): Flow {
  const start = /^["']/.test(value) ? 1 : 0;
  return { path: [], at: "value", start, before: value.slice(start) };
}

/** Of brackets in one another; no document nests deeper. */
const DEEPEST = 64;

/** A quote begins a text only where a value may begin. */
function isQuote(value: string, at: number): boolean {
  return /["']/.test(value[at] ?? "") && /(?:^|[[{,:]\s*)$/.test(value.slice(Math.max(0, at - 16), at));
}

function advance(levels: Level[], value: string, at: number): void {
  const character = value[at] ?? "";
  const level = levels.at(-1);
  if (character === "[") levels.push({ isList: true, step: 0, start: at + 1 });
  else if (character === "{") levels.push({ isList: false, step: null, start: at + 1 });
  else if (character === "]" || character === "}") levels.pop();
  else if (level !== undefined && character === ",") nextItem(level, at);
  else if (level?.step === null && character === ":" && /\s|^$/.test(value.charAt(at + 1))) takeKey(level, value, at);
}

function nextItem(level: Level, at: number): void {
  level.step = level.isList ? Number(level.step) + 1 : null;
  level.start = at + 1;
}

function takeKey(level: Level, value: string, at: number): void {
  const key = value.slice(level.start, at).trim();
  level.step = key.replaceAll(/^["']|["']$/g, "");
  level.start = at + 1;
}

function end(levels: readonly Level[], value: string): Flow {
  const last = levels.at(-1);
  if (last === undefined) return { path: [], at: "value", start: value.length, before: "" };
  const written = value.slice(last.start);
  const blank = written.length - written.trimStart().length;
  const inner = plain(written.trimStart());
  const path = levels.flatMap(({ step }) => (step === null ? [] : [step]));
  return {
    path,
    at: last.step === null ? "key" : "value",
    start: last.start + blank + (last.step === null ? 0 : inner.start),
    before: last.step === null ? written.trimStart() : inner.before,
  };
}
