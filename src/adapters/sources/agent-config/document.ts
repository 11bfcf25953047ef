import type { Value } from "#core/language";
import { parseJson, type Path } from "#core/model";
import { createJsonFinder, describeJsonProblem, withoutComments } from "../json/index.ts";
import { readToml } from "./toml.ts";

/** A configuration as a value, and where in the text a path of it stands, or the nearest thing around it that is written. */
export interface ConfigText {
  readonly value: Value;
  readonly find: (path: Path) => readonly [number, number];
}

/** Why a text cannot be read, with its stretch. The message quotes nothing of it. */
export interface TextProblem {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const MAX_DEPTH = 64;

/** Reads JSON with comments and trailing commas, or TOML. */
export function readConfigText(text: string, syntax: "json" | "toml"): ConfigText | TextProblem {
  return syntax === "toml" ? readToml(text) : readJson(withoutComments(text));
}

function readJson(text: string): ConfigText | TextProblem {
  const parsed = parseJson(text, { maxDepth: MAX_DEPTH });
  if (parsed.kind === "rejected") return describeJsonProblem(parsed.problem, 0);
  const find = createJsonFinder(text);
  return { value: parsed.value, find: (path) => find(0, path) };
}
