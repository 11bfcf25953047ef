import { parseTOML, ParseError, type AST } from "toml-eslint-parser";
import { Double, type Value } from "#core/language";
import type { Path } from "#core/model";
import { put } from "../json/index.ts";
import type { ConfigText, TextProblem } from "./document.ts";

const MAX_DEPTH = 64;

/** The parser takes a second for this many characters, and far more for a little more. */
const LONGEST_TEXT = 256 * 1024;

/**
 * Reads TOML 1.1: integers exactly, dates as the texts that they are written as. Keys that stand twice, and whatever else TOML refuses, are a
 * problem with its place.
 */
export function readToml(text: string): ConfigText | TextProblem {
  const parsed = parse(text);
  if ("code" in parsed) return parsed;
  const reader = new TomlReader();
  reader.program(parsed);
  return reader.problem ?? { value: reader.root.value, find: (path) => reader.find(path) };
}

function parse(text: string): AST.TOMLProgram | TextProblem {
  if (text.length > LONGEST_TEXT) return tooLarge(text.length);
  try {
    return parseTOML(text, { tomlVersion: "1.1" });
  } catch (error) {
    if (error instanceof ParseError) return syntaxProblem(error, text.length);
    // The parser recurses, and spreads long texts: a stack that ran out tells no more than that.
    if (error instanceof RangeError) return tooDeep([0, text.length]);
    throw error;
  }
}

/** Without the parser's own words where they may quote the text: what is near a mistake may be secret. */
function syntaxProblem({ index, message }: ParseError, length: number): TextProblem {
  if (message.startsWith("Defining a key multiple times")) {
    return { code: "toml-duplicate-key", message: "a key stands twice in one table", start: index, end: index };
  }
  const cut = index >= length || message.startsWith("Unterminated");
  return cut
    ? { code: "toml-truncated", message: "it ends in the middle of a TOML value", start: index, end: index }
    : { code: "toml-syntax", message: "it is not valid TOML from here on", start: index, end: index };
}

function tooDeep([start, end]: readonly [number, number]): TextProblem {
  return { code: "toml-too-deep", message: "its values are nested too deeply, or too long", start, end };
}

function tooLarge(length: number): TextProblem {
  const message = `it has ${length} characters, and the limit for TOML is ${LONGEST_TEXT}`;
  return { code: "toml-too-large", message, start: 0, end: 0 };
}

/** A value with where it stands and, for a table or list, what is in it and how more gets into it. */
interface Place {
  readonly value: Value;
  readonly range: Range;
  readonly inside: Map<string | number, Place>;
  readonly add: (step: string | number, value: Value) => void;
}

type Range = readonly [number, number];

function tableAt(range: Range): Place {
  const table: Record<string, Value> = {};
  return { value: table, range, inside: new Map(), add: (step, value) => put(table, String(step), value) };
}

function listAt(range: Range): Place {
  const list: Value[] = [];
  return { value: list, range, inside: new Map(), add: (_, value) => void list.push(value) };
}

function scalarAt(value: Value, range: Range): Place {
  return { value, range, inside: new Map(), add: () => undefined };
}

class TomlReader {
  readonly root: Place = tableAt([0, 0]);
  problem: TextProblem | undefined;

  program({ body: [top] }: AST.TOMLProgram): void {
    for (const part of top.body) {
      if (part.type === "TOMLKeyValue") this.#entry(this.root, part, 1);
      else this.#table(part);
    }
  }

  /** The stretch of a value with its key, or of the nearest one around it that is written. */
  find(path: Path): Range {
    let place = this.root;
    for (const step of path) {
      const next = place.inside.get(step);
      if (next === undefined) break;
      place = next;
    }
    return place.range;
  }

  #table({ resolvedKey, body, key, range }: AST.TOMLTable): void {
    if (resolvedKey.length > MAX_DEPTH) {
      this.problem ??= tooDeep(key.range);
      return;
    }
    const table = this.#within(this.root, resolvedKey, [key.range[0], range[1]]);
    for (const entry of body) this.#entry(table, entry, resolvedKey.length + 1);
  }

  #entry(table: Place, { key, value, range }: AST.TOMLKeyValue, depth: number): void {
    const names = key.keys.map((part) => (part.type === "TOMLBare" ? part.name : part.value));
    if (depth + names.length > MAX_DEPTH) {
      this.problem ??= tooDeep(range);
      return;
    }
    const parent = this.#within(table, names.slice(0, -1), range);
    this.#set(parent, names.at(-1) ?? "", this.#place(value, range, depth + names.length));
  }

  /** Goes to a table inside another, which is made where it is not there yet. */
  #within(from: Place, steps: Path, range: readonly [number, number]): Place {
    let place = from;
    for (const [index, step] of steps.entries()) {
      const makeAt = typeof steps[index + 1] === "number" ? listAt : tableAt;
      const next = place.inside.get(step) ?? makeAt(range);
      if (!place.inside.has(step)) this.#set(place, step, next);
      place = next;
    }
    return place;
  }

  #set(parent: Place, step: string | number, child: Place): void {
    parent.inside.set(step, child);
    parent.add(step, child.value);
  }

  #place(node: AST.TOMLContentNode, range: Range, depth: number): Place {
    if (depth > MAX_DEPTH) {
      this.problem ??= tooDeep(node.range);
      return scalarAt(null, range);
    }
    if (node.type === "TOMLValue") return scalarAt(scalarOf(node), range);
    const place = node.type === "TOMLArray" ? listAt(range) : tableAt(range);
    if (node.type === "TOMLInlineTable") for (const entry of node.body) this.#entry(place, entry, depth);
    else
      for (const [index, element] of node.elements.entries())
        this.#set(place, index, this.#place(element, element.range, depth + 1));
    return place;
  }
}

function scalarOf(node: AST.TOMLValue): Value {
  if (node.kind === "string" || node.kind === "boolean") return node.value;
  if (node.kind === "integer") return Number.isSafeInteger(node.value) ? node.value : node.bigint;
  return node.kind === "float" ? new Double(node.value) : node.datetime;
}
