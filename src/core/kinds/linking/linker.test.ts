import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import type { NativeChange } from "#core/model";
import { registryOf } from "../registry.ts";
import { creation, kindsOf, native, reading } from "../testing/fixtures.ts";
import { Linker, type Linked } from "./linker.ts";
import { stateAfter } from "./world.ts";

const KINDS = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Member }
spec:
  properties: { count: { type: int } }
  mappings:
    - types: [member]
      provider: aws
      links:
        others: { types: [policy], same: group, many: true }
        equals: { types: [policy], ours: [team], theirs: [team], many: true }
        shared: { types: [policy], same: group }
      properties:
        count: size(links.others)
`);

function create(type: string, count: number): readonly NativeChange[] {
  return Array.from({ length: count }, (_, at) => creation(native(type, `${at}`, { team: "a" })));
}

/** What one of several members is joined with, all of them with all of 200 policies. */
function linkOneOf(members: number): Linked {
  const { world, nodes } = stateAfter([reading([...create("member", members), ...create("policy", 200)])]);
  const node = nodes[0]?.[0];
  const [program] = node == null ? [] : registryOf(KINDS).programsFor(node.resource);
  if (node == null || program === undefined) throw new Error("no member");
  return new Linker(world).link(node, program);
}

describe("link()", () => {
  it("joins all where they are as few as in any estate", () => {
    const { others, equals } = linkOneOf(1000).values;
    const all = Array.from({ length: 200 }, () => ({ team: "a" }));
    expect([others, equals]).toEqual([all, all]);
  });

  it("joins some of too many with too many, and ends in an unknown (possible-is-unknown)", () => {
    const { others, equals } = linkOneOf(50_000).values;
    const some = [...Array.from({ length: 83 }, () => ({ team: "a" })), expect.any(Unknown)];
    expect([others, equals]).toEqual([some, some]);
  });

  it("names a few of those between which it cannot choose", () => {
    const { shared } = linkOneOf(1).values;
    expect(shared instanceof Unknown && shared.causes.length).toBe(16);
  });
});
