import { Double, type Value } from "#core/language";
import { isList, isObject } from "#core/model";

/** A value as Go writes it in a message (`%v`): what the API server tells of values that it does not take is written so. */
export function plainText(value: Value): string {
  if (isObject(value)) return cut(`map[${entriesOf(value, (key, one) => `${key}:${plainText(one)}`, " ")}]`);
  return isList(value) ? cut(`[${value.map(plainText).join(" ")}]`) : scalarText(value);
}

/** The same with its type (`%#v`). */
export function typedText(value: Value): string {
  if (isObject(value)) {
    return cut(
      `${typeText(value)}{${entriesOf(value, (key, one) => `${JSON.stringify(key)}:${typedText(one)}`, ", ")}}`,
    );
  }
  if (isList(value)) return cut(`${typeText(value)}{${value.map(typedText).join(", ")}}`);
  return typeof value === "string" ? cut(JSON.stringify(value)) : scalarText(value);
}

/** The type of a value (`%T`). */
export function typeText(value: Value): string {
  if (isObject(value)) return "map[string]interface {}";
  if (isList(value)) return "[]interface {}";
  if (typeof value === "string") return "string";
  return typeof value === "boolean" ? "bool" : "int64";
}

function entriesOf(
  value: Readonly<Record<string, Value>>,
  write: (key: string, one: Value) => string,
  between: string,
): string {
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, one]) => write(key, one)).join(between);
}

function scalarText(value: Value): string {
  if (value === null) return "<nil>";
  if (value instanceof Double) return String(value.value);
  return typeof value === "object" ? "?" : cut(String(value));
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}

const MAX_SHOWN = 200;
