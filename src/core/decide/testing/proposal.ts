import { Timestamp, type Value } from "#core/language";
import type { Context, Effect, Principal, PrincipalKind, Proposal, Resource } from "#core/model";

/** The middle of 2026. */
export const NOW: Timestamp = new Timestamp(1_782_864_000, 0);

/** An object store in every respect in order, with changes. */
export function store(changes: Partial<Resource> = {}): Resource {
  return {
    kind: "ObjectStore",
    type: "aws_s3_bucket",
    provider: "aws",
    id: "store-1",
    name: "store",
    scope: "123",
    environment: null,
    labels: {},
    properties: { public: false, encrypted: true, size: 1 },
    native: {},
    links: [],
    source: { file: "plan.json", address: "aws_s3_bucket.store", path: [] },
    ...changes,
  };
}

/** An object store with these properties. */
export function storeWith(properties: Readonly<Record<string, Value>>, id = "store-1"): Resource {
  return store({ id, properties });
}

/** The creation of a resource, with changes. */
export function creation(resource: Resource = store(), changes: Partial<Effect> = {}): Effect {
  return {
    verb: "create",
    resource,
    before: null,
    changed: true,
    traits: [],
    previousId: null,
    source: resource.source,
    ...changes,
  };
}

export interface ProposalChanges {
  readonly effects?: readonly Effect[];
  readonly principal?: Partial<Principal>;
  readonly context?: Partial<Context>;
}

/** What a principal of a kind proposes, by default to create one object store that is in order. */
export function proposalBy(kind: PrincipalKind, changes: ProposalChanges = {}): Proposal {
  return {
    principal: { id: `${kind}-1`, kind, groups: [], attributes: {}, chain: [], ...changes.principal },
    effects: changes.effects ?? [creation()],
    context: { point: "check", environment: null, attributes: {}, unresolved: [], ...changes.context },
  };
}
