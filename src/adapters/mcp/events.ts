import { Lines } from "./lines.ts";

/** An event of a stream (the HTML standard, server-sent events). */
export interface ServerEvent {
  readonly id: string | null;
  readonly data: string;
  /** How long to wait before the stream is asked for again; null where it does not say. */
  readonly retryMs: number | null;
}

const MOST_OF_ID = 1024;

/** Reads events. `take` answers false for what is larger than `most` characters. */
export class Events {
  readonly #lines: Lines;
  readonly #hear: (event: ServerEvent) => void;
  readonly #most: number;
  #data: string[] = [];
  #length = 0;
  #id: string | null = null;
  #retryMs: number | null = null;

  constructor(most: number, hear: (event: ServerEvent) => void) {
    this.#most = most;
    this.#hear = hear;
    this.#lines = new Lines(most, (line) => this.#line(line));
  }

  take(chunk: Buffer): boolean {
    return this.#lines.take(chunk) && this.#length <= this.#most;
  }

  #line(line: string): void {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    if (field === "data") {
      this.#data.push(value);
      this.#length += value.length + 1;
    } else if (field === "id" && value.length <= MOST_OF_ID && /^[\x20-\x7e]*$/.test(value)) this.#id = value;
    else if (field === "retry" && /^\d{1,7}$/.test(value)) this.#retryMs = Number(value);
  }

  #dispatch(): void {
    const event = { id: this.#id, data: this.#data.join("\n"), retryMs: this.#retryMs };
    this.#data = [];
    this.#length = 0;
    this.#hear(event);
  }
}
