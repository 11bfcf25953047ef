import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Node,
  type YAMLError,
} from "yaml";
import type { Value } from "#core/language";
import type { FindRange } from "./fast.ts";
import { createNodeReader } from "./node-reader.ts";
import type { DocumentLimits, DocumentProblem } from "./problem.ts";

/** The value of a document, or everything that is wrong with it. */
export type DocumentValue =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "rejected"; readonly problems: readonly DocumentProblem[] };

/** A text as a tree, or everything that is wrong with it. */
export type ParsedTree =
  | { readonly kind: "document"; readonly document: Document.Parsed }
  | { readonly kind: "rejected"; readonly problems: readonly DocumentProblem[] };

/** Reads any document, however unusual, with the YAML library. Total. Offsets of problems are moved by `offset`. */
export function readTree(text: string, offset: number, limits: DocumentLimits): DocumentValue {
  const parsed = parseTree(text);
  if (parsed.kind === "rejected") return { kind: "rejected", problems: moved(parsed.problems, offset) };
  const reader = createNodeReader(limits);
  const value = reader.read(parsed.document.contents);
  if (reader.problems.length > 0) return { kind: "rejected", problems: moved(reader.problems, offset) };
  return { kind: "value", value };
}

/** Reads a document once and finds in its tree where things stand, the nearest thing around what is not there; undefined for no YAML. */
export function createTreeFinder(text: string): FindRange | undefined {
  const parsed = parseTree(text);
  return parsed.kind === "rejected" ? undefined : (path) => findRange(parsed.document, path);
}

function findRange(document: Document.Parsed, path: readonly (string | number)[]): ReturnType<FindRange> {
  let node: Node | null = document.contents;
  let range = rangeOf(node);
  for (const step of path) {
    const next = stepInto(node, step, document);
    if (!next) break;
    node = next.value;
    range = next.range ?? range;
  }
  return range;
}

interface Step {
  readonly value: Node | null;
  readonly range: readonly [number, number] | undefined;
}

/** For a map entry the range runs from the key to the end of the value, so that a report points at the line that names the field. */
function stepInto(node: Node | null, step: string | number, document: Document.Parsed): Step | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target) && typeof step === "number") {
    const item = target.items[step];
    return isNode(item) ? { value: item, range: rangeOf(item) } : undefined;
  }
  if (!isMap(target)) return undefined;
  const pair = target.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (!pair) return undefined;
  const key = isNode(pair.key) ? rangeOf(pair.key) : undefined;
  const value = isNode(pair.value) ? pair.value : null;
  return { value, range: key && [key[0], rangeOf(value)?.[1] ?? key[1]] };
}

function rangeOf(node: Node | null): readonly [number, number] | undefined {
  return node?.range ? [node.range[0], node.range[1]] : undefined;
}

/** The one document of a text as the YAML library sees it, tags and all, or what is wrong with it. Total. */
export function parseTree(text: string): ParsedTree {
  const documents = parseSafely(text);
  if (documents === undefined) return { kind: "rejected", problems: [tooDeep(0, text.length)] };
  const errors = documents.flatMap(({ errors }) => errors).filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
  const [first] = errors;
  if (first) return { kind: "rejected", problems: [syntaxProblem(first, text.length)] };
  const [document, hidden] = documents;
  if (hidden) return { kind: "rejected", problems: [hiddenDocument(hidden)] };
  if (!document) return { kind: "rejected", problems: [] };
  return { kind: "document", document };
}

/** The library's own recursion may exhaust the stack on hostile nesting; nothing else is expected to throw. */
function parseSafely(text: string): readonly Document.Parsed[] | undefined {
  try {
    const parsed = parseAllDocuments(text, {
      schema: "failsafe",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    });
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return undefined;
  }
}

/** The library's messages may quote the text, so only its codes are used. */
const SYNTAX: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_ALIAS: "an alias or anchor has no usable name",
  BAD_DQ_ESCAPE: "a quoted text has an escape that YAML does not know",
  BAD_INDENT: "the indentation fits no level above",
  BAD_SCALAR_START: "an unquoted text starts with a character that YAML reserves",
  BLOCK_AS_IMPLICIT_KEY: "a mapping starts where a single value stands",
  MISSING_CHAR: "a bracket, quote or separator is missing",
  MULTILINE_IMPLICIT_KEY: "a key runs over several lines, or a `:` is missing",
  TAB_AS_INDENT: "a tab is used for indentation",
  UNEXPECTED_TOKEN: "something stands where YAML does not expect it",
};

function syntaxProblem(error: YAMLError, length: number): DocumentProblem {
  const [start, end] = error.pos;
  if (error.code === "RESOURCE_EXHAUSTION") return tooDeep(0, length);
  const tab = error.code === "TAB_AS_INDENT" && { hint: "Indent with spaces" };
  return { code: "yaml-syntax", message: SYNTAX[error.code] ?? "it is not valid YAML", ...tab, start, end };
}

function tooDeep(start: number, end: number): DocumentProblem {
  return { code: "too-deep", message: "its values are nested too deeply", start, end };
}

function hiddenDocument(hidden: Document.Parsed): DocumentProblem {
  const [start, , end] = hidden.range;
  return {
    code: "hidden-document",
    message: "another document starts in the middle of it, which Kubernetes does not read",
    hint: "Put `---` on a line of its own between documents, and nothing behind `...`",
    start,
    end,
  };
}

function moved(problems: readonly DocumentProblem[], by: number): readonly DocumentProblem[] {
  return problems.map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by }));
}
