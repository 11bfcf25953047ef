/** A step on the way from the root of a document to a place in it. */
export interface Step {
  /** The column at which the key or the dash stands. */
  readonly indent: number;
  readonly step: string | number;
}

/** What the lines read so far say of the place after them. */
export interface Lines {
  readonly steps: readonly Step[];
  /** The scalar in lines of its own that is still open: its lines so far, and the indentation of its key. */
  readonly block: { readonly indent: number; readonly start: number } | null;
}

/**
 * Reads lines of YAML for the way to a place, without asking that they be whole: keys and dashes by their indentation, texts in blocks, nothing
 * within brackets. `add` takes the lines of one document in their order.
 */
export class LineReader {
  readonly #steps: Step[] = [];
  #block: Lines["block"] = null;

  get state(): Lines {
    return { steps: this.#steps, block: this.#block };
  }

  add(line: string, offset: number): void {
    const indent = indentOf(line);
    if (line.trim() === "") return;
    if (this.#block !== null && indent > this.#block.indent) return;
    this.#block = null;
    if (!line.trimStart().startsWith("#")) this.#content(line, indent, offset);
  }

  #content(line: string, indent: number, offset: number): void {
    const at = contentStart(line, indent, (dash) => this.#item(dash));
    const key = KEY.exec(line.slice(at));
    if (key === null) return;
    this.leave(at);
    this.#steps.push({ indent: at, step: unquoted(key[1] ?? "") });
    if (!BLOCK.test(line.slice(at + key[0].length))) return;
    this.#block = { indent: at, start: offset + line.length + 1 };
  }

  #item(at: number): void {
    while ((this.#steps.at(-1)?.indent ?? -1) > at) this.#steps.pop();
    const last = this.#steps.at(-1);
    const isNext = last?.indent === at && typeof last.step === "number";
    if (isNext) this.#steps.pop();
    this.#steps.push({ indent: at, step: isNext ? last.step + 1 : 0 });
  }

  /** Leaves everything that stands as deep as a key at this column. A dash at the column of its list's key is within it. */
  leave(at: number): void {
    while ((this.#steps.at(-1)?.indent ?? -1) >= at) this.#steps.pop();
  }
}

/** Where the content of a line begins, behind its dashes; `item` is told the column of each. */
export function contentStart(line: string, indent: number, item: (column: number) => void = () => {}): number {
  let at = indent;
  for (let dashes = 0; dashes < MOST_DASHES; dashes++) {
    const dash = DASH.exec(line.slice(at, at + LONGEST_DASH))?.[0];
    if (dash === undefined) break;
    item(at);
    at += dash.length;
  }
  return at;
}

/** On one line, and the longest with its white space; no document nests deeper. */
const MOST_DASHES = 64;
const LONGEST_DASH = 256;

/** The spaces at the start of a line. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A key without the quotes around it. */
function unquoted(text: string): string {
  const trimmed = text.trim();
  return /^(["']).*\1$/.test(trimmed) && trimmed.length > 1 ? trimmed.slice(1, -1) : trimmed;
}

/** A dash of a list with the white space behind it. */
const DASH: RegExp = /^-(?: +|$)/;
/** A key with its colon and the white space behind it. */
export const KEY: RegExp = /^("[^"]*"|'[^']*'|[^\s:#{}[\],&*!|>'"%@`-][^:#{}[\],]*|-[^\s:][^:]*):(?: +|$)/;
const BLOCK = /^[|>][-+\d]{0,2}\s*(?:#.*)?$/;
