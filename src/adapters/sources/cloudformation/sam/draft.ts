import type { Value, ValueObject } from "#core/language";
import { isObject, type Path } from "#core/model";
import { put } from "../../json/index.ts";
import { type Fields } from "../../yaml/index.ts";
import type { Declaration, Moved } from "../declarations.ts";
import { functionOf } from "../values/calls.ts";

/** A resource that the transform makes of a serverless one. */
export interface Draft {
  readonly id: string;
  readonly type: string;
  readonly properties: ValueObject;
  /** The places of properties in the serverless resource, for those that are not where their own names say. */
  readonly moved: readonly Moved[];
}

/** The properties of a serverless resource together with what the globals of the template give to its type. */
export interface Merged {
  readonly properties: ValueObject;
  readonly moved: readonly Moved[];
}

/** A serverless resource with the globals merged into its properties. */
export interface Serverless extends Merged {
  readonly declaration: Declaration;
}

/** The place in the template of a property of a serverless resource. */
export function placeIn({ declaration }: Serverless, ...path: Path): Path {
  return [...declaration.path, "Properties", ...path];
}

/** Makes a declaration of a draft: it shares the condition, policies and loop of the resource that it comes from. */
export function declare({ declaration }: Serverless, draft: Draft): Declaration {
  return { ...declaration, ...draft };
}

/** The properties that are written, each under its new name; what is not written is left out. */
export function renamed(properties: ValueObject, names: Readonly<Record<string, string>>): ValueObject {
  const fields: Fields = {};
  for (const [from, to] of Object.entries(names)) {
    if (Object.hasOwn(properties, from)) put(fields, to, properties[from] ?? null);
  }
  return fields;
}

/** The properties without those of the names. */
export function without(properties: ValueObject, names: ReadonlySet<string>): ValueObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.has(name)));
}

/** Tags written as a mapping, in the list that most types take. */
export function tagList(tags: Value): Value {
  if (!isObject(tags) || functionOf(tags) !== undefined) return tags;
  return Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value }));
}

/** The own property of a mapping; null when there is none. */
export function own(properties: Value, name: string): Value {
  return isObject(properties) && Object.hasOwn(properties, name) ? (properties[name] ?? null) : null;
}

/** A call of `Fn::GetAtt`. */
export function attribute(id: string, name: string): Value {
  return { "Fn::GetAtt": [id, name] };
}

/** A call of `Fn::Sub`. */
export function text(template: string): Value {
  return { "Fn::Sub": template };
}
