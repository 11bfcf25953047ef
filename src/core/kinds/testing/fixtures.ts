import { parseDocuments } from "#core/documents";
import { Unknown, type UnknownReason, type ValueObject } from "#core/language";
import type { Effect, NativeChange, NativeReference, NativeResource, SourceReading } from "#core/model";
import { createKinds, resolveReadings, type KindDocument, type Kinds, type ResolvedReadings } from "../index.ts";

/** The documents of a YAML text that define kinds or map to them; throws when it has an error. */
export function kindDocuments(yaml: string): readonly KindDocument[] {
  const { documents, diagnostics } = parseDocuments("kinds.yaml", yaml);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, null, 2));
  return documents.filter((document) => document.kind === "ResourceKind" || document.kind === "ResourceMapping");
}

/** The kinds of a YAML text; throws when a mapping has an error. */
export function kindsOf(yaml: string): Kinds {
  const { kinds, diagnostics } = createKinds(kindDocuments(yaml));
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, null, 2));
  return kinds;
}

/** A native resource called `type.name`; `rest` overrides whatever matters to the test. */
export function native(
  type: string,
  name: string,
  attributes: ValueObject,
  rest: Partial<NativeResource> = {},
): NativeResource {
  const id = rest.id ?? `${type}.${name}`;
  return {
    id,
    type,
    provider: "aws",
    providerVersion: null,
    group: "aws eu-west-1",
    module: "",
    name,
    scope: "",
    labels: {},
    native: attributes,
    references: [],
    source: { file: "plan.json", address: id, path: [] },
    ...rest,
  };
}

/** The creation of a resource. */
export function creation(after: NativeResource): NativeChange {
  return { verb: "create", before: null, after, changed: true, traits: [], previousId: null };
}

/** An update from one state to another. */
export function update(before: NativeResource, after: NativeResource): NativeChange {
  return { verb: "update", before, after, changed: true, traits: [], previousId: null };
}

/** The deletion of a resource. */
export function deletion(before: NativeResource): NativeChange {
  return { verb: "delete", before, after: null, changed: true, traits: [], previousId: null };
}

/** A reading of changes. */
export function reading(changes: readonly NativeChange[], surroundings: readonly NativeResource[] = []): SourceReading {
  return {
    format: "test",
    file: "plan.json",
    changes,
    surroundings,
    unresolved: [],
    diagnostics: [],
    locate: (ref) => ref,
  };
}

/** One reading that creates all resources, resolved. */
export function resolveCreated(kinds: Kinds, ...resources: readonly NativeResource[]): ResolvedReadings {
  return resolveReadings(kinds, [reading(resources.map(creation))]);
}

/** The effect on a resource by its id; throws when there is none. */
export function effectOn(resolved: ResolvedReadings, id: string): Effect {
  const effect = resolved.effects.flat().find(({ resource }) => resource.id === id);
  if (effect === undefined) throw new Error(`no effect on ${id}`);
  return effect;
}

/** A value that is not known. */
export function unknown(path: string, reason: UnknownReason = "after-apply"): Unknown {
  return new Unknown([{ reason, path }]);
}

/** A reference that is certain, to an attribute of another resource or, without a target, a dead end. */
export function reference(attribute: string, target: string | null, of = "id"): NativeReference {
  const path = [attribute];
  if (target === null) return { path, target, attribute: null, certainty: "possible" };
  return { path, target, attribute: of, certainty: "proven" };
}

/** A reference that may hold. */
export function maybe(attribute: string, target: string, of = "id"): NativeReference {
  return { path: [attribute], target, attribute: of, certainty: "possible" };
}
