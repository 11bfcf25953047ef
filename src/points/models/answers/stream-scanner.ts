import type { PolicedInspector } from "#core/inspection";
import type { Value, ValueObject } from "#core/language";
import { jsonText } from "#core/model";
import { partsOf } from "./deltas.ts";

/** How much text of one stream is looked into, and over how many parts of it; what is beyond is not inspected, which is a finding. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const MOST_TEXTS = 1000;

/** Looks into an answer that comes piece by piece, without keeping it back: a text is looked into as a whole at the end, since what is looked for may be cut anywhere. */
export class StreamScanner {
  readonly #inspector: PolicedInspector;
  readonly #labels = new Set<string>();
  readonly #texts = new Map<string, string[]>();
  #left = MOST_CHARACTERS;
  #lastRest = "";

  constructor(inspector: PolicedInspector) {
    this.#inspector = inspector;
  }

  /** Takes the data of one event, as it was read from JSON. */
  event(data: Value): void {
    const { pieces, rest } = partsOf(data);
    for (const { text, of } of pieces) this.#keep(text, of);
    const written = jsonText(rest);
    if (written !== this.#lastRest) this.#look({ rest });
    this.#lastRest = written;
  }

  /** Takes data that is no JSON. */
  text(data: string): void {
    this.#look({ text: data });
  }

  /** Notes that something could not be read. */
  unread(): void {
    this.#labels.add("uninspected");
  }

  /** What all of it holds, sorted. */
  end(): readonly string[] {
    if (this.#texts.size > 0)
      this.#look({ texts: [...this.#texts.values()].map((pieces) => ({ text: pieces.join("") })) });
    this.#texts.clear();
    return [...this.#labels].toSorted();
  }

  #keep(text: string, of: string): void {
    this.#left -= text.length;
    const pieces = this.#texts.get(of);
    if (this.#left < 0 || (pieces === undefined && this.#texts.size >= MOST_TEXTS)) this.unread();
    else if (pieces === undefined) this.#texts.set(of, [text]);
    else pieces.push(text);
  }

  #look(content: ValueObject): void {
    for (const label of this.#inspector.inspect(content).labels) this.#labels.add(label);
  }
}
