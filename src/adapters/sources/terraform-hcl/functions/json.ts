import { Double, type Value } from "#core/language";
import { isList, isObject, parseJson } from "#core/model";
import { put } from "../../json/index.ts";
import { textFrom } from "../evaluate/convert.ts";
import { elementsOf, Failure, isNumeric, isObjectValue, sortedEntries, type HclValue } from "../evaluate/values.ts";

/** A known value as Terraform's `jsonencode` writes it: keys sorted, and what HTML minds escaped. */
export function jsonText(value: HclValue): string {
  const elements = elementsOf(value);
  if (elements) return `[${elements.map(jsonText).join(",")}]`;
  if (isObjectValue(value)) return `{${sortedEntries(value).map(memberText).join(",")}}`;
  if (isNumeric(value)) return textFrom(value) ?? "null";
  return typeof value === "boolean" ? String(value) : textToJson(value);
}

function memberText([key, value]: readonly [string, HclValue]): string {
  return `${textToJson(key)}:${jsonText(value)}`;
}

function textToJson(value: HclValue): string {
  if (typeof value !== "string") return "null";
  return JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/** The value of a JSON text. */
export function fromJson(text: string): HclValue {
  const parsed = parseJson(text);
  return parsed.kind === "parsed" ? fromValue(parsed.value) : new Failure("the text is no JSON");
}

/** A value of JSON or YAML as one of Terraform's. */
function fromValue(value: Value): HclValue {
  if (isList(value)) return value.map(fromValue);
  if (isObject(value)) {
    const object: Record<string, HclValue> = {};
    for (const [key, part] of Object.entries(value)) put(object, key, fromValue(part));
    return object;
  }
  if (value instanceof Double) return value.value;
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint"
    ? value
    : new Failure("the value is none of Terraform's");
}
