import { parseExpression } from "../1-parse/index.ts";
import { flatText, piecesOf, type Piece } from "./pieces.ts";
import { tokensOf } from "./tokens.ts";

/**
 * Lays an expression out for lines of at most `width` characters where that can be: on one line if it fits, else broken at the operators that
 * bind least, then within the longest brackets. Continued lines are indented by two spaces.
 *
 * The layout depends on the tokens alone, which stay the same, so that the meaning does and a second time changes nothing. What does not parse,
 * and what holds a comment, stays as it is but for white space around it.
 */
export function layOutExpression(source: string, width: number): string {
  const trimmed = source.trim();
  if (parseExpression(source).kind === "rejected") return trimmed;
  const tokens = tokensOf(source);
  if (holdsComment(source, tokens)) return trimmed;
  return lines(piecesOf(tokens), { indent: 0, width, level: 0 }).join("\n");
}

/** Whether anything but white space stands between the tokens. */
function holdsComment(source: string, tokens: readonly { readonly start: number; readonly end: number }[]): boolean {
  const ends = [0, ...tokens.map(({ end }) => end)];
  const starts = [...tokens.map(({ start }) => start), source.length];
  return ends.some((end, at) => source.slice(end, starts[at]).trim() !== "");
}

interface Room {
  /** Of the first line and, unless it is broken further, of the others, in spaces. */
  readonly indent: number;
  readonly width: number;
  /** Which of the `LEVELS` is looked at; a part of one holds no operator of it. */
  readonly level: number;
}

/** Operators from those that bind least; lines end with them. */
const LEVELS: readonly string[] = ["||", "&&", "+"];
/** These bind less than `+`, and no line ends with them. */
const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "in"]);
const STEP = 2;

function lines(pieces: readonly Piece[], room: Room): readonly string[] {
  const flat = flatText(pieces);
  if (room.indent + flat.length <= room.width && !flat.includes("\n")) return [`${pad(room.indent)}${flat}`];
  const question = pieces.findIndex(({ role }) => role === "then");
  if (question !== -1) return choice(pieces, question, room);
  const level = LEVELS.findIndex((operator, at) => at >= room.level && pieces.some((one) => isOperator(one, operator)));
  const compares = pieces.some(({ role, flat }) => role === "binary" && COMPARISONS.has(flat));
  return level === -1 || (LEVELS[level] === "+" && compares) ? bracketed(pieces, room) : operands(pieces, level, room);
}

function isOperator({ role, flat }: Piece, operator: string): boolean {
  return role === "binary" && flat === operator;
}

/** Operands one below the other; those after the first are indented within an operator that binds less. */
function operands(pieces: readonly Piece[], level: number, room: Room): readonly string[] {
  const operator = LEVELS[level] ?? "";
  const parts = split(pieces, (piece) => isOperator(piece, operator));
  const further = room.indent + (room.level > 0 ? STEP : 0);
  return parts.flatMap((part, at) => {
    const indent = at === 0 ? room.indent : further;
    const own = lines(part, { indent, width: room.width - operator.length - 1, level: level + 1 });
    return at === parts.length - 1 ? own : suffixed(own, ` ${operator}`);
  });
}

/** `condition`, and below it `? one` and `: other`. */
function choice(pieces: readonly Piece[], question: number, room: Room): readonly string[] {
  const colon = matchingElse(pieces, question);
  const inner = { indent: room.indent + STEP, width: room.width, level: 0 };
  const branch = (sign: string, part: readonly Piece[]): readonly string[] => {
    const [first = "", ...rest] = lines(part, { ...inner, indent: inner.indent + STEP });
    return [`${pad(inner.indent)}${sign} ${first.trimStart()}`, ...rest];
  };
  return [
    ...lines(pieces.slice(0, question), { ...room, level: 0 }),
    ...branch("?", pieces.slice(question + 1, colon)),
    ...branch(":", pieces.slice(colon + 1)),
  ];
}

function matchingElse(pieces: readonly Piece[], question: number): number {
  let depth = 0;
  for (let at = question; at < pieces.length; at++) {
    if (pieces[at]?.role === "then") depth++;
    if (pieces[at]?.role === "else" && --depth === 0) return at;
  }
  return pieces.length;
}

/** What stands in the longest brackets on lines of its own, where that makes the others shorter. */
function bracketed(pieces: readonly Piece[], room: Room): readonly string[] {
  const at = longestGroup(pieces);
  const group = pieces[at];
  if (group?.role !== "group") return [`${pad(room.indent)}${flatText(pieces)}`];
  const items = split(group.inner, ({ role }) => role === "comma");
  const [first = []] = items;
  const named = items.length > 1 && group.open === "(" && first.length === 1 && isName(first[0]);
  const head = flatText(pieces.slice(0, at + 1));
  const opening = `${head.slice(0, -group.flat.length)}${group.open}${named ? `${flatText(first)},` : ""}`;
  const closing = `${group.close}${flatText(pieces).slice(head.length)}`;
  const inner = { indent: room.indent + STEP, width: room.width, level: 0 };
  const own = items.slice(named ? 1 : 0).map((item) => lines(item, inner));
  const body = own.flatMap((item, index) => (index === own.length - 1 ? item : suffixed(item, ",")));
  return [`${pad(room.indent)}${opening}`, ...body, `${pad(room.indent)}${closing}`];
}

function isName(piece: Piece | undefined): boolean {
  return piece?.role === "word" && /^[A-Za-z_]/.test(piece.flat);
}

function longestGroup(pieces: readonly Piece[]): number {
  let longest = -1;
  for (const [at, piece] of pieces.entries()) {
    if (piece.role !== "group" || piece.inner.length === 0) continue;
    if (longest === -1 || piece.flat.length > (pieces[longest]?.flat.length ?? 0)) longest = at;
  }
  return longest;
}

function split(pieces: readonly Piece[], isBorder: (piece: Piece) => boolean): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (isBorder(piece)) parts.push([]);
    else parts.at(-1)?.push(piece);
  }
  return parts;
}

function suffixed(written: readonly string[], suffix: string): readonly string[] {
  return [...written.slice(0, -1), `${written.at(-1) ?? ""}${suffix}`];
}

function pad(indent: number): string {
  return " ".repeat(indent);
}
