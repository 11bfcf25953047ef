import type { DocumentProblem } from "../yaml/index.ts";

/** One instruction with its continuation lines joined. `text` is what follows the keyword, without the documents that stand below it. */
export interface Instruction {
  readonly keyword: string;
  readonly text: string;
  /** The bodies of here-documents, which a RUN runs and a COPY writes. */
  readonly heredocs: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Where in the file a character of `text` stands. */
  readonly offsetOf: (at: number) => number;
}

export interface Instructions {
  readonly instructions: readonly Instruction[];
  /** The directives at the top, such as `syntax`, in lower case. */
  readonly directives: ReadonlyMap<string, string>;
  readonly problems: readonly DocumentProblem[];
}

const DIRECTIVE = /^#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*$/;
const HEREDOC = /<<(-?)(?:"([A-Za-z_]\w*)"|'([A-Za-z_]\w*)'|([A-Za-z_]\w*))/g;
const TAKES_HEREDOCS: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD"]);

/** Splits a Dockerfile as BuildKit does: directives first, then one instruction after another. */
export function readInstructions(text: string): Instructions {
  return new InstructionReader(text).read();
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly next: number;
}

/** A stretch of joined text and where it came from. */
interface Part {
  readonly at: number;
  readonly source: number;
}

class InstructionReader {
  readonly #text: string;
  readonly #instructions: Instruction[] = [];
  readonly #directives = new Map<string, string>();
  readonly #problems: DocumentProblem[] = [];
  #escape = "\\";
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Instructions {
    this.#readDirectives();
    while (this.#at < this.#text.length) this.#instruction();
    return { instructions: this.#instructions, directives: this.#directives, problems: this.#problems };
  }

  /** The first line that is none ends them. */
  #readDirectives(): void {
    for (let line = this.#line(); line.next > line.start; line = this.#line()) {
      const [, name, value = ""] = DIRECTIVE.exec(line.text) ?? [];
      if (name === undefined || this.#directives.has(name.toLowerCase())) return;
      this.#directives.set(name.toLowerCase(), value);
      if (name.toLowerCase() === "escape") this.#setEscape(value, line);
      this.#at = line.next;
    }
  }

  #setEscape(value: string, { start, text }: Line): void {
    if (value === "`" || value === "\\") this.#escape = value;
    else
      this.#reject(
        "dockerfile-escape",
        "its `escape` directive is neither a backslash nor a backtick",
        start,
        text.length,
      );
  }

  #instruction(): void {
    const first = this.#take();
    if (isBlank(first.text)) return;
    const parts: Part[] = [];
    let joined = "";
    for (let line = first; ; line = this.#take()) {
      const isOver = this.#at >= this.#text.length;
      const [body, continues] = this.#withoutEscape(line.text);
      const skipped = line !== first && isBlank(line.text);
      if (!skipped) parts.push({ at: joined.length, source: line.start });
      if (!skipped) joined += body;
      if ((!continues && !skipped) || isOver) break;
    }
    this.#finish(joined, parts, first.start);
  }

  #finish(joined: string, parts: readonly Part[], from: number): void {
    const indent = joined.length - joined.trimStart().length;
    const [word = ""] = /^\S+/.exec(joined.slice(indent)) ?? [];
    const keyword = word.toUpperCase();
    const begin = indent + word.length + (/^\s*/.exec(joined.slice(indent + word.length))?.[0].length ?? 0);
    const text = joined.slice(begin).trimEnd();
    const heredocs = TAKES_HEREDOCS.has(onbuildOf(keyword, text)) ? this.#heredocs(text, from) : [];
    const offsetOf = (at: number): number => sourceOffset(parts, begin + at);
    this.#instructions.push({
      keyword,
      text,
      heredocs,
      start: sourceOffset(parts, indent),
      end: this.#lineEnd(),
      offsetOf,
    });
  }

  #heredocs(text: string, from: number): readonly string[] {
    if (text.startsWith("[")) return [];
    return Array.from(text.matchAll(HEREDOC), ([, dash = "", double, single, bare]) =>
      this.#heredoc(double ?? single ?? bare ?? "", dash !== "", from),
    );
  }

  #heredoc(name: string, stripsTabs: boolean, from: number): string {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const line = this.#take();
      if ((stripsTabs ? line.text.replace(/^\t+/, "") : line.text) === name) return this.#text.slice(start, line.start);
    }
    this.#reject("dockerfile-truncated", "a here-document in it does not end", from, 0);
    return this.#text.slice(start);
  }

  #withoutEscape(line: string): readonly [string, boolean] {
    const trimmed = line.trimEnd();
    return trimmed.endsWith(this.#escape) ? [trimmed.slice(0, -1), true] : [line, false];
  }

  #take(): Line {
    const line = this.#line();
    this.#at = line.next;
    return line;
  }

  #line(): Line {
    const newline = this.#text.indexOf("\n", this.#at);
    const next = newline < 0 ? this.#text.length : newline + 1;
    const end = newline < 0 ? next : newline;
    return { text: this.#text.slice(this.#at, end).replace(/\r$/, ""), start: this.#at, next };
  }

  #lineEnd(): number {
    let end = this.#at;
    while (end > 0 && /[\r\n]/.test(this.#text[end - 1] ?? "")) end--;
    return end;
  }

  #reject(code: string, message: string, start: number, length: number): void {
    this.#problems.push({ code, message, start, end: start + length });
  }
}

function isBlank(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function onbuildOf(keyword: string, text: string): string {
  return keyword === "ONBUILD" ? (/^\w+/.exec(text)?.[0].toUpperCase() ?? "") : keyword;
}

function sourceOffset(parts: readonly Part[], at: number): number {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const part = parts[low];
  return part === undefined ? 0 : part.source + at - part.at;
}
