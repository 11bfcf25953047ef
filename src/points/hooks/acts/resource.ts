import type { Value, ValueObject } from "#core/language";
import type { Effect, Resource, SourceRef, Verb } from "#core/model";

/** What is said of the resource of an effect. */
export interface Subject {
  readonly kind: string;
  readonly type: string;
  readonly provider: string;
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly properties: Readonly<Record<string, Value>>;
  readonly native?: ValueObject;
}

/** One effect on one resource, at a place in what the client asked. */
export function effectOf(verb: Verb, subject: Subject, source: SourceRef, traits: readonly string[] = []): Effect {
  const resource: Resource = { environment: null, labels: {}, native: {}, links: [], source, ...subject };
  const before = verb === "create" || verb === "invoke" ? null : resource;
  return { verb, resource, before, changed: verb !== "read", traits, previousId: null, source };
}
