import { endOfDoubleQuoted, type FindRange } from "../../yaml/index.ts";

interface Place {
  readonly range: readonly [number, number];
  readonly inside: ReadonlyMap<string | number, Place>;
}

const WORD = /[^\s,[\]{}":]+/y;
const NOTHING: Place["inside"] = new Map();

/**
 * Creates what finds the stretch of text at a path of a JSON text that is known to be JSON and not to nest too deeply. A member is placed from
 * its key to the end of its value; what is not there, at the nearest thing around it that is. The text is gone through once, when first asked.
 */
export function createJsonFinder(text: string): FindRange {
  let root: Place | undefined;
  return (path) => {
    let place = (root ??= new Scan(text).value());
    for (const step of path) {
      const next = place.inside.get(step);
      if (next === undefined) break;
      place = next;
    }
    return place.range;
  };
}

class Scan {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skipSpace();
  }

  value(from: number = this.#at): Place {
    const first = this.#text[this.#at];
    let inside = NOTHING;
    if (first === "{") inside = this.#members();
    else if (first === "[") inside = this.#elements();
    else this.#scalar();
    const place = { range: [from, this.#at] as const, inside };
    this.#skipSpace();
    return place;
  }

  #members(): Place["inside"] {
    const members = new Map<string, Place>();
    this.#take();
    while (this.#text[this.#at] === '"') {
      const start = this.#at;
      this.#scalar();
      const key: unknown = JSON.parse(this.#text.slice(start, this.#at));
      this.#skipSpace();
      this.#take();
      members.set(String(key), this.value(start));
      if (this.#text[this.#at] === ",") this.#take();
    }
    this.#at++;
    return members;
  }

  #elements(): Place["inside"] {
    const elements = new Map<number, Place>();
    this.#take();
    while (this.#at < this.#text.length && this.#text[this.#at] !== "]") {
      elements.set(elements.size, this.value());
      if (this.#text[this.#at] === ",") this.#take();
    }
    this.#at++;
    return elements;
  }

  #scalar(): void {
    if (this.#text[this.#at] === '"') {
      const end = endOfDoubleQuoted(this.#text, this.#at);
      this.#at = end < 0 ? this.#text.length : end;
      return;
    }
    WORD.lastIndex = this.#at;
    this.#at = WORD.test(this.#text) ? WORD.lastIndex : this.#at + 1;
  }

  #take(): void {
    this.#at++;
    this.#skipSpace();
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
  }
}
