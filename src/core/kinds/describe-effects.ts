import type { PropertySchema } from "#core/documents";
import { Unknown, type Value, type ValueObject } from "#core/language";
import { isObject, type Effect, type Resource } from "#core/model";
import type { Kinds } from "./registry.ts";

/**
 * The effects with an unknown for whatever the kind of a resource has and the effect does not state, also inside of what it states in part.
 *
 * For effects of those who name resources and do not describe them, as commands and queries do. Kinds that no native type maps to are left as they are:
 * of a `File` or a `Host` nobody could tell more.
 */
export function describeEffects(kinds: Kinds, effects: readonly Effect[]): readonly Effect[] {
  return effects.map((effect) => {
    const resource = described(kinds, effect.resource);
    if (resource === effect.resource) return effect;
    const before = effect.before === effect.resource ? resource : effect.before && described(kinds, effect.before);
    return { ...effect, resource, before };
  });
}

function described(kinds: Kinds, resource: Resource): Resource {
  const schema = kinds.schemaOf(resource.kind);
  if (schema === undefined || kinds.mappingsOf(resource.kind).length === 0) return resource;
  return { ...resource, properties: filled(resource.properties, schema, resource.id) };
}

/** Goes as deep as the schema, which a document bounds. */
function filled(stated: ValueObject, { properties }: PropertySchema, at: string): ValueObject {
  const full: Record<string, Value> = { ...stated };
  for (const [name, schema] of Object.entries(properties ?? {})) {
    const value = Object.hasOwn(stated, name) ? stated[name] : undefined;
    const path = `${at}.${name}`;
    if (value === undefined) full[name] = new Unknown([{ reason: "not-observed", path }]);
    else if (schema.type === "object" && isObject(value)) full[name] = filled(value, schema, path);
  }
  return full;
}
