import type { Value } from "#core/language";
import { attributeAt, known, one } from "./symbolic/cases.ts";
import type { Symbolic } from "./symbolic/leaf.ts";

/** Attributes that are known, by their paths. */
export type Given = Readonly<Record<string, Value>>;

/** A resource of which some attributes are known, and the others are questions. */
export function partlyKnown(given: Given, path: readonly string[] = []): Symbolic {
  const field = (name: string): Symbolic => {
    const within = [...path, name];
    const key = within.join(".");
    if (Object.hasOwn(given, key)) return known(given[key] ?? null);
    const isHolder = Object.keys(given).some((other) => other.startsWith(`${key}.`));
    return isHolder ? partlyKnown(given, within) : attributeAt("native", within);
  };
  return one({ kind: "object", name: "the resource", field });
}
