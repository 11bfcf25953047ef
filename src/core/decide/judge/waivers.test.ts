import { describe, expect, it } from "vitest";
import type { Value } from "#core/language";
import { compileProgram, decide, resourceDigest, type Decision } from "../index.ts";
import { policy, waiver } from "../testing/documents.ts";
import { bundleOf, programOf } from "../testing/load.ts";
import { creation, NOW, proposalBy, store, storeWith } from "../testing/proposal.ts";

const TWO = policy({ must: ["!resource.properties.public", "resource.properties.encrypted"] });
const BAD = storeWith({ public: true, encrypted: false });

function judged(waivers: readonly string[], resource = BAD): Decision {
  return decide(programOf([TWO, ...waivers]), proposalBy("person", { effects: [creation(resource)] }), NOW);
}

function outcomes(decision: Decision): readonly string[] {
  return decision.verdicts.map(({ outcome }) => outcome);
}

describe("a waiver", () => {
  it("turns findings of its policy on its resource aside, and says what they were", () => {
    const decision = judged([waiver("legacy")]);
    expect(decision.effect).toBe("allow");
    expect(decision.verdicts.map(({ waiver: name, underlying }) => [name, underlying])).toEqual([
      ["legacy", "fail"],
      ["legacy", "fail"],
    ]);
  });

  it("turns aside only the validation that it names", () => {
    const decision = judged([waiver("legacy", { validation: "v1" })]);
    expect(outcomes(decision)).toEqual(["fail", "waived"]);
    expect(decision.effect).toBe("deny");
  });

  it.each([
    ["another policy", { policy: "other" }],
    ["another resource", { resource: { id: "store-2" } }],
    ["another type", { resource: { id: "store-1", type: "azurerm_storage_account" } }],
    ["another scope", { resource: { id: "store-1", scope: "456" } }],
    ["another content", { digest: "0".repeat(64) }],
    ["a time that is over", { expires: "2026-01-01T00:00:00Z" }],
  ])("does not reach from %s", (_, spec) => {
    const others = "policy" in spec ? [policy({ name: "other", must: ["true"] })] : [];
    expect(outcomes(judged([waiver("legacy", spec), ...others]))).toEqual(
      others.length === 0 ? ["fail", "fail"] : ["pass", "fail", "fail"],
    );
  });

  it("holds for the content that was accepted, and ends with any change of it", () => {
    const text = waiver("legacy", { digest: resourceDigest(BAD) });
    expect(outcomes(judged([text]))).toEqual(["waived", "waived"]);
    expect(outcomes(judged([text], { ...BAD, native: { changed: true } }))).toEqual(["fail", "fail"]);
  });

  it("is about no resource whose content has no digest", () => {
    let deep: Value = [];
    for (let level = 0; level < 200_000; level++) deep = [deep];
    const text = waiver("legacy", { digest: resourceDigest(BAD) });
    expect(outcomes(judged([text], { ...BAD, native: { deep } }))).toEqual(["fail", "fail"]);
  });

  it("leaves a pass a pass", () => {
    expect(outcomes(judged([waiver("legacy")], store()))).toEqual(["pass", "pass"]);
  });

  it("is void when its author approved it, even if a loader let it in", () => {
    const bundle = bundleOf(TWO, waiver("legacy"));
    const waivers = bundle.waivers.map((document) => ({
      ...document,
      spec: { ...document.spec, approver: document.spec.author },
    }));
    const program = compileProgram({ ...bundle, waivers });
    const decision = decide(program, proposalBy("person", { effects: [creation(BAD)] }), NOW);
    expect(outcomes(decision)).toEqual(["fail", "fail"]);
  });

  it("counts for a finding that others are about as well when it is the first in the order of names", () => {
    const texts = [waiver("b"), waiver("a", { validation: "v0" }), waiver("c")];
    for (const order of [texts, texts.toReversed()]) {
      expect(judged(order).verdicts.map(({ waiver: name }) => name)).toEqual(["a", "b"]);
    }
  });

  it("turns an unknown and an error aside too", () => {
    expect(outcomes(judged([waiver("legacy")], storeWith({})))).toEqual(["waived", "waived"]);
  });
});

describe("resourceDigest()", () => {
  it("does not depend on where a resource was read, on its links or its environment", () => {
    const moved = { ...BAD, environment: "x", source: { file: "other", address: "a", path: [] } };
    expect(resourceDigest({ ...moved, links: [] })).toBe(resourceDigest(BAD));
  });

  it("depends on what the resource is and says", () => {
    const digests = [BAD, { ...BAD, id: "x" }, { ...BAD, labels: { a: "b" } }, storeWith({})].map(resourceDigest);
    expect(new Set(digests).size).toBe(4);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
