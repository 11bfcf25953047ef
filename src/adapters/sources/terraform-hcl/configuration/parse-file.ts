import { parseHcl, parseJsonSyntax, type HclAttribute, type HclBody, type HclProblem } from "../../hcl/index.ts";
import type { Companion } from "../../source-format.ts";
import { attributesFromJson, bodyFromJson } from "./json-body.ts";

/** A file of a configuration, parsed. */
export interface ParsedFile {
  readonly file: Companion;
  readonly body: HclBody;
  readonly problems: readonly HclProblem[];
}

const EMPTY: HclBody = { attributes: [], blocks: [] };

/** What was parsed already: a file is looked at once to see what it calls, and once to be read. */
const parsed = new WeakMap<Companion, ParsedFile>();

/** Tells a file of a configuration by its name. */
export function isConfigurationFile(file: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/i.test(file);
}

/** Tells a file of variables' values by its name. */
export function isVariablesFile(file: string): boolean {
  return /\.tfvars(?:\.json)?$/i.test(file);
}

/** Parses a file of a configuration in either syntax. */
export function parseFile(file: Companion): ParsedFile {
  const known = parsed.get(file) ?? parseAnew(file);
  parsed.set(file, known);
  return known;
}

function parseAnew(file: Companion): ParsedFile {
  if (!file.file.toLowerCase().endsWith(".json")) return { file, ...parseHcl(file.text) };
  const { value, problems } = parseJsonSyntax(file.text);
  if (value === null) return { file, body: EMPTY, problems };
  const body = isVariablesFile(file.file) ? { attributes: attributesFromJson(value), blocks: [] } : bodyFromJson(value);
  if (body) return { file, body, problems };
  return {
    file,
    body: EMPTY,
    problems: [{ code: "hcl-syntax", message: "it must be an object", offset: value.start }],
  };
}

/** The values in a file of variables. */
export function variablesIn(file: Companion): readonly HclAttribute[] {
  return parseFile(file).body.attributes;
}
