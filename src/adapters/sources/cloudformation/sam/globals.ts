import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { put } from "../../json/index.ts";
import { type Fields } from "../../yaml/index.ts";
import type { Declaration, Moved } from "../declarations.ts";
import { functionOf } from "../values/calls.ts";
import { own, type Merged } from "./draft.ts";

/**
 * Merges the globals of a section (`Function`, `Api`) into the properties of a resource: mappings are merged, lists are put together, and anything
 * else of the resource holds against the globals.
 */
export function withGlobals(declaration: Declaration, root: ValueObject, section: string): Merged {
  const globals = own(own(root, "Globals"), section);
  if (!isObject(globals)) return { properties: declaration.properties, moved: [] };
  const moved: Moved[] = [];
  const merge = new Merge(["Globals", section], moved);
  return { properties: merge.mappings(globals, declaration.properties, []), moved };
}

class Merge {
  readonly #base: Path;
  readonly #moved: Moved[];

  constructor(base: Path, moved: Moved[]) {
    this.#base = base;
    this.#moved = moved;
  }

  mappings(globals: ValueObject, own: ValueObject, path: Path): ValueObject {
    const merged: Fields = {};
    for (const [key, value] of Object.entries(globals)) {
      if (Object.hasOwn(own, key)) continue;
      put(merged, key, value);
      this.#moved.push({ property: [...path, key], template: [...this.#base, ...path, key] });
    }
    for (const [key, value] of Object.entries(own)) {
      const general = Object.hasOwn(globals, key) ? (globals[key] ?? null) : null;
      put(merged, key, this.#values(general, value, [...path, key]));
    }
    return merged;
  }

  #values(general: Value, own: Value, path: Path): Value {
    if (isList(general) && isList(own)) return [...general, ...own];
    if (!isObject(general) || !isObject(own)) return own;
    return functionOf(general) === undefined && functionOf(own) === undefined ? this.mappings(general, own, path) : own;
  }
}
