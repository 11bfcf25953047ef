import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../json/index.ts";
import { type Fields } from "../yaml/index.ts";

/** The tags of a resource that are known texts, whether its type has them as a list of `{Key, Value}` or as a mapping. */
export function labelsOf(native: ValueObject): Readonly<Record<string, string>> {
  const labels: Fields & Record<string, string> = {};
  for (const property of ["Tags", "FileSystemTags", "HostedZoneTags", "UserPoolTags"]) {
    const tags = Object.hasOwn(native, property) ? (native[property] ?? null) : null;
    for (const [key, value] of tagsOf(tags)) {
      const text = textOf(value);
      if (text !== undefined) put(labels, key, text);
    }
  }
  return labels;
}

function tagsOf(tags: Value): readonly (readonly [string, Value])[] {
  if (isObject(tags)) return Object.entries(tags);
  if (!isList(tags)) return [];
  return tags.flatMap((tag) => {
    const key = isObject(tag) ? textOf(tag["Key"] ?? null) : undefined;
    return isObject(tag) && key !== undefined ? [[key, tag["Value"] ?? null] as const] : [];
  });
}

function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : undefined;
}
