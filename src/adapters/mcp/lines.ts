import { StringDecoder } from "node:string_decoder";

/** Cuts what comes in pieces into lines. `take` answers false, once, for a line that is longer than `most` characters: nothing after it is a line. */
export class Lines {
  readonly #decoder = new StringDecoder("utf8");
  readonly #hear: (line: string) => void;
  readonly #most: number;
  #pieces: string[] = [];
  #length = 0;

  constructor(most: number, hear: (line: string) => void) {
    this.#most = most;
    this.#hear = hear;
  }

  take(chunk: Buffer): boolean {
    let text = this.#decoder.write(chunk);
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n")) {
      this.#pieces.push(text.slice(0, at));
      const line = this.#pieces.length === 1 ? (this.#pieces[0] ?? "") : this.#pieces.join("");
      this.#pieces = [];
      this.#length = 0;
      text = text.slice(at + 1);
      if (line.length > this.#most) return false;
      this.#hear(line.endsWith("\r") ? line.slice(0, -1) : line);
    }
    if (text !== "") this.#pieces.push(text);
    this.#length += text.length;
    return this.#length <= this.#most;
  }
}
