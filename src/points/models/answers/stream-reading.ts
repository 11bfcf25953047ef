import type { PolicedInspector } from "#core/inspection";
import type { Value } from "#core/language";
import { isObject, parseJson } from "#core/model";
import type { Usage } from "../cost.ts";
import { largestUsage, usageIn } from "../usage.ts";
import { EventReader } from "./events.ts";
import type { AnswerFindings, AnswerReading } from "./reading.ts";
import { StreamScanner } from "./stream-scanner.ts";

/** The most of a stream that is kept back. */
const MOST_HELD = 8 * 1024 * 1024;
const MOST_DEPTH = 128;

/** What ends a stream: of messages and of responses an event of one of these types, of chat completions a word that is no JSON. */
const LAST_EVENTS: ReadonlySet<Value> = new Set([
  "message_stop",
  "response.completed",
  "response.incomplete",
  "response.failed",
]);
const DONE = "[DONE]";

/** Reads an answer that comes in events. Nothing can be taken out of it: held back, what would be redacted is blocked. */
export class StreamReading implements AnswerReading {
  readonly #inspector: PolicedInspector;
  readonly #scanner: StreamScanner;
  readonly #events: EventReader;
  readonly #mayHold: boolean;
  #size = 0;
  #usage: Usage | null = null;
  #isOver = false;
  #findings: AnswerFindings | null = null;

  constructor(inspector: PolicedInspector, mayHold: boolean) {
    this.#inspector = inspector;
    this.#scanner = new StreamScanner(inspector);
    this.#events = new EventReader((data) => this.#hear(data));
    this.#mayHold = mayHold;
  }

  get isHeld(): boolean {
    return this.#mayHold && this.#inspector.holdsBack(this.#size > MOST_HELD);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  see(chunk: Uint8Array): void {
    this.#size += chunk.length;
    this.#events.see(chunk);
  }

  end(): AnswerFindings {
    this.#findings ??= this.#end();
    return this.#findings;
  }

  #end(): AnswerFindings {
    this.#events.end();
    if (this.#mayHold && this.#size > MOST_HELD) this.#scanner.unread();
    const labels = this.#scanner.end();
    const strict = labels.find((label) => this.#inspector.actionOf(label) !== "label") ?? null;
    return { usage: this.#usage, labels, blocked: this.isHeld ? strict : null, redacted: null };
  }

  #hear(data: string | null): void {
    if (data === null) return this.#scanner.unread();
    if (data === DONE) {
      this.#isOver = true;
      return;
    }
    const parsed = parseJson(data, { maxDepth: MOST_DEPTH });
    if (parsed.kind !== "parsed") return this.#scanner.text(data);
    const { value } = parsed;
    this.#usage = largestUsage(this.#usage, usageIn(value));
    this.#scanner.event(value);
    if (isObject(value) && LAST_EVENTS.has(value["type"] ?? null)) this.#isOver = true;
  }
}
