import type { Value, ValueObject } from "#core/language";
import { isList, JSON_LIMITS, parseSurveyed } from "#core/model";
import {
  type ByteRange,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  JsonCursor,
  listOf,
  OPEN_LIST,
  OPEN_OBJECT,
  put,
  textStart,
} from "../json/index.ts";

/** Members that nothing is read from: they say again, with less precision, what the changes say. They are about half of a plan. */
const UNREAD: ReadonlySet<string> = new Set(["planned_values", "output_changes", "relevant_attributes"]);

/** Long lists are parsed in stretches of about this many bytes, so that the text of a large plan is never in memory as a whole. */
const STRETCH_BYTES = 512 * 1024;

/**
 * Parses a plan section by section, with null for the sections that are not read. Undefined when anything is out of order, and when there are no
 * changes, because then it matters whether anything was planned: whoever then parses the whole text is told what is wrong, and where.
 */
export function parseSections(bytes: Uint8Array): Value | undefined {
  const reader = new SectionReader(bytes);
  const plan = reader.plan();
  return plan && listOf(plan, "resource_changes").length > 0 ? plan : undefined;
}

/** A section is inside the plan, which is one level of nesting. */
const LIMITS = { ...JSON_LIMITS, maxDepth: JSON_LIMITS.maxDepth - 1 };

class SectionReader {
  readonly #bytes: Uint8Array;
  readonly #cursor: JsonCursor;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#cursor = new JsonCursor(bytes, textStart(bytes));
  }

  plan(): ValueObject | undefined {
    const plan: Record<string, Value> = {};
    if (!this.#cursor.take(OPEN_OBJECT)) return undefined;
    do {
      const name = this.#name();
      if (name === undefined || Object.hasOwn(plan, name)) return undefined;
      const value = UNREAD.has(name) ? this.#skipped() : this.#section();
      if (value === undefined) return undefined;
      put(plan, name, value);
    } while (this.#cursor.take(COMMA));
    return this.#cursor.take(CLOSE_OBJECT) && this.#cursor.at === this.#bytes.length ? plan : undefined;
  }

  #name(): string | undefined {
    const key = this.#cursor.key();
    const name = key === null ? undefined : this.#parse(this.#text(key), NO_NESTING);
    return typeof name === "string" ? name : undefined;
  }

  #skipped(): null {
    this.#cursor.value();
    return null;
  }

  #section(): Value | undefined {
    if (this.#cursor.sees(OPEN_LIST)) return this.#list();
    const value = this.#cursor.value();
    return this.#parse(this.#text(value), value);
  }

  #list(): Value | undefined {
    const list: Value[] = [];
    this.#cursor.take(OPEN_LIST);
    if (this.#cursor.take(CLOSE_LIST)) return list;
    do {
      const elements = this.#stretch();
      // Only a comma with nothing behind it leaves a stretch without elements.
      if (!isList(elements) || elements.length === 0) return undefined;
      for (const element of elements) list.push(element);
    } while (this.#cursor.take(COMMA));
    return this.#cursor.take(CLOSE_LIST) ? list : undefined;
  }

  #stretch(): Value | undefined {
    let { start, end, keys, depth, delicate } = this.#cursor.value();
    while (end - start < STRETCH_BYTES && this.#cursor.take(COMMA)) {
      const next = this.#cursor.value();
      end = next.end;
      keys += next.keys;
      depth = Math.max(depth, next.depth);
      delicate ||= next.delicate;
    }
    return this.#parse(`[${this.#text({ start, end })}]`, { keys, depth: depth + 1, delicate });
  }

  #parse(text: string, survey: Parameters<typeof parseSurveyed>[1]): Value | undefined {
    const result = parseSurveyed(text, survey, LIMITS);
    return result.kind === "parsed" ? result.value : undefined;
  }

  /** The text of a stretch; empty, which is no JSON, for bytes that are none. */
  #text({ start, end }: ByteRange): string {
    try {
      return this.#decoder.decode(this.#bytes.subarray(start, end));
    } catch {
      return "";
    }
  }
}

const NO_NESTING = { keys: 0, depth: 0, delicate: false };
