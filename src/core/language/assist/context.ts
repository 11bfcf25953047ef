import { tokensOf, type PlacedToken } from "../layout/tokens.ts";

/** What stands before a place in an expression that may be half typed. */
export interface ExpressionContext {
  /** The word that ends at the place, or an empty text. */
  readonly word: string;
  /** What the word is selected from, as written; null for a name of its own. */
  readonly receiver: string | null;
  /** The calls whose brackets are open, from the outermost. */
  readonly calls: readonly OpenCall[];
}

/** A call whose arguments are being written. */
export interface OpenCall {
  readonly receiver: string | null;
  readonly name: string;
  /** Those that are complete, as written. */
  readonly args: readonly string[];
}

/**
 * Tells what stands at the end of `before`, the text of an expression up to a place; null within a string or a comment. Total, and linear in the
 * length of the text.
 */
export function contextAt(before: string): ExpressionContext | null {
  const tokens = tokensOf(before);
  if (isWithinText(before, tokens)) return null;
  const last = tokens.at(-1);
  const isWord = last !== undefined && last.end === before.length && /^[A-Za-z_]/.test(last.text);
  const rest = isWord ? tokens.slice(0, -1) : tokens;
  return { word: isWord ? last.text : "", receiver: receiverOf(before, rest), calls: openCalls(before, rest) };
}

function isWithinText(before: string, tokens: readonly PlacedToken[]): boolean {
  const last = tokens.at(-1);
  const tail = before.slice(last?.end ?? 0);
  if (tail.includes("//") && !tail.slice(tail.lastIndexOf("//")).includes("\n")) return true;
  return last?.open === true;
}

/** The operand before a dot at the end of the tokens. */
function receiverOf(text: string, tokens: readonly PlacedToken[]): string | null {
  const mark = tokens.at(-1)?.text === "?" ? tokens.length - 1 : tokens.length;
  if (tokens[mark - 1]?.text !== ".") return null;
  return operandBefore(text, tokens, mark - 1);
}

/** The operand that ends right before the token at `end`: names, calls and indices joined by dots; null when there is none. */
function operandBefore(text: string, tokens: readonly PlacedToken[], end: number): string | null {
  let at = end;
  for (;;) {
    const start = atomStart(tokens, at);
    if (start === at) return null;
    at = start;
    const dot = tokens[at - 1]?.text === "?" ? at - 2 : at - 1;
    if (tokens[dot]?.text !== ".") break;
    at = dot;
  }
  return text.slice(tokens[at]?.start ?? 0, tokens[end - 1]?.end ?? 0);
}

/** Where a name, a literal or brackets begin that end before `end`, with the name that is called or indexed. */
function atomStart(tokens: readonly PlacedToken[], end: number): number {
  let at = end;
  while (CLOSING.has(tokens[at - 1]?.text ?? "")) at = openingOf(tokens, at - 1);
  const before = tokens[at - 1];
  const isName = before !== undefined && (before.kind === "identifier" || (before.kind === "literal" && at === end));
  return isName ? at - 1 : at;
}

function openingOf(tokens: readonly PlacedToken[], closing: number): number {
  let depth = 0;
  for (let at = closing; at >= 0; at--) {
    const text = tokens[at]?.text ?? "";
    if (CLOSING.has(text)) depth++;
    else if (OPENING.has(text) && --depth === 0) return at;
  }
  return 0;
}

interface Frame {
  readonly at: number;
  readonly args: string[];
  argStart: number;
}

function openCalls(text: string, tokens: readonly PlacedToken[]): readonly OpenCall[] {
  const frames: Frame[] = [];
  for (const [at, token] of tokens.entries()) {
    const frame = frames.at(-1);
    if (OPENING.has(token.text)) frames.push({ at, args: [], argStart: token.end });
    else if (CLOSING.has(token.text)) frames.pop();
    else if (token.text === "," && frame !== undefined) {
      frame.args.push(text.slice(frame.argStart, token.start).trim());
      frame.argStart = token.end;
    }
  }
  return frames.slice(-MOST_CALLS).flatMap(({ at, args }) => {
    const name = tokens[at - 1];
    if (tokens[at]?.text !== "(" || name?.kind !== "identifier") return [];
    return [{ name: name.text, args, receiver: receiverOf(text, tokens.slice(0, at - 1)) }];
  });
}

const MOST_CALLS = 32;
const OPENING: ReadonlySet<string> = new Set(["(", "[", "{"]);
const CLOSING: ReadonlySet<string> = new Set([")", "]", "}"]);
