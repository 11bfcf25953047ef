import type { Word } from "../../cli/index.ts";
import { MAX_VALUE } from "../limits.ts";

/** What a part of a word comes to: `text` is null where that is not known. */
export interface Piece {
  readonly text: string | null;
  /** Whether it stands as it is: no pattern, no home, not split into words. */
  readonly quoted: boolean;
  /** Whether it came out of an expansion, which alone is split. */
  readonly expanded: boolean;
  /** Whether it may be several words even in quotes (`"$@"`). */
  readonly many?: boolean;
}

/** Puts the pieces of one word of a script together into the words that a program is given. */
export function fieldsOf(pieces: readonly Piece[], separators: string | null): readonly Word[] {
  const fields = new Fields();
  for (const piece of pieces) {
    if (piece.text === null || !piece.expanded || piece.quoted) fields.add(piece);
    else if (separators === null && piece.text !== "") fields.add({ ...piece, text: null });
    else split(fields, piece.text, separators ?? "");
  }
  return fields.end();
}

/** The text of a word where it is one whatever is in it (an assignment, the target of a redirection). */
export function textOf(pieces: readonly Piece[]): string | null {
  let text = "";
  for (const piece of pieces) {
    if (piece.text === null || text.length > MAX_VALUE) return null;
    text += piece.text;
  }
  return text.length > MAX_VALUE ? null : text;
}

function split(fields: Fields, text: string, separators: string): void {
  let word = "";
  for (const character of text) {
    if (!separators.includes(character)) word += character;
    else {
      if (word !== "") fields.add({ text: word, quoted: false, expanded: true });
      // Anything but a blank parts words even where nothing stands before it.
      if (!/\s/.test(character)) fields.open();
      word = "";
      fields.part();
    }
  }
  if (word !== "") fields.add({ text: word, quoted: false, expanded: true });
}

class Fields {
  readonly #done: Word[] = [];
  #text: string | null = "";
  #active = false;
  #many = false;
  #open = false;

  add(piece: Piece): void {
    const { text, quoted } = piece;
    if (text === null) this.#many ||= piece.many === true || !quoted;
    else this.#active ||= this.#isActive(text, piece);
    this.#append(text);
    this.#open ||= quoted || text !== "";
  }

  #isActive(text: string, { quoted, expanded }: Piece): boolean {
    return !quoted && (/[*?[]/.test(text) || (text.startsWith("~") && this.#text === "" && !expanded));
  }

  #append(text: string | null): void {
    const isKnown = this.#text !== null && text !== null && this.#text.length <= MAX_VALUE;
    this.#text = isKnown ? `${this.#text}${text}` : null;
  }

  open(): void {
    this.#open = true;
  }

  part(): void {
    if (this.#open) this.#done.push({ text: this.#text, quoted: this.#text === null ? !this.#many : !this.#active });
    this.#text = "";
    this.#active = false;
    this.#many = false;
    this.#open = false;
  }

  end(): readonly Word[] {
    this.part();
    return this.#done;
  }
}
