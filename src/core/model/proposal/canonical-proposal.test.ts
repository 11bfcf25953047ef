import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Double, Unknown, type Value } from "#core/language";
import { canonicalJson } from "../json/canonical-json.ts";
import { canonicalProposal } from "./canonical-proposal.ts";
import type { Effect, Proposal } from "./proposal.ts";

const values = fc.dictionary(
  fc.string(),
  fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double().map((number) => new Double(number)),
    fc.constant(new Unknown([{ reason: "after-apply", path: "a" }])),
  ),
);
const source = fc.record({ file: fc.string(), address: fc.string(), path: fc.array(fc.string()) });
const resource = fc.record(
  {
    kind: fc.string(),
    type: fc.string(),
    provider: fc.string(),
    id: fc.string(),
    name: fc.string(),
    scope: fc.string(),
    region: fc.option(fc.string()),
    environment: fc.option(fc.string()),
    labels: fc.dictionary(fc.string(), fc.string()),
    properties: values,
    native: values,
    links: fc.constant([]),
    source,
    /** No member of a resource. */
    extra: fc.string(),
  },
  {
    requiredKeys: ["kind", "type", "provider", "id", "name", "scope", "environment", "labels", "properties", "native"],
  },
);
const effect = fc.record({ before: fc.option(resource), resource, rest: fc.boolean(), source }).map(
  ({ before, resource: after, rest, source: from }) =>
    // oxlint-disable-next-line no-unsafe-type-assertion -- also resources that are not whole
    ({
      verb: "update",
      resource: after,
      before: rest ? after : before,
      changed: rest,
      traits: [],
      previousId: null,
      source: from,
    }) as unknown as Effect,
);
const proposal = fc
  .record({ effects: fc.array(effect, { maxLength: 3 }), attributes: values, id: fc.string() })
  .map(({ effects, attributes, id }): Proposal => ({
    principal: { id, kind: "agent", groups: [], attributes, chain: [] },
    effects,
    context: { point: "api", environment: null, attributes, unresolved: [] },
  }));

describe("canonicalProposal()", () => {
  it("writes what canonicalJson() writes, whatever members a resource has", () => {
    fc.assert(
      fc.property(proposal, (one) => {
        // oxlint-disable-next-line no-unsafe-type-assertion -- proposals are plain objects of values
        expect(canonicalProposal(one)).toBe(canonicalJson(one as unknown as Value));
      }),
    );
  });
});
