import { describe, expect, it } from "vitest";
import { CelError, Unknown, type Value } from "#core/language";
import type { NativeReference, NativeResource } from "#core/model";
import { resolveReadings } from "../index.ts";
import {
  creation,
  deletion,
  effectOn,
  kindsOf,
  maybe,
  native,
  reading,
  reference,
  resolveCreated,
  unknown,
  update,
} from "../testing/fixtures.ts";

const KINDS = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store }
spec:
  properties:
    blocked: { type: bool }
    policies: { type: int }
    account: { type: bool }
  mappings:
    - types: [bucket]
      provider: aws
      links:
        block: { types: [block], ours: [id, name], theirs: [bucket] }
        policies: { types: [policy], ours: [id, name], theirs: [bucket], many: true }
        account: { types: [account_block], same: group }
      properties:
        blocked: links.block != null && links.block.on == true
        policies: size(links.policies.filter(p, p.body == "x"))
        account: links.account != null && links.account.on == true
---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Block }
spec:
  properties:
    bucketName: { type: string }
  mappings:
    - types: [block]
      provider: aws
      links:
        bucket: { types: [bucket], ours: [bucket], theirs: [id, name] }
      properties:
        bucketName: 'links.bucket == null ? "none" : links.bucket.name'
`);

const bucket = native("bucket", "a", { id: unknown("bucket.a.id"), name: "a" });
const other = native("bucket", "b", { id: unknown("bucket.b.id"), name: "b" });

function block(name: string, target: Value, references: readonly NativeReference[], module = ""): NativeResource {
  return native("block", name, { bucket: target, on: true }, { references, module });
}

function policy(name: string, target: Value, references: readonly NativeReference[], body = "x"): NativeResource {
  return native("policy", name, { bucket: target, body }, { references });
}

function countPolicies(...policies: readonly NativeResource[]): Value | undefined {
  return effectOn(resolveCreated(KINDS, bucket, ...policies), "bucket.a").resource.properties["policies"];
}

function blockedOf(...resources: readonly NativeResource[]): readonly unknown[] {
  const resolved = resolveCreated(KINDS, ...resources);
  return resources
    .filter(({ type }) => type === "bucket")
    .map(({ id }) => effectOn(resolved, id).resource.properties["blocked"]);
}

function watcher(of: string): NativeResource {
  return native("watcher", "w", { of: unknown("?") }, { references: [reference("of", "bucket.a", of)] });
}

const UNKNOWN = expect.any(Unknown) as unknown;

describe("linking", () => {
  it("proves a link by equal known values in one group", () => {
    expect(blockedOf(bucket, other, block("x", "a", []))).toEqual([true, false]);
  });

  it("proves a link by a reference into a block, whichever of them it is", () => {
    const kinds = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store }
spec:
  properties: { watched: { type: bool } }
  mappings:
    - types: [bucket]
      provider: aws
      links:
        watchers: { types: [watcher], ours: [site.address], theirs: [of], many: true }
      properties:
        watched: size(links.watchers) > 0
`);
    const watched = (of: string): Value | undefined =>
      effectOn(resolveCreated(kinds, bucket, watcher(of)), "bucket.a").resource.properties["watched"];
    expect([watched("site.0.address"), watched("site.address"), watched("other.0.address")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("counts every resource behind a link, and names the first of many", () => {
    const many = Array.from({ length: 100 }, (_, index) => policy(`p${index}`, "a", []));
    const { properties, links } = effectOn(resolveCreated(KINDS, bucket, ...many), "bucket.a").resource;
    expect([properties["policies"], links.length]).toEqual([100, 64]);
  });

  it("compares values inside one group only", () => {
    const elsewhere = native("block", "x", { bucket: "a", on: true }, { group: "aws us-east-1" });
    expect(blockedOf(bucket, elsewhere)).toEqual([false]);
  });

  it("proves a link by a reference to us, though the value is not known", () => {
    expect(blockedOf(bucket, other, block("x", unknown("?"), [reference("bucket", "bucket.a")]))).toEqual([
      true,
      false,
    ]);
  });

  it("does not take a reference to another attribute for a link", () => {
    expect(blockedOf(bucket, block("x", unknown("?"), [reference("bucket", "bucket.a", "domain")]))).toEqual([false]);
  });

  it("proves a link by a reference of ours", () => {
    const resolved = resolveCreated(
      KINDS,
      bucket,
      other,
      block("x", unknown("?"), [reference("bucket", "bucket.b", "name")]),
    );
    expect(effectOn(resolved, "block.x").resource.properties).toEqual({ bucketName: "b" });
    expect(effectOn(resolved, "block.x").resource.links).toEqual([
      { name: "bucket", target: "bucket.b", certainty: "proven" },
    ]);
  });

  it("proves a link by references of both to the same attribute of a third resource", () => {
    const shared = [{ path: ["name"], target: "random.r", attribute: "hex", certainty: "proven" }] as const;
    const named = native("bucket", "c", { id: unknown("id"), name: unknown("name") }, { references: shared });
    expect(blockedOf(named, other, block("x", unknown("?"), [reference("bucket", "random.r", "hex")]))).toEqual([
      true,
      false,
    ]);
  });

  it("proves a link by references of both to a third resource as such", () => {
    const shared = [{ path: ["name"], target: "random.r", attribute: null, certainty: "proven" }] as const;
    const named = native("bucket", "c", { id: unknown("id"), name: unknown("name") }, { references: shared });
    const pointing = { path: ["bucket"], target: "random.r", attribute: null, certainty: "proven" } as const;
    expect(blockedOf(named, other, block("x", unknown("?"), [pointing]))).toEqual([true, false]);
  });

  it("gives an unknown for a link that is merely possible, and false for none (possible-is-unknown)", () => {
    expect(blockedOf(bucket, other, block("x", unknown("?"), [maybe("bucket", "bucket.a")]))).toEqual([UNKNOWN, false]);
    const value = blockedOf(bucket, block("x", unknown("?"), [maybe("bucket", "bucket.a")]))[0];
    expect(value).toEqual(new Unknown([{ reason: "possible-link", path: "block.x" }]));
  });

  it("takes every candidate for possible where the source could not follow a value", () => {
    expect(blockedOf(bucket, other, block("x", unknown("?"), [reference("bucket", null)]))).toEqual([UNKNOWN, UNKNOWN]);
  });

  it("takes the only candidate of the same module for the possible one", () => {
    const inside = native("bucket", "c", { id: unknown("id"), name: "c" }, { module: "m" });
    const stray = block("x", unknown("?"), [reference("bucket", null)], "m");
    expect(blockedOf(bucket, other, inside, stray)).toEqual([false, false, UNKNOWN]);
  });

  it("lets a proven link win over possible ones", () => {
    const stray = block("y", unknown("?"), [reference("bucket", null)]);
    expect(blockedOf(bucket, other, block("x", "a", []), stray)).toEqual([true, UNKNOWN]);
  });

  it("takes a masked or unobserved value without references for a dead end, one that the provider mints for none", () => {
    expect(blockedOf(bucket, block("x", unknown("?", "sensitive"), []))).toEqual([UNKNOWN]);
    expect(blockedOf(bucket, block("x", unknown("?", "not-observed"), []))).toEqual([UNKNOWN]);
    expect(blockedOf(bucket, block("x", unknown("?"), []))).toEqual([false]);
  });

  it("looks for candidates where our own value could not be followed, but not among those tied to others", () => {
    const dangling = native(
      "bucket",
      "c",
      { id: unknown("id"), name: unknown("name") },
      { references: [reference("name", null)] },
    );
    expect(blockedOf(dangling, other, block("x", "literal", []))).toEqual([UNKNOWN, false]);
    expect(blockedOf(dangling, other, block("x", unknown("?"), [reference("bucket", "bucket.b")]))).toEqual([
      false,
      true,
    ]);
  });

  it("gives an unknown for a choice between two proven candidates", () => {
    expect(blockedOf(bucket, block("x", "a", []), block("y", "a", []))).toEqual([UNKNOWN]);
  });

  it("counts a resource once that several changes are about, as in an import with an update", () => {
    const former = native("block", "x", { bucket: "a", on: false });
    const later = native("block", "x", { bucket: "a", on: true });
    const changes = [creation(bucket), { ...update(former, later), verb: "adopt" } as const, update(former, later)];
    const resolved = resolveReadings(KINDS, [reading(changes)]);
    expect(effectOn(resolved, "bucket.a").resource.properties["blocked"]).toBe(true);
  });

  it("gives a list with an unknown element where some are proven and some possible", () => {
    expect(countPolicies()).toBe(0);
    expect(countPolicies(policy("p", "a", []), policy("q", "a", []), policy("r", "a", [], "y"))).toBe(2);
    expect(countPolicies(policy("p", "a", []), policy("q", unknown("?"), [reference("bucket", null)]))).toBeInstanceOf(
      Unknown,
    );
  });

  it("joins an account-wide setting with every resource of its group", () => {
    const account = native("account_block", "x", { on: true });
    const far = native("bucket", "far", { id: "far", name: "far" }, { group: "aws us-east-1" });
    const resolved = resolveCreated(KINDS, bucket, other, far, account);
    const answers = ["bucket.a", "bucket.b", "bucket.far"].map(
      (id) => effectOn(resolved, id).resource.properties["account"],
    );
    expect(answers).toEqual([true, true, false]);
  });

  it("finds what stands in the surroundings", () => {
    const resolved = resolveReadings(KINDS, [reading([creation(bucket)], [block("x", "a", [])])]);
    expect(effectOn(resolved, "bucket.a").resource.properties["blocked"]).toBe(true);
    expect(resolved.effects.flat()).toHaveLength(1);
  });

  it("finds by value what another reading holds, but follows references inside one reading only", () => {
    const byValue = resolveReadings(KINDS, [reading([creation(bucket)]), reading([creation(block("x", "a", []))])]);
    expect(effectOn(byValue, "bucket.a").resource.properties["blocked"]).toBe(true);
    const far = block("x", unknown("?"), [reference("bucket", "bucket.a")]);
    const byReference = resolveReadings(KINDS, [reading([creation(bucket)]), reading([creation(far)])]);
    expect(effectOn(byReference, "bucket.a").resource.properties["blocked"]).toBe(false);
  });

  it("does not link a resource after the change with one that is deleted, but links both before it", () => {
    const resolved = resolveReadings(KINDS, [reading([update(bucket, { ...bucket }), deletion(block("x", "a", []))])]);
    const effect = effectOn(resolved, "bucket.a");
    expect(effect.resource.properties["blocked"]).toBe(false);
    expect(effect.before?.properties["blocked"]).toBe(true);
  });

  it("counts a resource as changed when what it is joined with changes it, and only then", () => {
    const kept = { ...update(bucket, { ...bucket }), changed: false };
    const alone = resolveReadings(KINDS, [reading([kept], [block("x", "a", [])])]);
    expect(effectOn(alone, "bucket.a").changed).toBe(false);
    const bared = resolveReadings(KINDS, [reading([kept, deletion(block("x", "a", []))])]);
    expect(effectOn(bared, "bucket.a")).toMatchObject({ verb: "update", changed: true });
  });

  it("still links with what is released, because it stays in the world", () => {
    const released = { ...deletion(block("x", "a", [])), verb: "release" } as const;
    const resolved = resolveReadings(KINDS, [reading([update(bucket, { ...bucket }), released])]);
    expect(effectOn(resolved, "bucket.a").resource.properties["blocked"]).toBe(true);
  });

  it("takes hostile names for names", () => {
    const named = native("bucket", "a", { id: "constructor", name: "__proto__" }, { group: "toString" });
    const hit = native("block", "x", { bucket: "__proto__", on: true }, { group: "toString" });
    expect(blockedOf(named, hit)).toEqual([true]);
    expect(blockedOf(named, native("block", "y", {}, { group: "toString" }))).toEqual([false]);
  });

  it("keeps an error of a linked value an error of the property", () => {
    const broken = native("block", "x", { bucket: "a" });
    expect(blockedOf(bucket, broken)).toEqual([expect.any(CelError)]);
  });
});
