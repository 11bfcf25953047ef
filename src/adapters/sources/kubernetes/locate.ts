import { createLineIndex, type LineIndex } from "#core/diagnostics";
import type { Locate, Path } from "#core/model";
import { findJsonRange } from "./json-range.ts";
import { findRange, locateFast } from "./yaml/index.ts";

/** Where one resource stands: the stretch of text of its document, and the path to it in there. */
export interface ResourcePlace {
  readonly start: number;
  readonly end: number;
  readonly syntax: "json" | "yaml";
  readonly path: Path;
}

/** A text whose lines are counted when first asked for. */
export interface PlacedText {
  readonly text: string;
  readonly lines: () => LineIndex;
}

export function placeText(file: string, text: string): PlacedText {
  let lines: LineIndex | undefined;
  return { text, lines: () => (lines ??= createLineIndex(file, text)) };
}

/**
 * Finds places by reading a document once more, only when asked, so that a reading keeps no positions but those of its documents. A field is
 * placed from its key to the end of its value; what is not in the text, at the nearest thing around it that is.
 */
export function createLocate(placed: PlacedText, places: ReadonlyMap<string, ResourcePlace>): Locate {
  return (ref) => {
    const place = places.get(ref.address);
    if (!place) return ref;
    const [from, to] = rangeIn(placed.text, place, [...place.path, ...ref.path]);
    const { start, end } = placed.lines().span(from, to);
    return { ...ref, start, end };
  };
}

/** The stretch of text of the node at `path` in the document that stands from `start` to `end`. */
export function rangeIn(text: string, document: Omit<ResourcePlace, "path">, path: Path): readonly [number, number] {
  if (document.syntax === "json") return findJsonRange(text, document.start, path);
  const body = text.slice(document.start, document.end);
  const range = locateFast(body, path) ?? findRange(body, path) ?? [0, body.length];
  return [document.start + range[0], document.start + range[1]];
}
