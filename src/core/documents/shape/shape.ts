import type { Diagnostic, LineIndex } from "#core/diagnostics";
import type { DocumentNode } from "../read/node.ts";
import type { Definitions, JsonSchema } from "./json-schema.ts";

/**
 * The form of a part of a document, told once: `read` checks and decodes it, `schema` describes it as JSON Schema, so that the two agree.
 *
 * `read` answers `undefined` after it has reported every problem that it found.
 */
export interface Shape<T> {
  /** What it is, with its article, for the sentence "`x` is a number, but … is expected". */
  readonly expected: string;
  read(node: DocumentNode, place: Place, reading: Reading): T | undefined;
  schema(definitions: Definitions): JsonSchema;
}

/** Where in its document a node is being read; null is the document itself. */
export type Place = { readonly parent: Place; readonly key: string | number } | null;

/** One reading of one document: where problems go. */
export interface Reading {
  readonly lines: LineIndex;
  readonly diagnostics: Diagnostic[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Reports an error at a stretch of the text. */
export function report(reading: Reading, at: Range, problem: { code: string; message: string; hint?: string }): void {
  reading.diagnostics.push({ severity: "error", ...problem, span: reading.lines.span(at.start, at.end) });
}

/** The keys and positions from the document's root to a place. */
export function pathOf(place: Place): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at !== null; at = at.parent) path.push(at.key);
  return path.toReversed();
}

/** A place as an author says it: `spec.validations[0].id`. */
export function placeText(place: Place): string {
  let text = "";
  for (const step of pathOf(place)) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!/^[A-Za-z_$][\w$-]*$/.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}
