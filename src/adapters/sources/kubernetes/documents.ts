import type { Value } from "#core/language";
import { parseJson } from "#core/model";
import { bracketsIn, describeJsonProblem } from "../json/index.ts";
import {
  DEFAULT_LIMITS,
  findTreacherousCharacter,
  readFast,
  readTree,
  splitDocuments,
  type DocumentProblem,
  type DocumentText,
} from "../yaml/index.ts";

/** One document of an input, with its stretch of the text. */
export type ReadDocument = DocumentText & { readonly syntax: "json" | "yaml" } & (
    | { readonly kind: "value"; readonly value: Value }
    | { readonly kind: "rejected"; readonly problems: readonly DocumentProblem[] }
  );

const JSON_START = /^\s*\{\s*["}]/;

/** Reads all documents of a text as `kubectl` does: JSON objects one after another, else a YAML stream. One bad document spoils no other. */
export function readDocuments(text: string): readonly ReadDocument[] {
  return (JSON_START.test(text) && readJson(text)) || splitDocuments(text).map((document) => readYaml(text, document));
}

function readYaml(text: string, stretch: DocumentText): ReadDocument {
  const { start, end } = stretch;
  const document = { ...stretch, syntax: "yaml" } as const;
  const body = text.slice(start, end);
  const treacherous = findTreacherousCharacter(body, start);
  if (treacherous) return { ...document, kind: "rejected", problems: [treacherous] };
  const fast = readFast(body);
  if (fast !== undefined) return { ...document, kind: "value", value: fast };
  return { ...document, ...readTree(body, start, DEFAULT_LIMITS) };
}

/** The JSON documents of a text; undefined when it turns out to be YAML in flow style. */
function readJson(text: string): readonly ReadDocument[] | undefined {
  const whole = parseJson(text, { maxDepth: DEFAULT_LIMITS.maxDepth });
  if (whole.kind === "parsed") return [{ ...stretch(text, 0, text.length), kind: "value", value: whole.value }];
  const documents = jsonStretches(text).map(([start, end]) => readJsonStretch(text, start, end));
  const yaml = documents.some(({ kind }) => kind === "rejected") && readsAsYaml(text);
  return yaml ? undefined : documents;
}

function readsAsYaml(text: string): boolean {
  return splitDocuments(text).every((document) => readYaml(text, document).kind === "value");
}

function readJsonStretch(text: string, start: number, end: number): ReadDocument {
  const result = parseJson(text.slice(start, end), { maxDepth: DEFAULT_LIMITS.maxDepth });
  if (result.kind === "parsed") return { ...stretch(text, start, end), kind: "value", value: result.value };
  return { ...stretch(text, start, end), kind: "rejected", problems: [describeJsonProblem(result.problem, start)] };
}

/** The objects that stand one after another; whatever is no object belongs to the one before it. */
function jsonStretches(text: string): readonly (readonly [number, number])[] {
  const stretches: (readonly [number, number])[] = [];
  let start = 0;
  let depth = 0;
  for (const { token, end } of bracketsIn(text)) {
    depth += token === "{" || token === "[" ? 1 : -1;
    if (depth === 0 && token === "}" && /^\s*\{/.test(text.slice(end, end + 100))) {
      stretches.push([start, end]);
      start = end;
    }
  }
  return [...stretches, [start, text.length]];
}

function stretch(text: string, start: number, end: number): DocumentText & { readonly syntax: "json" } {
  const from = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  return { start: from, end, template: null, syntax: "json" };
}
