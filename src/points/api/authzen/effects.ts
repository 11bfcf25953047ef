import { resolveReadings, type Kinds } from "#core/kinds";
import type { ValueObject } from "#core/language";
import {
  isObject,
  setOwn,
  type Effect,
  type NativeResource,
  type Resource,
  type SourceRef,
  type Verb,
} from "#core/model";
import type { ResourceEntity } from "#core/wire";
import { conformProperties } from "../conform.ts";
import type { Refusal } from "../judge.ts";

/**
 * What an action on a resource comes to. The resource is named by its kind, with properties of the kind, or by a native type that a kind maps, with
 * its native properties; what is not stated is not set. Anything else is refused, since no policy could speak of it.
 *
 * What is created was not there before; every other verb meets the resource as it is described.
 */
export function effectsOf(kinds: Kinds, verb: Verb, entity: ResourceEntity): readonly Effect[] | Refusal {
  if (kinds.schemaOf(entity.type) !== undefined) return effectOnKind(kinds, verb, entity);
  const [kind] = kinds.kindsOf(entity.type);
  if (kind !== undefined) return effectsOnNative(kinds, verb, { ...entity, kind });
  const message = `Resource type \`${entity.type.slice(0, 64)}\` is neither a kind that is loaded nor a native type that one maps`;
  return { kind: "refused", code: "unknown-resource-type", message };
}

const NO_LABELS: Readonly<Record<string, string>> = {};
const NOTHING: ValueObject = {};

function effectOnKind(kinds: Kinds, verb: Verb, { type, id, properties }: ResourceEntity): readonly Effect[] | Refusal {
  const conformed = conformProperties(kinds, type, properties);
  if (conformed.kind === "refused") return conformed;
  const source: SourceRef = { file: "", address: id, path: [] };
  const resource: Resource = {
    kind: type,
    type: "",
    provider: "",
    id,
    name: id,
    scope: "",
    region: null,
    environment: null,
    labels: NO_LABELS,
    properties: conformed.properties,
    native: NOTHING,
    links: [],
    source,
  };
  const before = verb === "create" ? null : resource;
  return [{ verb, resource, before, changed: true, traits: [], previousId: null, source }];
}

interface NativeEntity extends ResourceEntity {
  readonly kind: string;
}

function effectsOnNative(kinds: Kinds, verb: Verb, entity: NativeEntity): readonly Effect[] {
  const native = nativeOf(kinds, entity);
  const after = verb === "delete" || verb === "release" ? null : native;
  const before = verb === "create" ? null : native;
  const { effects } = resolveReadings(kinds, [
    {
      format: "authzen",
      file: "",
      changes: [{ verb, before, after, changed: true, traits: [], previousId: null }],
      surroundings: [],
      unresolved: [],
      diagnostics: [],
      locate: (ref) => ref,
    },
  ]);
  return effects.flat();
}

function nativeOf(kinds: Kinds, { kind, type, id, properties }: NativeEntity): NativeResource {
  const mapping = kinds.mappingsOf(kind).find(({ types }) => types.includes(type));
  const provider = mapping?.provider ?? "";
  return {
    id,
    type,
    provider,
    providerVersion: null,
    group: provider,
    module: "",
    name: id,
    scope: "",
    labels: labelsOf(properties),
    native: properties,
    references: [],
    source: { file: "", address: id, path: [] },
  };
}

/** Providers say `tags` or `labels`. */
function labelsOf(properties: ValueObject): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const key of ["labels", "tags"]) {
    const stated = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!isObject(stated)) continue;
    for (const [name, value] of Object.entries(stated)) if (typeof value === "string") setOwn(labels, name, value);
  }
  return labels;
}
