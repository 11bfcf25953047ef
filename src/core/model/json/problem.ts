import { createLineIndex, type Position } from "#core/diagnostics";

export type JsonProblemCode =
  | "json-syntax"
  | "json-truncated"
  | "json-duplicate-key"
  | "json-too-deep"
  | "json-too-large";

/** Why a text could not be read as JSON, and where. `message` is one sentence without a full stop. */
export interface JsonProblem {
  readonly code: JsonProblemCode;
  readonly message: string;
  readonly position: Position;
}

/** A problem at a code-unit offset of `text`, with its line and column. */
export function jsonProblem(text: string, offset: number, code: JsonProblemCode, message: string): JsonProblem {
  return { code, message, position: createLineIndex("", text).position(offset) };
}
