import type { Value, ValueObject } from "#core/language";
import { isObject, parseJson } from "#core/model";
import { describeJsonProblem } from "../../json/index.ts";
import {
  DEFAULT_LIMITS,
  findTreacherousCharacter,
  parseTree,
  type DocumentProblem,
  type FindRange,
} from "../../yaml/index.ts";
import { createJsonFinder } from "./json-places.ts";
import { readTemplateTree } from "./yaml-value.ts";
import { createYamlFinder } from "./yaml-places.ts";

/** A template as a value in which every function has its long form, with the way back from a path to the text. */
export interface Template {
  readonly root: ValueObject;
  readonly find: FindRange;
}

export type ParsedTemplate =
  | ({ readonly kind: "template" } & Template)
  | { readonly kind: "rejected"; readonly problems: readonly DocumentProblem[] };

/** CloudFormation takes a template of 1 MiB; more than this is no template, and reading it would take too much memory. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** Reads the text of a template, JSON or YAML. Total. */
export function parseTemplate(text: string): ParsedTemplate {
  if (text.length > MAX_LENGTH) return rejected(tooLarge(text.length));
  if (!/^\s*\{/.test(text)) return parseYaml(text);
  const result = parseJson(text, { maxDepth: DEFAULT_LIMITS.maxDepth });
  if (result.kind === "parsed") return asTemplate(result.value, createJsonFinder(text));
  const yaml = result.problem.code === "json-syntax" ? parseYaml(text) : undefined;
  if (yaml?.kind === "template") return yaml;
  return rejected(describeJsonProblem(result.problem, 0));
}

function parseYaml(text: string): ParsedTemplate {
  const treacherous = findTreacherousCharacter(text, 0);
  if (treacherous) return rejected(treacherous);
  const parsed = parseTree(text);
  if (parsed.kind === "rejected") return rejected(...parsed.problems.map(inOneDocument));
  const { value, problems } = readTemplateTree(parsed.document.contents, DEFAULT_LIMITS);
  if (problems.length > 0) return rejected(...problems);
  return asTemplate(value, createYamlFinder(parsed.document));
}

function asTemplate(root: Value, find: FindRange): ParsedTemplate {
  if (isObject(root)) return { kind: "template", root, find };
  const [start, end] = find([]) ?? [0, 0];
  return rejected({ code: "not-a-template", message: "a template is a mapping", start, end });
}

function inOneDocument(problem: DocumentProblem): DocumentProblem {
  if (problem.code !== "hidden-document") return problem;
  const message = "another document starts in it, and a template is a single one";
  return { ...problem, message, hint: "Put each template into a file of its own" };
}

function tooLarge(length: number): DocumentProblem {
  return {
    code: "template-too-large",
    message: `it has ${length} characters, and a template of more than ${MAX_LENGTH} is not read`,
    hint: "Split it into nested stacks; CloudFormation takes 1 MiB",
    start: 0,
    end: 0,
  };
}

function rejected(...problems: readonly DocumentProblem[]): ParsedTemplate {
  return { kind: "rejected", problems };
}
