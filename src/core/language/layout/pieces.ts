import type { PlacedToken } from "./tokens.ts";

/** What a token does where it stands, which its text alone does not tell: `-`, `?`, `:` and `{` each do several things. */
type Role = "word" | "binary" | "unary" | "comma" | "entry" | "dot" | "mark" | "then" | "else";

/** A part of an expression: a token, or what stands between two brackets. `flat` is how it is written on one line. */
export type Piece =
  | { readonly role: Role; readonly flat: string }
  | {
      readonly role: "group";
      readonly flat: string;
      readonly open: string;
      readonly close: string;
      readonly inner: readonly Piece[];
    };

/** The pieces of the tokens of an expression that parses. Brackets nest as deep as the parser allows. */
export function piecesOf(tokens: readonly PlacedToken[]): readonly Piece[] {
  const stack: Frame[] = [];
  let frame = openFrame("");
  for (const { text, kind } of tokens) {
    if (OPENING.has(text)) {
      stack.push(frame);
      frame = openFrame(text);
    } else if (CLOSING.has(text)) {
      const { open, pieces } = frame;
      frame = stack.pop() ?? openFrame("");
      frame.pieces.push({ role: "group", open, close: text, inner: pieces, flat: `${open}${flatText(pieces)}${text}` });
    } else {
      frame.pieces.push({ role: kind === "literal" ? "word" : roleOf(text, frame), flat: text });
    }
  }
  return frame.pieces;
}

/** Pieces on one line, with spaces where they belong. */
export function flatText(pieces: readonly Piece[]): string {
  let text = "";
  for (const [at, piece] of pieces.entries()) text += `${isApart(pieces[at - 1], piece) ? " " : ""}${piece.flat}`;
  return text;
}

interface Frame {
  readonly open: string;
  readonly pieces: Piece[];
  /** How many `?` still wait for their `:`. */
  waiting: number;
}

function openFrame(open: string): Frame {
  return { open, pieces: [], waiting: 0 };
}

function roleOf(text: string, frame: Frame): Role {
  const previous = frame.pieces.at(-1);
  if (text === ",") return "comma";
  if (text === ".") return "dot";
  if (text === "?") return questionRole(previous, frame);
  if (text === ":") return colonRole(frame);
  if (text === "!" || (text === "-" && !isOperand(previous))) return "unary";
  return BINARY.has(text) ? "binary" : "word";
}

function questionRole(previous: Piece | undefined, frame: Frame): Role {
  if (!isOperand(previous)) return "mark";
  frame.waiting++;
  return "then";
}

function colonRole(frame: Frame): Role {
  if (frame.waiting === 0) return "entry";
  frame.waiting--;
  return "else";
}

function isOperand(piece: Piece | undefined): boolean {
  return piece?.role === "word" || piece?.role === "group";
}

function isApart(left: Piece | undefined, right: Piece): boolean {
  if (left === undefined || CLINGING.has(left.role)) return false;
  if (right.role === "comma" || right.role === "entry" || right.role === "dot") return false;
  return right.role !== "group" || !isOperand(left);
}

const OPENING: ReadonlySet<string> = new Set(["(", "[", "{"]);
const CLOSING: ReadonlySet<string> = new Set([")", "]", "}"]);
const CLINGING: ReadonlySet<string> = new Set(["unary", "dot", "mark"]);
const BINARY: ReadonlySet<string> = new Set("&& || == != < <= > >= + - * / % in".split(" "));
