import type { JsonProblem } from "#core/model";
import type { DocumentProblem } from "../yaml/index.ts";

const MESSAGES: Readonly<Record<JsonProblem["code"], string>> = {
  "json-syntax": "it is not valid JSON",
  "json-truncated": "it ends in the middle of a JSON value",
  "json-duplicate-key": "a key stands twice in one JSON object",
  "json-too-deep": "its values are nested too deeply",
  "json-too-large": "it is too large",
};

/** What is wrong with a JSON text in words that quote nothing of it; its place is moved by `offset`. */
export function describeJsonProblem(problem: JsonProblem, offset: number): DocumentProblem {
  const at = offset + problem.position.offset;
  return { code: problem.code, message: MESSAGES[problem.code], start: at, end: at };
}
