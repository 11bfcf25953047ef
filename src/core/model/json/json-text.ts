import { Double, type Value } from "#core/language";
import { isList, isObject } from "./shapes.ts";

/** Writes a value that was read from JSON as JSON again: integers with all their digits, doubles as doubles. */
export function jsonText(value: Value): string {
  return isPlain(value) ? JSON.stringify(value) : exactText(value);
}

/** Whether the engine writes a value as it was: nothing in it is a number that JavaScript has no literal for. */
function isPlain(value: Value): boolean {
  if (value === null || typeof value !== "object") return typeof value !== "bigint";
  if (isList(value)) return value.every(isPlain);
  if (!isObject(value)) return false;
  for (const key in value) if (!isPlain(value[key] ?? null)) return false;
  return true;
}

function exactText(value: Value): string {
  if (value === null || typeof value !== "object") return typeof value === "bigint" ? String(value) : plain(value);
  if (isList(value)) return `[${value.map(exactText).join(",")}]`;
  if (value instanceof Double) return doubleText(value.value);
  if (!isObject(value)) throw new TypeError("Only what was read from JSON is written as JSON");
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${exactText(member)}`)
    .join(",")}}`;
}

function plain(value: string | number | boolean | null): string {
  return JSON.stringify(value);
}

function doubleText(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
