import type { Value, ValueObject } from "#core/language";
import type { Resource } from "../resource/resource.ts";
import type { SourceRef } from "../resource/location.ts";
import type { Effect, Verb } from "./proposal.ts";

/** What an act says of the resource that it is on. A property that is undefined is none. */
export interface ActedOn {
  readonly kind: string;
  readonly type: string;
  readonly provider: string;
  readonly id: string;
  readonly name: string;
  readonly scope?: string;
  readonly region?: string | null;
  readonly properties?: Readonly<Record<string, Value | undefined>>;
  readonly native?: ValueObject;
}

/**
 * What an act does to one resource, of which it tells no state before and after: before whatever does not make it, there is what is acted on.
 * `reach` lists traits, each of which counts once.
 */
export function actOn(verb: Verb, subject: ActedOn, source: SourceRef, reach: readonly string[] = []): Effect {
  const resource = resourceOf(subject, source);
  return {
    verb,
    resource,
    before: verb === "create" ? null : resource,
    changed: verb !== "read",
    traits: [...new Set(reach)],
    previousId: null,
    source,
  };
}

function resourceOf(subject: ActedOn, source: SourceRef): Resource {
  const { kind, type, provider, id, name, scope = "", region = null, properties = {}, native = {} } = subject;
  const stated = Object.entries(properties).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return {
    kind,
    type,
    provider,
    id,
    name,
    scope,
    region,
    environment: null,
    labels: {},
    properties: Object.fromEntries(stated),
    native,
    links: [],
    source,
  };
}
