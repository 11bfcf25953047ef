import { describe, expect, it } from "vitest";
import type { NativeResource, PropertyFacts } from "#core/model";
import { effectOn, kindsOf, native, reference, resolveCreated, unknown } from "../testing/fixtures.ts";

const KINDS = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store }
spec:
  properties:
    blocked: { type: bool }
    versioned: { type: bool }
    days: { type: int }
    kept: { type: int }
    policies: { type: list, items: { type: string } }
    names: { type: list, items: { type: string } }
    size: { type: int }
    nested: { type: object, properties: { a: { type: int }, b: { type: int } } }
    shared: { type: int }
  mappings:
    - types: [bucket]
      provider: aws
      defaults: [{ attribute: life.days, value: 30 }]
      links:
        block: { types: [block], ours: [id], theirs: [bucket] }
        policies: { types: [policy], ours: [id], theirs: [bucket], many: true }
      variables:
        - { name: life, expression: native.life }
        - { name: sum, expression: native.a + links.block.size }
      properties:
        shared: variables.life.days + variables.sum
        blocked: links.block != null && links.block.on
        versioned: block(native.versioning).?enabled.orValue(false)
        days: native.at("life.days")
        kept: native.at("life.days") + links.block.on
        policies: links.policies.map(p, p.body)
        names: native.tags.filter(t, t.keep).map(t, t.name)
        size: cel.bind(t, native.tags, size(t))
        nested.a: native.a
        nested.b: native.b
---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Rule }
spec:
  properties: { port: { type: int } }
  mappings:
    - { types: [group], provider: aws, each: native.rules, properties: { port: item.port } }
    - { types: [computed], provider: aws, each: 'native.rules.map(r, {"port": r.port})', properties: { port: item.port } }
`);

const bucket = native("bucket", "a", {
  id: unknown("bucket.a.id"),
  versioning: [{ enabled: true }],
  tags: [
    { keep: false, name: "x" },
    { keep: true, name: "y" },
  ],
  a: 1,
  b: unknown("bucket.a.b"),
});

function factsOf(path: readonly string[], ...others: readonly NativeResource[]): PropertyFacts {
  const resolved = resolveCreated(KINDS, bucket, ...others);
  return resolved.facts(effectOn(resolved, "bucket.a"), path);
}

function places({ sources }: PropertyFacts): readonly string[] {
  return sources.map(({ address, path }) => [address, ...path].join("/"));
}

describe("facts()", () => {
  it("names the native path that a property was read from, with the position of a block", () => {
    expect(factsOf(["versioned"])).toEqual({
      known: "yes",
      default: false,
      sources: [{ file: "plan.json", address: "bucket.a", path: ["versioning", 0, "enabled"] }],
    });
  });

  it("names what the source stated before what it left out or does not know", () => {
    const { sources, default: isDefault } = factsOf(
      ["blocked"],
      native("block", "b", { bucket: "bucket-a", on: true }),
    );
    expect(isDefault).toBe(false);
    expect(sources.length).toBeGreaterThan(0);
    const [first] = factsOf(["nested"]).sources;
    expect(first?.path).toEqual(["a"]);
  });

  it("tells that the provider's default is all there is", () => {
    expect(factsOf(["days"])).toMatchObject({ known: "yes", default: true });
    expect(factsOf(["versioned"]).default).toBe(false);
  });

  it("follows variables to what they were computed from, linked resources included", () => {
    const block = native("block", "b", { bucket: "bucket-a", on: true, size: 1 });
    const own = native("bucket", "a", { id: "bucket-a", a: 1 });
    const resolved = resolveCreated(KINDS, own, block);
    const facts = resolved.facts(effectOn(resolved, "bucket.a"), ["shared"]);
    expect(places(facts)).toEqual(["bucket.a/a", "block.b/size", "bucket.a/life/days"]);
  });

  it("takes no default for what is not known", () => {
    const block = native("block", "b", { bucket: "bucket-a", on: unknown("block.b.on") });
    const own = native("bucket", "a", { id: "bucket-a" });
    const resolved = resolveCreated(KINDS, own, block);
    expect(resolved.facts(effectOn(resolved, "bucket.a"), ["kept"])).toMatchObject({
      known: "after-apply",
      default: false,
    });
  });

  it("tells what is not known, part by part", () => {
    expect(factsOf(["nested", "a"])).toMatchObject({ known: "yes", sources: [{ path: ["a"] }] });
    expect(factsOf(["nested", "b"])).toMatchObject({ known: "after-apply", sources: [{ path: ["b"] }] });
    expect(factsOf(["nested"]).known).toBe("after-apply");
  });

  it("names the places in linked resources", () => {
    const block = native(
      "block",
      "x",
      { bucket: unknown("?"), on: true },
      { references: [reference("bucket", "bucket.a")] },
    );
    expect(places(factsOf(["blocked"], block))).toContain("block.x/on");
  });

  it("names the resources of a merely possible link", () => {
    const block = native("block", "x", { bucket: unknown("?"), on: true }, { references: [reference("bucket", null)] });
    const facts = factsOf(["blocked"], block);
    expect(facts.known).toBe("no");
    expect(places(facts).some((place) => place.startsWith("block.x"))).toBe(true);
  });

  it("names every element that a loop looked at", () => {
    const tied = { references: [reference("bucket", "bucket.a")] };
    const [p, q] = [native("policy", "p", { body: "1" }, tied), native("policy", "q", { body: "2" }, tied)];
    expect(places(factsOf(["policies"], p, q))).toEqual(expect.arrayContaining(["policy.p/body", "policy.q/body"]));
    const names = places(factsOf(["names"]));
    expect(names).toEqual(expect.arrayContaining(["bucket.a/tags/0/keep", "bucket.a/tags/1/keep"]));
  });

  it("looks at no more than some of very many linked resources (facts-are-bounded)", () => {
    const many = Array.from({ length: 300 }, (_, at) => native("policy", `p${at}`, { bucket: "bucket-a", body: "1" }));
    const own = native("bucket", "a", { id: "bucket-a" });
    const resolved = resolveCreated(KINDS, own, ...many);
    const effect = effectOn(resolved, "bucket.a");
    expect(effect.resource.properties["policies"]).toHaveLength(300);
    const linked = places(resolved.facts(effect, ["policies"])).filter((place) => place.endsWith("/body"));
    expect(linked).toEqual(Array.from({ length: 64 }, (_, at) => `policy.p${at}/body`));
  });

  it("evaluates the list of items once for all of them, and keeps some of what it read (facts-are-bounded)", () => {
    let read = 0;
    const rules = Array.from({ length: 1000 }, (_, port) => ({
      get port() {
        read += 1;
        return port;
      },
    }));
    const resolved = resolveCreated(KINDS, native("computed", "g", { rules }));
    const costs = resolved.effects.flat().map((item) => {
      read = 0;
      resolved.facts(item, ["port"]);
      return read;
    });
    expect(costs[0]).toBeGreaterThan(rules.length);
    expect(Math.max(...costs.slice(1))).toBeLessThan(rules.length);
  });

  it("follows a bound name", () => {
    expect(places(factsOf(["size"]))).toContain("bucket.a/tags");
  });

  it("names the element that an item was made from, or what it was computed from", () => {
    for (const [type, place] of [
      ["group", "group.g/rules/1/port"],
      ["computed", "computed.g/rules/1/port"],
    ] as const) {
      const resolved = resolveCreated(KINDS, native(type, "g", { rules: [{ port: 1 }, { port: 2 }] }));
      const second = resolved.effects[0]?.[1];
      expect(second?.resource.properties).toEqual({ port: 2 });
      expect(second && places(resolved.facts(second, ["port"]))).toContain(place);
    }
  });

  it("answers the resource itself for what nothing was read from", () => {
    const resolved = resolveCreated(KINDS, native("other", "o", {}));
    expect(resolved.facts(effectOn(resolved, "other.o"), ["x"])).toEqual({
      known: "yes",
      default: false,
      sources: [{ file: "plan.json", address: "other.o", path: [] }],
    });
  });
});
