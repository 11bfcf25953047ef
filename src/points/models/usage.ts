import { isObject, member, parseJson } from "#core/model";
import type { Value } from "#core/language";
import type { Usage } from "./cost.ts";

/** Answers that are longer are not looked into; what they used is then all that was reserved. */
const MAX_ANSWER = 8 * 1024 * 1024;

/** One event of a stream is not longer than this, or it is passed over. */
const MAX_EVENT = 256 * 1024;

/** Reads from an answer that passes by how many tokens were used, without keeping it back. */
export interface UsageMeter {
  see(chunk: Uint8Array): void;
  /** Null where the answer does not say, or not so that it could be read. */
  read(): Usage | null;
}

/** A meter for an answer with this content type. */
export function usageMeter(contentType: string): UsageMeter {
  return contentType.startsWith("text/event-stream") ? new StreamMeter() : new WholeMeter();
}

class WholeMeter implements UsageMeter {
  #chunks: Uint8Array[] = [];
  #size = 0;

  see(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size <= MAX_ANSWER) this.#chunks.push(chunk);
    else this.#chunks = [];
  }

  read(): Usage | null {
    if (this.#size > MAX_ANSWER) return null;
    const decoder = new TextDecoder();
    const text = this.#chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
    return usageIn(parsed(text));
  }
}

/** Events of a stream say what was used in pieces: the largest number of each counts, since each piece says all that was used so far. */
class StreamMeter implements UsageMeter {
  readonly #decoder = new TextDecoder();
  #line = "";
  #isTooLong = false;
  #usage: Usage | null = null;

  see(chunk: Uint8Array): void {
    const pieces = this.#decoder.decode(chunk, { stream: true }).split("\n");
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) this.#end();
      if (this.#line.length + piece.length > MAX_EVENT) this.#isTooLong = true;
      else this.#line += piece;
    }
  }

  read(): Usage | null {
    this.#end();
    return this.#usage;
  }

  #end(): void {
    const line = this.#isTooLong ? "" : this.#line.trimEnd();
    this.#line = "";
    this.#isTooLong = false;
    if (line.startsWith("data:") && line.includes('"usage"')) this.#take(usageIn(parsed(line.slice(5))));
  }

  #take(usage: Usage | null): void {
    if (usage === null) return;
    const { input, output } = this.#usage ?? { input: 0, output: 0 };
    this.#usage = { input: Math.max(input, usage.input), output: Math.max(output, usage.output) };
  }
}

function parsed(text: string): Value {
  const result = parseJson(text.trim(), { maxLength: MAX_ANSWER, maxDepth: 128 });
  return result.kind === "parsed" ? result.value : null;
}

/** `usage` stands at the top, or in the message or response that an event begins or ends. */
function usageIn(value: Value): Usage | null {
  if (!isObject(value)) return null;
  const places = [value, value["message"], value["response"]];
  const usage = places.map((place) => (isObject(place) ? place["usage"] : undefined)).find((found) => isObject(found));
  return usage === undefined
    ? null
    : { input: inputOf(usage), output: sumOf(usage, ["completion_tokens", "output_tokens"]) };
}

/** What was read from a cache or written to one counts as input, whatever it costs less or more. */
function inputOf(usage: Value): number {
  return sumOf(usage, ["prompt_tokens", "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"]);
}

function sumOf(usage: Value, names: readonly string[]): number {
  return names.map((name) => countOf(member(usage, name))).reduce((sum, count) => sum + count, 0);
}

function countOf(value: Value | undefined): number {
  const number = Number(typeof value === "number" || typeof value === "bigint" ? value : 0);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
