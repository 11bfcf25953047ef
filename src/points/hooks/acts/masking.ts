import { cut } from "#core/diagnostics";
import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import type { Json, JsonObject } from "#core/store";
import { MaskedSecrets, maskTexts, secretsIn } from "#adapters/sources";

const MASKED = "(masked)";
const LONGEST_TEXT = 2000;
const MOST_ITEMS = 100;
const DEEPEST = 16;

/** Arguments without their secrets: an unknown stands in place of each. */
export function maskedArguments(args: ValueObject): ValueObject {
  return maskTexts(args, (path) => String(path.at(-1) ?? ""), new MaskedSecrets());
}

/** A text for people: on one line, cut, and without anything when it holds a secret. */
export function maskedLine(text: string, longest: number): string {
  if (secretsIn(text, "").length > 0) return "(masked: it holds a secret)";
  return cut(text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim(), longest);
}

/** Arguments for people who approve: masked, and cut where they are long. */
export function shownArguments(args: ValueObject): JsonObject {
  return shownObject(maskedArguments(args), 0);
}

function shownObject(object: ValueObject, depth: number): JsonObject {
  const entries = Object.entries(object).slice(0, MOST_ITEMS);
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(0, 256), shown(value, depth + 1)]));
}

function shown(value: Value, depth: number): Json {
  if (value instanceof Unknown) return MASKED;
  if (typeof value === "string") return cut(value, LONGEST_TEXT);
  if (typeof value === "boolean" || value === null) return value;
  if (depth > DEEPEST) return "…";
  if (isList(value)) return value.slice(0, MOST_ITEMS).map((item) => shown(item, depth + 1));
  return isObject(value) ? shownObject(value, depth) : shownScalar(value);
}

/** Numbers keep their digits; nothing else is left that JSON has. */
function shownScalar(value: Value): Json {
  if (typeof value === "bigint") return value.toString();
  return typeof value === "number" ? value : "…";
}
