import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { plainNames, translateAttributes } from "../../bridged/index.ts";
import { member, put } from "../../json/index.ts";
import type { Mention } from "./managed.ts";

/** The entries of a map that hold text. */
export function textsIn(value: Value | undefined): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  if (!isObject(value)) return texts;
  for (const [name, text] of Object.entries(value)) if (typeof text === "string") put(texts, name, text);
  return texts;
}

/** Mentions whose paths are those of the translated object. */
export function translatedMentions(
  mentions: readonly Mention[],
  object: ValueObject,
  type: string,
): readonly Mention[] {
  return mentions.map((mention) => ({ ...mention, path: translatedPath(mention.path, object, type) }));
}

/** Names depend on what stands at them, so each step is translated with its value. */
function translatedPath(path: Path, object: ValueObject, type: string): Path {
  let current: Value = object;
  return path.map((step) => {
    const value: Value =
      isList(current) && typeof step === "number" ? (current[step] ?? null) : (member(current, String(step)) ?? null);
    current = value;
    if (typeof step === "number") return step;
    return Object.keys(translateAttributes({ [step]: value }, plainNames, type))[0] ?? step;
  });
}
