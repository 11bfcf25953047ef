import { complementOf, DIGITS, DOT, setOf, setOfRange, WORD, type PlainNode, type PlainPattern } from "./plain-node.ts";

const LITERAL = /[A-Za-z0-9 _/:@,;'"=<>&%#~!`-]/;
const ESCAPED = /\\([.^$*+?()[\]{}|/\\])/y;
const CLASS_ESCAPE = /\\([dwDW])/y;
const REPEAT = /(?:([*+?])|\{(\d{1,4})(,(\d{1,4})?)?\})\??/y;
const CLASS_ITEM = /(?:\\([dw])|(\\[.^$*+?()[\]{}|/\\-]|[A-Za-z0-9 _/:@,;'"=<>%#~!`.*+?$(){}|])(?:-([A-Za-z0-9]))?)/y;
const MAX_DEPTH = 30;

/** The pattern as a tree when every construct in it means the same to RE2 and JavaScript, else `undefined`. */
export function parsePlain(pattern: string): PlainPattern | undefined {
  const isStartAnchored = pattern.startsWith("^");
  const isEndAnchored = pattern.endsWith("$") && !isEscaped(pattern, pattern.length - 1);
  const body = pattern.slice(isStartAnchored ? 1 : 0, isEndAnchored ? -1 : undefined);
  const reader = new PlainReader(body);
  const node = reader.readChoice(0);
  if (node === undefined || !reader.isAtEnd) return undefined;
  if (node.kind === "choice" && (isStartAnchored || isEndAnchored)) return undefined;
  return { node, isStartAnchored, source: `${isStartAnchored ? "^" : ""}${reader.source}${isEndAnchored ? "$" : ""}` };
}

/** Whether an odd number of backslashes stands before the position. */
function isEscaped(pattern: string, position: number): boolean {
  let backslashes = 0;
  while (pattern.charAt(position - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

class PlainReader {
  /** What was read, as JavaScript writes it. */
  source = "";
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  readChoice(depth: number): PlainNode | undefined {
    const options: PlainNode[] = [];
    do {
      const option = depth > MAX_DEPTH ? undefined : this.#readSequence(depth);
      if (option === undefined) return undefined;
      options.push(option);
    } while (this.#take("|"));
    const [only] = options;
    return options.length === 1 ? only : { kind: "choice", options };
  }

  #readSequence(depth: number): PlainNode | undefined {
    const parts: PlainNode[] = [];
    while (!this.isAtEnd && !"|)".includes(this.#next)) {
      const atom = this.#readAtom(depth);
      const part = atom && this.#readRepeat(atom);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return { kind: "sequence", parts };
  }

  #readAtom(depth: number): PlainNode | undefined {
    if (this.#take("(?:") || this.#take("(")) {
      const body = this.readChoice(depth + 1);
      return body && this.#take(")") ? body : undefined;
    }
    if (this.#next === "[") return this.#readClass();
    const set = this.#readSet();
    return set === undefined ? undefined : { kind: "set", set };
  }

  #readSet(): bigint | undefined {
    if (this.#next === ".") {
      this.#at++;
      this.source += "[^\\n]";
      return DOT;
    }
    if (LITERAL.test(this.#next)) return setOf(this.#copy(this.#next));
    const escaped = this.#match(ESCAPED);
    if (escaped) return setOf(escaped[1] ?? "");
    const named = this.#match(CLASS_ESCAPE)?.[1];
    return named === undefined ? undefined : namedSet(named);
  }

  #readClass(): PlainNode | undefined {
    this.#copy("[");
    const isNegated = this.#take("^");
    let set = this.#take("-") ? setOf("-") : 0n;
    while (!this.#take("]")) {
      if (set !== 0n && this.#take("-]")) return { kind: "set", set: signed(set | setOf("-"), isNegated) };
      const item = this.#match(CLASS_ITEM);
      const added = item && itemSet(item[1], item[2] ?? "", item[3]);
      if (!added) return undefined;
      set |= added;
    }
    return set === 0n ? undefined : { kind: "set", set: signed(set, isNegated) };
  }

  #readRepeat(body: PlainNode): PlainNode | undefined {
    const match = this.#match(REPEAT);
    if (!match) return body;
    const [, sign, least = "0", range, most] = match;
    const min = sign === undefined ? Number(least) : Number(sign === "+");
    const max = sign === undefined ? maxOf(min, range, most) : maxOfSign(sign);
    const isRepeatedAgain = !this.isAtEnd && "*+?{".includes(this.#next);
    return max < min || isRepeatedAgain ? undefined : { kind: "repeat", body, min, max };
  }

  get #next(): string {
    return this.#text.charAt(this.#at);
  }

  #take(text: string): boolean {
    const isNext = this.#text.startsWith(text, this.#at);
    if (isNext) this.#copy(text);
    return isNext;
  }

  #copy(text: string): string {
    this.#at += text.length;
    this.source += text;
    return text;
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text) ?? undefined;
    if (match) this.#copy(match[0]);
    return match;
  }
}

function signed(set: bigint, isNegated: boolean): bigint {
  return isNegated ? complementOf(set) : set;
}

function namedSet(name: string): bigint {
  const set = name.toLowerCase() === "d" ? DIGITS : WORD;
  return name === name.toLowerCase() ? set : complementOf(set);
}

/** The characters of one item of a class, 0 when a range runs backwards or starts with something else than a letter or digit. */
function itemSet(named: string | undefined, first: string, last: string | undefined): bigint {
  if (named !== undefined) return namedSet(named);
  if (last === undefined) return setOf(first.slice(-1));
  return /[A-Za-z0-9]/.test(first) && first <= last ? setOfRange(first, last) : 0n;
}

function maxOfSign(sign: string): number {
  return sign === "?" ? 1 : Number.POSITIVE_INFINITY;
}

function maxOf(min: number, range: string | undefined, most: string | undefined): number {
  if (range === undefined) return min;
  return most === undefined ? Number.POSITIVE_INFINITY : Number(most);
}
