/** One event of a stream is not longer than this, or it is passed over. */
const MAX_EVENT = 1024 * 1024;

/** Hears the data of each event of a stream (`text/event-stream`); null for one that is too long. */
export type HearEvent = (data: string | null) => void;

/** Reads the events of a stream as its bytes pass. What is no data, such as a comment, reaches no client that reads events. */
export class EventReader {
  readonly #decoder = new TextDecoder();
  readonly #hear: HearEvent;
  #line = "";
  #data: string[] = [];
  #size = 0;
  #isTooLong = false;

  constructor(hear: HearEvent) {
    this.#hear = hear;
  }

  see(chunk: Uint8Array): void {
    this.#take(this.#decoder.decode(chunk, { stream: true }));
  }

  /** An event that was begun and not ended counts as well: a client may take it. */
  end(): void {
    this.#take(this.#decoder.decode());
    this.#endLine();
    this.#endEvent();
  }

  #take(text: string): void {
    for (const [index, piece] of text.split(/\r\n|\n|\r/).entries()) {
      if (index > 0) this.#endLine();
      this.#size += piece.length;
      if (this.#size > MAX_EVENT) this.#isTooLong = true;
      else this.#line += piece;
    }
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = "";
    if (line === "") this.#endEvent();
    else if (line.startsWith("data:")) this.#data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
  }

  #endEvent(): void {
    const data = this.#data.join("\n");
    if (this.#isTooLong) this.#hear(null);
    else if (this.#data.length > 0) this.#hear(data);
    this.#data = [];
    this.#size = 0;
    this.#isTooLong = false;
  }
}
