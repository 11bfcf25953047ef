import { DYN, STRING, type FunctionDeclaration, type Value } from "#core/language";
import { parseJson } from "#core/model";
import { globalFunction, invalid, textCost } from "./declare.ts";

/** JSON texts inside attributes. */
export const jsonFunctions: readonly FunctionDeclaration[] = [
  globalFunction("json.parse", "The value of a JSON text; an error when it is not JSON or repeats a key.", {
    params: [STRING],
    result: DYN,
    evaluate: (text) => parseText(text ?? null),
    cost: textCost,
  }),
];

const MAX_TEXT = 4 * 1024 * 1024;

/** The value of a JSON text inside an attribute, or a `CelError` that says where it is wrong without repeating it. */
export function parseText(text: Value): Value {
  if (typeof text !== "string") return invalid("JSON is read from a string");
  const result = parseJson(text, { maxLength: MAX_TEXT });
  if (result.kind === "parsed") return result.value;
  const { code, position } = result.problem;
  return invalid(`The text is not JSON: ${code} at line ${position.line}, column ${position.column}`);
}
