import type { Expression, ForNames, TemplatePart } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { takeHeredoc } from "./heredoc.ts";

/** How an expression inside a template is read. */
type ParseExpression = (cursor: Cursor) => Expression;

/** A text; `ended` tells that its line ends with it, which is kept because looking at a text that grows takes a copy of it. */
interface TextToken {
  readonly kind: "text";
  text: string;
  ended: boolean;
}

/** A piece of a template before pieces that belong together are. Texts end with their line. */
type Token =
  | TextToken
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "if"; readonly condition: Expression; readonly at: number }
  | { readonly kind: "for"; readonly names: ForNames; readonly collection: Expression; readonly at: number }
  | { readonly kind: "else" | "endif" | "endfor"; readonly at: number };

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  "/": "/",
  '"': '"',
  "\\": "\\",
};
const PLAIN_QUOTED = /[^"\\$%\n]+/y;
const PLAIN = /[^$%\n]+/y;

/** Reads the text in quotes that begins here. */
export function parseQuoted(cursor: Cursor, parse: ParseExpression): Expression {
  const start = cursor.at;
  cursor.at++;
  const tokens: Token[] = [];
  while (cursor.next !== '"') {
    if (cursor.done || cursor.next === "\n") {
      cursor.fail("a text in quotes does not end on its line", start, cursor.done ? "hcl-truncated" : "hcl-syntax");
    }
    takePiece(cursor, tokens, parse, true);
  }
  cursor.at++;
  return templateOf(tokens, { start, end: cursor.at }, cursor);
}

/** Reads the heredoc that begins here, if one does. */
export function parseHeredoc(cursor: Cursor, parse: ParseExpression): Expression | null {
  const start = cursor.at;
  const heredoc = takeHeredoc(cursor);
  if (heredoc === null) return null;
  const inner = cursor.within(heredoc.start, heredoc.end);
  const tokens = tokensIn(inner, parse);
  if (heredoc.flush) removeIndentation(tokens);
  return templateOf(tokens, { start, end: cursor.at }, cursor);
}

/** Reads a whole text as the inside of a template, as JSON configurations have them. */
export function parseTemplateText(cursor: Cursor, parse: ParseExpression): Expression {
  const start = cursor.at;
  return templateOf(tokensIn(cursor, parse), { start, end: cursor.end }, cursor);
}

function tokensIn(cursor: Cursor, parse: ParseExpression): Token[] {
  const tokens: Token[] = [];
  while (!cursor.done) takePiece(cursor, tokens, parse, false);
  return tokens;
}

function takePiece(cursor: Cursor, tokens: Token[], parse: ParseExpression, quoted: boolean): void {
  if (cursor.sees("$${") || cursor.sees("%%{")) {
    addText(tokens, `${cursor.next}{`);
    cursor.at += 3;
  } else if (cursor.sees("${")) {
    takeSequence(cursor, tokens, () => ({ kind: "value", value: parse(cursor) }));
  } else if (cursor.sees("%{")) {
    takeSequence(cursor, tokens, () => directive(cursor, parse));
  } else {
    addText(tokens, takeText(cursor, quoted));
  }
}

function takeText(cursor: Cursor, quoted: boolean): string {
  const plain = cursor.match(quoted ? PLAIN_QUOTED : PLAIN);
  if (plain !== null) return plain;
  const character = cursor.next;
  if (quoted && character === "\\") return takeEscape(cursor);
  cursor.at++;
  return character;
}

function takeEscape(cursor: Cursor): string {
  const letter = cursor.text[cursor.at + 1] ?? "";
  const length = { u: 4, U: 8 }[letter];
  if (length === undefined) {
    const text = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (text === undefined) cursor.fail(`\`\\${letter.trim()}\` means nothing in a text`);
    cursor.at += 2;
    return text;
  }
  const digits = cursor.text.slice(cursor.at + 2, cursor.at + 2 + length);
  const code = /^[\da-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
  if (code < 0 || code > 0x10_ff_ff) cursor.fail(`\`\\${letter}\` must be followed by ${length} hexadecimal digits`);
  cursor.at += 2 + length;
  return String.fromCodePoint(code);
}

function addText(tokens: Token[], text: string): void {
  const last = tokens.at(-1);
  const ended = text.endsWith("\n");
  if (last?.kind !== "text" || last.ended) {
    tokens.push({ kind: "text", text, ended });
    return;
  }
  last.text += text;
  last.ended = ended;
}

/** `${ }` or `%{ }`. With `~` at an end, the space of the text there is no part of it. */
function takeSequence(cursor: Cursor, tokens: Token[], read: () => Token): void {
  const start = cursor.at;
  cursor.at += 2;
  if (cursor.next === "~") {
    cursor.at++;
    trimBefore(tokens);
  }
  const token = cursor.nested(true, () => {
    cursor.space();
    return read();
  });
  cursor.lines();
  const trims = cursor.next === "~";
  if (trims) cursor.at++;
  if (cursor.next !== "}") cursor.fail("a template must end with `}`", cursor.done ? start : cursor.at);
  cursor.at++;
  tokens.push(token);
  if (trims) cursor.whitespace();
}

function trimBefore(tokens: Token[]): void {
  for (let last = tokens.at(-1); last?.kind === "text"; last = tokens.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== "") return;
    tokens.pop();
  }
}

function directive(cursor: Cursor, parse: ParseExpression): Token {
  const at = cursor.at;
  const keyword = cursor.identifier();
  switch (keyword) {
    case "if":
      return { kind: "if", condition: parse(cursor), at };
    case "for":
      return { kind: "for", ...parseForHead(cursor, parse), at };
    case "else":
    case "endif":
    case "endfor":
      return { kind: keyword, at };
    default:
      return cursor.fail("a template directive must be `if`, `else`, `endif`, `for` or `endfor`", at);
  }
}

/** Reads `k, v in collection` behind the word `for`. */
export function parseForHead(
  cursor: Cursor,
  parse: ParseExpression,
): { readonly names: ForNames; readonly collection: Expression } {
  const first = cursor.identifier() ?? cursor.fail("a name is expected behind `for`");
  const second = cursor.take(",") ? (cursor.identifier() ?? cursor.fail("a name is expected behind `,`")) : null;
  if (cursor.identifier() !== "in") cursor.fail("`in` is expected behind the names of `for`");
  const names = second === null ? { key: null, value: first } : { key: first, value: second };
  return { names, collection: parse(cursor) };
}

/** Takes away the indentation that all lines share; lines without anything else do not count. */
function removeIndentation(tokens: readonly Token[]): void {
  let shared = Number.POSITIVE_INFINITY;
  const indented: TextToken[] = [];
  let startsLine = true;
  for (const token of tokens) {
    if (startsLine && token.kind !== "text") shared = 0;
    else if (startsLine && token.kind === "text" && token.text.trim() !== "") {
      shared = Math.min(shared, indentationOf(token.text));
      indented.push(token);
    } else if (startsLine && token.kind === "text" && !token.ended) {
      shared = Math.min(shared, token.text.length);
      indented.push(token);
    }
    startsLine = token.kind === "text" && token.ended;
  }
  for (const token of indented) token.text = token.text.slice(shared);
}

function indentationOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** A template of one value is that value, whatever it is; one of text alone is that text. */
function templateOf(tokens: readonly Token[], extent: { start: number; end: number }, cursor: Cursor): Expression {
  const parts = createPartReader(tokens, cursor).all();
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "value") return { ...only.value, ...extent };
  const texts = parts.map((part) => (part.kind === "text" ? part.text : null));
  if (texts.every((text) => text !== null)) return { kind: "literal", value: texts.join(""), ...extent };
  return { kind: "template", parts, ...extent };
}

interface PartReader {
  all(): readonly TemplatePart[];
}

/** Puts what stands between directives into them. */
function createPartReader(tokens: readonly Token[], cursor: Cursor): PartReader {
  let next = 0;
  const until = (...ends: readonly Token["kind"][]): { parts: readonly TemplatePart[]; end: Token["kind"] | null } => {
    const parts: TemplatePart[] = [];
    for (let token = tokens[next]; token; token = tokens[next]) {
      next++;
      if (ends.includes(token.kind)) return { parts, end: token.kind };
      parts.push(partOf(token));
    }
    return { parts, end: null };
  };
  const partOf = (token: Token): TemplatePart => {
    if (token.kind === "text") return { kind: "text", text: token.text };
    if (token.kind === "value") return token;
    if (token.kind !== "if" && token.kind !== "for")
      return cursor.fail(`\`${token.kind}\` closes nothing that is open`, token.at);
    return cursor.deeper(() => (token.kind === "if" ? conditional(token) : repeated(token)));
  };
  const conditional = (token: Extract<Token, { kind: "if" }>): TemplatePart => {
    const yes = until("else", "endif");
    const no = yes.end === "else" ? until("endif") : { parts: [], end: yes.end };
    if (no.end === null) cursor.fail("`if` is not closed by `endif`", token.at);
    return { kind: "if", condition: token.condition, yes: yes.parts, no: no.parts };
  };
  const repeated = (token: Extract<Token, { kind: "for" }>): TemplatePart => {
    const { parts, end } = until("endfor");
    if (end === null) cursor.fail("`for` is not closed by `endfor`", token.at);
    return { kind: "each", names: token.names, collection: token.collection, body: parts };
  };
  return { all: () => until().parts };
}
