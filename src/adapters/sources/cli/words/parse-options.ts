import type { Word } from "../command.ts";
import { longOption, type OptionTable } from "./option-table.ts";

/** The words of a command as its program would take them. */
export class ParsedOptions {
  readonly operands: Word[] = [];
  /** Options that the table does not list, as they are written. */
  readonly unknown: string[] = [];
  /** Whether a word that is not known may be an option, or several words. */
  unsure = false;
  readonly #values = new Map<string, Word[]>();

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#values.has(name));
  }

  /** The last value of an option; undefined where it is not given. */
  value(name: string): Word | undefined {
    return this.#values.get(name)?.at(-1);
  }

  values(name: string): readonly Word[] {
    return this.#values.get(name) ?? [];
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  add(name: string, value: Word): void {
    const values = this.#values.get(name);
    if (values === undefined) this.#values.set(name, [value]);
    else values.push(value);
  }
}

const NO_VALUE: Word = { text: "", quoted: true };
const UNKNOWN_VALUE: Word = { text: null, quoted: true };

/** Tells options from operands. Total: what the table does not know is said, and the words after it are taken for operands. */
export function parseOptions(words: readonly Word[], table: OptionTable): ParsedOptions {
  return new Parser(words, table).parse();
}

class Parser {
  readonly #words: readonly Word[];
  readonly #table: OptionTable;
  readonly #parsed = new ParsedOptions();
  #at = 0;

  constructor(words: readonly Word[], table: OptionTable) {
    this.#words = words;
    this.#table = table;
  }

  parse(): ParsedOptions {
    for (;;) {
      const word = this.#words[this.#at++];
      if (word === undefined) return this.#parsed;
      if (word.text === "--") return this.#ended();
      if (this.#isOption(word.text)) this.#option(word.text);
      else if (this.#operand(word)) return this.#rest();
    }
  }

  /** That options have ended is said, too, since some programs care. */
  #ended(): ParsedOptions {
    this.#parsed.add("--", NO_VALUE);
    return this.#rest();
  }

  #rest(): ParsedOptions {
    this.#parsed.operands.push(...this.#words.slice(this.#at));
    return this.#parsed;
  }

  #isOption(text: string | null): text is string {
    return text !== null && text.startsWith("-") && text !== "-";
  }

  /** Whether no options follow. */
  #operand(word: Word): boolean {
    if (word.text === null) this.#parsed.unsure = true;
    this.#parsed.operands.push(word);
    return this.#table.endAtOperand;
  }

  #option(text: string): void {
    if (this.#table.numbers && /^-\d+$/.test(text)) this.#parsed.add("number", { text: text.slice(1), quoted: true });
    else if (text.startsWith("--")) this.#long(text, text.slice(2));
    else if (this.#table.oneDash) this.#long(text, text.slice(1));
    else this.#short(text);
  }

  #long(written: string, body: string): void {
    const equals = body.indexOf("=");
    const name = equals < 0 ? body : body.slice(0, equals);
    const attached = equals < 0 ? null : { text: body.slice(equals + 1), quoted: true };
    const option = longOption(this.#table, name);
    if (option === null) this.#other(written, name, attached);
    else if (attached !== null) this.#parsed.add(option.name, attached);
    else this.#parsed.add(option.name, option.value === "required" ? this.#next() : NO_VALUE);
  }

  #other(written: string, name: string, attached: Word | null): void {
    this.#parsed.unknown.push(written);
    if (attached !== null) return this.#parsed.add(name, attached);
    const next = this.#words[this.#at];
    const hasValue = this.#table.othersTakeValues && next !== undefined && !this.#isOption(next.text);
    this.#parsed.add(name, hasValue ? this.#next() : NO_VALUE);
  }

  /** Short options stand together; the first one that takes a value takes the rest, or else the next word. */
  #short(text: string): void {
    for (let at = 1; at < text.length; at++) {
      const letter = text[at] ?? "";
      const option = this.#table.options.get(letter);
      if (option === undefined) {
        this.#parsed.unknown.push(`-${letter}`);
        if (this.#table.othersTakeValues) return this.#other(text, letter, null);
        continue;
      }
      if (option.value === "none") {
        this.#parsed.add(option.name, NO_VALUE);
        continue;
      }
      const rest = text.slice(at + 1);
      if (rest !== "") this.#parsed.add(option.name, { text: rest, quoted: true });
      else this.#parsed.add(option.name, option.value === "required" ? this.#next() : NO_VALUE);
      return;
    }
  }

  #next(): Word {
    const word = this.#words[this.#at++] ?? UNKNOWN_VALUE;
    if (word.text === null && !word.quoted) this.#parsed.unsure = true;
    return word;
  }
}
