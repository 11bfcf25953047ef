import { readFlow, type Flow } from "./flow.ts";
import { contentStart, indentOf, KEY, LineReader, type Lines } from "./line-reader.ts";

/** Where in a document a place of its text is. */
export interface Place {
  /** Which document of the file, from 0. */
  readonly document: number;
  /** From the root to the map in which a key is being written, or to the value. */
  readonly path: readonly (string | number)[];
  readonly at: "key" | "value";
  /** Where what is being written begins, as an offset of the file. */
  readonly start: number;
  /** What stands from there to the place, without the quotes or indentation that belong to YAML. */
  readonly before: string;
  /** The kind that the document says it has, or an empty text. */
  readonly kind: string;
  /** Where the text of the document begins and ends. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds what stands at an offset of a file that may be half typed. Total, and linear in the length of the text; within brackets over several lines
 * it answers the place of the brackets.
 */
export function placeAt(text: string, offset: number): Place {
  const reader = documentReader(text, offset);
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(lineStart, lineEnd(text, offset));
  const to = documentEnd(text, reader.start);
  const kind = KIND.exec(text.slice(reader.start, to))?.[1] ?? "";
  const shared = { document: reader.document, kind, from: reader.start, to };
  const { block } = reader.lines.state;
  if (block !== null && (line.trim() === "" ? offset - lineStart : indentOf(line)) > block.indent)
    return { ...shared, ...inBlock(text, reader.lines.state, offset) };
  return { ...shared, ...inLine(reader.lines, { line, lineStart, column: offset - lineStart }) };
}

type Found = Pick<Place, "path" | "at" | "start" | "before">;

interface DocumentReader {
  readonly document: number;
  readonly start: number;
  readonly lines: LineReader;
}

/** Reads the lines of the document at the offset up to its line. */
function documentReader(text: string, offset: number): DocumentReader {
  let [reader, document, start] = [new LineReader(), 0, 0];
  let any = false;
  for (let at = 0; lineEnd(text, at) < offset; at = lineEnd(text, at) + 1) {
    const line = text.slice(at, lineEnd(text, at)).replace(/\r$/, "");
    if (/^---(?:\s|$)/.test(line)) {
      if (any) document++;
      [reader, start, any] = [new LineReader(), at, true];
    } else {
      if (line.trim() !== "" && !line.startsWith("#")) any = true;
      reader.add(line, at);
    }
  }
  return { document, start, lines: reader };
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

const KIND = /^kind:[ \t]*["']?([A-Za-z]+)/m;

function documentEnd(text: string, start: number): number {
  const end = text.indexOf("\n---", start + 1);
  return end === -1 ? text.length : end + 1;
}

function inBlock(text: string, { steps, block }: Lines, offset: number): Found {
  const start = block?.start ?? offset;
  return { path: steps.map(({ step }) => step), at: "value", start, before: text.slice(start, offset) };
}

interface CursorLine {
  readonly line: string;
  readonly lineStart: number;
  readonly column: number;
}

function inLine(reader: LineReader, { line, lineStart, column }: CursorLine): Found {
  const before = line.slice(0, column);
  reader.add(before, lineStart);
  const at = before.trim() === "" ? before.length : contentStart(before, indentOf(before));
  const rest = before.slice(at);
  const key = KEY.exec(rest)?.[0] ?? "";
  if (key === "") reader.leave(at);
  const flow: Flow =
    key === "" && !/^[[{]/.test(rest)
      ? { path: [], at: "key", start: 0, before: rest }
      : readFlow(rest.slice(key.length));
  return found(reader, flow, lineStart + at + key.length);
}

function found(reader: LineReader, flow: Flow, offset: number): Found {
  const path = [...reader.state.steps.map(({ step }) => step), ...flow.path];
  return { path, at: flow.at, start: offset + flow.start, before: flow.before };
}
