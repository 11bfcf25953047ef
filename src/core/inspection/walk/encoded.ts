import { decodeBase64, encodeBase64 } from "./base64.ts";

/** A part of a text that stands for another text. */
export interface Encoded {
  readonly start: number;
  readonly end: number;
  /** Null for what was declared to be content, and is none that could be read. */
  readonly decoded: string | null;
  /** Another text in the same code. */
  readonly encode: (text: string) => string;
}

const RUN = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/=_-])/g;
const WRAPPED = /(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{60,76}\r?\n){1,}[A-Za-z0-9+/]{1,76}={0,2}(?![A-Za-z0-9+/=])/g;
/** `data:;base64,` and something in it. */
const SHORTEST = 14;
/** What stands in an address of its own (RFC 2397). */
const DATA = /\bdata:[\w.+/-]{0,128}(?:;[\w.=+-]{1,64}){0,4};base64,(?<data>[A-Za-z0-9+/_=%-]*)/gi;
const PERCENT = /(?:%[0-9A-Fa-f]{2}[^\s"'<>%]{0,256}){3,}/g;
/** How far before its first code a text that is written with them may begin. */
const MOST_BEFORE = 256;

/** What of a text is written in base64 or with percent signs, and could be read by whoever reads the text. The longest first where they overlap. */
export function* lookEncoded(text: string): Generator<Encoded> {
  if (text.length >= SHORTEST) yield* longestFirst(text);
  if (text.includes("%")) yield* withPercents(text);
}

function* longestFirst(text: string): Generator<Encoded> {
  let after = 0;
  for (const one of [...inBase64(text)].toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start < after) continue;
    after = one.end;
    yield one;
  }
}

function* inBase64(text: string): Generator<Encoded> {
  for (const { index, 0: whole, groups } of text.matchAll(DATA)) {
    const data = groups?.["data"] ?? "";
    const start = index + whole.length - data.length;
    if (data !== "") yield { start, end: start + data.length, decoded: decodeBase64(data), encode: encodeBase64 };
  }
  for (const pattern of [WRAPPED, RUN]) {
    for (const { index, 0: run } of text.matchAll(pattern)) {
      const decoded = decodeBase64(run);
      if (decoded !== null) yield { start: index, end: index + run.length, decoded, encode: encodeBase64 };
    }
  }
}

function* withPercents(text: string): Generator<Encoded> {
  let after = 0;
  for (const { index, 0: run } of text.matchAll(PERCENT)) {
    const start = beginOf(text, index, after);
    const end = index + run.length;
    const decoded = percentDecoded(text.slice(start, end));
    after = end;
    if (decoded !== null) yield { start, end, decoded, encode: encodeURI };
  }
}

function beginOf(text: string, index: number, after: number): number {
  const least = Math.max(after, index - MOST_BEFORE);
  let start = index;
  while (start > least && !/[\s"'<>]/.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** Null for what is no text in UTF-8. */
function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}
