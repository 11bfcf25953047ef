import type { PolicedInspector } from "#core/inspection";
import type { Value, ValueObject } from "#core/language";
import { isObject, jsonText, parseJson } from "#core/model";
import { usageIn } from "../usage.ts";
import type { AnswerFindings, AnswerReading } from "./reading.ts";

/** Answers that are longer are not looked into, which is a finding; what they used is then all that was reserved. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_DEPTH = 128;

/** Reads an answer that comes as a whole. It is kept back where something may have to be taken out of it. */
export class WholeReading implements AnswerReading {
  readonly isOver = false;
  /** Null where the answer holds no text of a model. */
  readonly #inspector: PolicedInspector | null;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #findings: AnswerFindings | null = null;

  constructor(inspector: PolicedInspector | null) {
    this.#inspector = inspector;
  }

  get isHeld(): boolean {
    return this.#inspector !== null && this.#inspector.holdsBack(this.#isTooLong);
  }

  get #isTooLong(): boolean {
    return this.#size > MOST_BYTES;
  }

  see(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#isTooLong) this.#chunks = [];
    else this.#chunks.push(chunk);
  }

  end(): AnswerFindings {
    this.#findings ??= this.#end();
    return this.#findings;
  }

  #end(): AnswerFindings {
    if (this.#isTooLong) return this.#unread();
    const decoder = new TextDecoder();
    const text = this.#chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
    const parsed = parseJson(text.trim(), { maxLength: MOST_BYTES, maxDepth: MOST_DEPTH });
    const content = parsed.kind === "parsed" ? parsed.value : text;
    const usage = usageIn(content);
    if (this.#inspector === null) return { ...NOTHING, usage };
    const { labels, blocked, result } = this.#inspector.inspect({ content });
    return { usage, labels, blocked, redacted: redactedOf(content, result) };
  }

  #unread(): AnswerFindings {
    if (this.#inspector === null) return NOTHING;
    return { ...NOTHING, labels: ["uninspected"], blocked: this.isHeld ? "uninspected" : null };
  }
}

const NOTHING: AnswerFindings = { usage: null, labels: [], blocked: null, redacted: null };

/** An answer that is no JSON has no form in which something could be taken out, and is told as a text of JSON. */
function redactedOf(content: Value, result: ValueObject): string | null {
  const { content: after = null } = result;
  return after === content ? null : jsonText(isObject(after) ? after : { content: after });
}
