import type { Effect, Proposal, Verb } from "#core/model";

/** An effect on a table. */
export function testEffect(verb: Verb, name: string, traits: readonly string[] = []): Effect {
  const source = { file: "shop", address: name, path: [] };
  const resource = {
    kind: "Table",
    type: "pg_table",
    provider: "postgresql",
    id: `public.${name}`,
    name,
    scope: "public",
    environment: null,
    labels: {},
    properties: {},
    native: {},
    links: [],
    source,
  };
  return { verb, resource, before: null, changed: true, traits, previousId: null, source };
}

/** A proposal of an agent. */
export function testProposal(effects: readonly Effect[]): Proposal {
  return {
    principal: { id: "agent-7", kind: "agent", groups: [], attributes: {}, chain: [] },
    effects,
    context: { point: "gateway", environment: null, attributes: {}, unresolved: [] },
  };
}
