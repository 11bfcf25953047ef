import { createLineIndex, type LineIndex } from "#core/diagnostics";
import type { Locate, Path } from "#core/model";
import { createJsonFinder } from "../json/index.ts";
import { createFastFinder, createTreeFinder, type FindRange } from "../yaml/index.ts";

/** Where one resource stands: the stretch of text of its document, and the path to it in there. */
export interface ResourcePlace {
  readonly start: number;
  readonly end: number;
  readonly syntax: "json" | "yaml";
  readonly path: Path;
  /** The path in the text for a path in the native object, in which secrets are listed apart. */
  readonly pathOf: (path: Path) => Path;
}

/** A text whose lines are counted when first asked for, and in which places are found. */
export interface PlacedText {
  readonly text: string;
  readonly lines: () => LineIndex;
  /** The stretch of text of the node at `path` in the document that stands from `start` to `end`. */
  readonly range: (document: Omit<ResourcePlace, "path" | "pathOf">, path: Path) => readonly [number, number];
}

export function placeText(file: string, text: string): PlacedText {
  let lines: LineIndex | undefined;
  return { text, lines: () => (lines ??= createLineIndex(file, text)), range: createRanges(text) };
}

/**
 * Finds places by reading a document once more, only when asked. What is known of the last document is kept, because those who ask go through
 * one after another, and a `List` of thousands of objects is one. A field is placed from its key to the end of its value; what is not in the
 * text, at the nearest thing around it that is.
 */
export function createLocate(placed: PlacedText, places: ReadonlyMap<string, ResourcePlace>): Locate {
  return (ref) => {
    const place = places.get(ref.address);
    if (!place) return ref;
    const path = place.pathOf(ref.path);
    const [from, to] = placed.range(place, [...place.path, ...path]);
    const { start, end } = placed.lines().span(from, to);
    return { ...ref, path, start, end };
  };
}

function createRanges(text: string): PlacedText["range"] {
  const inJson = createJsonFinder(text);
  let last: { readonly start: number; readonly find: FindRange } | undefined;
  return ({ start, end, syntax }, path) => {
    if (syntax === "json") return inJson(start, path);
    if (last?.start !== start) last = { start, find: createFinder(text.slice(start, end)) };
    const [from, to] = last.find(path) ?? [0, end - start];
    return [path.length === 0 ? skipRemarks(text, start + from, end) : start + from, start + to];
  };
}

/** The lines before the first that says something: blank ones, comments and the marks between documents. */
const REMARK = /[ \t]*(?:#[^\n]*|---[ \t]*(?:#[^\n]*)?|%[^\n]*)?\r?\n/y;

function skipRemarks(text: string, start: number, end: number): number {
  REMARK.lastIndex = start;
  let at = start;
  while (at < end && REMARK.test(text)) at = REMARK.lastIndex;
  return at < end ? at : start;
}

function createFinder(body: string): FindRange {
  return createFastFinder(body) ?? createTreeFinder(body) ?? (() => undefined);
}
