import { InvariantError } from "#core/diagnostics";
import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import type { Settings } from "./client.ts";

/** Settings as TOML: plain values first, then tables of such, and lists of tables. Throws an `InvariantError` for anything else. */
export function writeToml(settings: Settings): string {
  const entries = Object.entries(settings);
  const plain = entries.filter(([, value]) => !isTable(value) && !isTables(value));
  const tables = entries.flatMap(([key, value]) => {
    if (isTables(value)) return value.map((one) => `[[${key}]]\n${lines(Object.entries(one))}`);
    return isTable(value) ? [`[${key}]\n${lines(Object.entries(value))}`] : [];
  });
  return [lines(plain), ...tables].filter((part) => part !== "").join("\n");
}

function isTable(value: Value): value is Settings {
  return isObject(value) && !isList(value);
}

function isTables(value: Value): value is readonly Settings[] {
  return isList(value) && value.length > 0 && value.every(isTable);
}

function lines(entries: readonly (readonly [string, Value])[]): string {
  return entries.map(([key, value]) => `${key} = ${write(value)}\n`).join("");
}

/** Texts of JSON are texts of TOML but for the character for deletion, which TOML wants escaped. */
function write(value: Value): string {
  if (isList(value)) return `[${value.map(write).join(", ")}]`;
  if (typeof value === "string") return JSON.stringify(value).replaceAll("\u007f", String.raw`\u007f`);
  if (typeof value === "bigint" || typeof value === "boolean") return value.toString();
  throw new InvariantError(
    "unwritable-setting",
    "A setting is neither a text, a whole number, a truth value nor a list",
  );
}
