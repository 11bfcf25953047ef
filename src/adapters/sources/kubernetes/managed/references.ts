import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { member, put, textOf } from "../../json/index.ts";
import type { Mention } from "./managed.ts";

/** What the value of a field amounts to where it stands for the value of an attribute. */
export interface Replacement {
  /** The names of the attributes that it may be, in the spelling of the object. */
  readonly names: readonly string[];
  readonly value: Value;
  readonly mentions: readonly Omit<Mention, "path">[];
}

/** Tells what a field stands for; null when it is an attribute itself. `place` is the way to the object that it stands in. */
export type Replace = (name: string, value: Value, place: Path) => Replacement | null;

/** An object in which what stands for attributes is replaced by them, and who they mention. Paths of mentions are in the spelling of the object. */
export interface Replaced {
  readonly object: ValueObject;
  readonly mentions: readonly Mention[];
}

/** Replaces references, selectors and keys of secrets by the attributes that they stand for. An attribute that is written out is never replaced. */
export function replaceReferences(object: ValueObject, replace: Replace): Replaced {
  const mentions: Mention[] = [];
  return { object: replaceIn(object, [], { replace, mentions }), mentions };
}

interface Pass {
  readonly replace: Replace;
  readonly mentions: Mention[];
}

function replaceIn(object: ValueObject, place: Path, pass: Pass): ValueObject {
  const result: Record<string, Value> = {};
  const replaced: Replacement[] = [];
  for (const [name, value] of Object.entries(object)) {
    const replacement = pass.replace(name, value, place);
    if (replacement === null) put(result, name, inside(value, [...place, name], pass));
    else replaced.push(replacement);
  }
  for (const { names, value, mentions } of replaced) {
    for (const name of names.filter((wanted) => !Object.hasOwn(result, wanted))) {
      put(result, name, value);
      for (const mention of mentions) pass.mentions.push({ ...mention, path: [...place, name] });
    }
  }
  return result;
}

function inside(value: Value, path: Path, pass: Pass): Value {
  if (isList(value)) return value.map((element, at) => inside(element, [...path, at], pass));
  return isObject(value) ? replaceIn(value, path, pass) : value;
}

/** The path in the object for a path in what became of it. */
export function pathBeforeReplacing(object: ValueObject, path: Path, replace: Replace): Path {
  const found: (string | number)[] = [];
  let current: Value = object;
  for (const step of path) {
    const next = typeof step === "number" ? step : fieldFor(current, step, found, replace);
    if (next === undefined) break;
    found.push(next);
    current = childOf(current, next);
  }
  return found;
}

function fieldFor(value: Value, name: string, place: Path, replace: Replace): string | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return name;
  return Object.keys(value).find((field) => replace(field, value[field] ?? null, place)?.names.includes(name));
}

function childOf(value: Value, step: string | number): Value {
  if (isList(value)) return typeof step === "number" ? (value[step] ?? null) : null;
  return member(value, String(step)) ?? null;
}

/** The value of an attribute that exists only once the object that it comes from does. */
export function laterValue(name: string): Unknown {
  return new Unknown([{ reason: "after-apply", path: name }]);
}

/** The value of an attribute that is kept in a Secret. */
export function secretValue(name: string): Unknown {
  return new Unknown([{ reason: "sensitive", path: name }]);
}

/** Whom a reference mentions by name. */
export function mentionOf(reference: Value): Omit<Mention, "path"> {
  return { name: textOf(reference, "name") ?? null, namespace: textOf(reference, "namespace") ?? null, labels: null };
}
