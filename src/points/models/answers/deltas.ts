import type { Value, ValueObject } from "#core/language";
import { isList, isObject, jsonText } from "#core/model";

/** An event of a stream, taken apart. */
export interface EventParts {
  /** Pieces of texts that come over several events, with what tells one such text from another. */
  readonly pieces: readonly { readonly text: string; readonly of: string }[];
  /** All else: what stands whole in this event. */
  readonly rest: Value;
}

/** By these an event says to which of several answers, parts or calls of tools a piece belongs. */
const COUNTERS = ["index", "output_index", "content_index", "summary_index", "item_id"] as const;

/**
 * Takes an event of a stream apart: of chat completions and of messages all texts below `delta` are pieces, of responses `delta` is one itself.
 *
 * No deeper than what was read from JSON, which is bounded.
 */
export function partsOf(event: Value): EventParts {
  const pieces: { text: string; of: string }[] = [];
  const rest = withoutPieces(event, { of: "", isDelta: false, pieces });
  return { pieces, rest };
}

interface At {
  readonly of: string;
  readonly isDelta: boolean;
  readonly pieces: { text: string; of: string }[];
}

function withoutPieces(value: Value, at: At): Value {
  if (typeof value === "string" && at.isDelta) {
    at.pieces.push({ text: value, of: at.of });
    return "";
  }
  if (isList(value)) return value.map((member) => withoutPieces(member, at));
  return isObject(value) ? membersWithoutPieces(value, at) : value;
}

function membersWithoutPieces(object: ValueObject, { of, isDelta, pieces }: At): ValueObject {
  const here = `${of}${counted(object)}`;
  return Object.fromEntries(
    Object.entries(object).map(([key, member]) => {
      const isWord = key === "type" || COUNTERS.some((counter) => counter === key);
      const within = { of: `${here}/${key}`, isDelta: !isWord && (isDelta || key === "delta"), pieces };
      return [key, withoutPieces(member, within)];
    }),
  );
}

function counted(object: ValueObject): string {
  return COUNTERS.filter((counter) => Object.hasOwn(object, counter))
    .map((counter) => `[${jsonText(object[counter] ?? null)}]`)
    .join("");
}
