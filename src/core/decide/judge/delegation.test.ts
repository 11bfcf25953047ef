import { describe, expect, it } from "vitest";
import type { Principal } from "#core/model";
import { decide, type Decision } from "../index.ts";
import { grant, policy, settings } from "../testing/documents.ts";
import { programOf } from "../testing/load.ts";
import { NOW, proposalBy, store, creation, type ProposalChanges } from "../testing/proposal.ts";

const ANY = policy({ must: ["true"] });

/** The text of an Agent that is bound to the principal `ci:<name>`. */
function agent(name: string, spec: object = {}): string {
  const identity = { oidcSubject: `ci:${name}` };
  return JSON.stringify({
    apiVersion: "writ/v1",
    kind: "Agent",
    metadata: { name },
    spec: { owner: "platform", identity, ...spec },
  });
}

const CHILD: Partial<Principal> = { id: "ci:child", attributes: { method: "jwt" } };

function byChild(texts: readonly string[], changes: ProposalChanges = {}): Decision {
  const principal = { ...CHILD, ...changes.principal };
  return decide(programOf([ANY, ...texts]), proposalBy("agent", { ...changes, principal }), NOW);
}

function codes({ reasons }: Decision): readonly string[] {
  return reasons.map(({ code }) => code);
}

function grantTo(...ids: readonly string[]): string {
  return grant(ids.join("-").replaceAll(":", "-"), { principals: { ids } });
}

describe("decide() where somebody acts on behalf of others", () => {
  const chain = ["ci:parent"];
  const parent = agent("parent", { delegationDepth: 1 });

  it("denies what its parent was not granted, and names the parent", () => {
    const decision = byChild([parent, grantTo("ci:child")], { principal: { chain } });
    expect(decision.effect).toBe("deny");
    expect(decision.reasons[0]?.message).toBe(
      "No grant lets the agent `ci:parent`, on whose behalf `ci:child` acts, do `create` on ObjectStore `store-1`",
    );
  });

  it("denies the child what only the parent was granted", () => {
    expect(codes(byChild([parent, grantTo("ci:parent")], { principal: { chain } }))).toEqual(["no-grant"]);
  });

  it("allows what all of them were granted", () => {
    const grants = [grantTo("ci:child"), grantTo("ci:parent")];
    expect(byChild([parent, ...grants], { principal: { chain } }).effect).toBe("allow");
  });

  it("holds where any of them needs an approval", () => {
    const grants = [grantTo("ci:child"), grant("p", { principals: { ids: ["ci:parent"] }, approval: "required" })];
    expect(codes(byChild([parent, ...grants], { principal: { chain } }))).toEqual(["approval-required"]);
  });

  it("judges the conditions of a parent's grant as though the parent asked", () => {
    const conditions = [{ name: "own", expression: "principal.id == 'ci:parent' && principal.chain == []" }];
    const grants = [grantTo("ci:child"), grant("p", { principals: { ids: ["ci:parent"] }, conditions })];
    expect(byChild([parent, ...grants], { principal: { chain } }).effect).toBe("allow");
    const own = policy({ name: "own", must: ["principal.id == 'ci:child'"] });
    expect(byChild([own, parent, ...grants], { principal: { chain } }).effect).toBe("allow");
  });

  it("judges the conditions of the child's grant as though the child asked", () => {
    const conditions = [{ name: "own", expression: "principal.id == 'ci:child' && principal.chain == ['ci:parent']" }];
    const grants = [grantTo("ci:parent"), grant("c", { principals: { ids: ["ci:child"] }, conditions })];
    expect(byChild([parent, ...grants], { principal: { chain } }).effect).toBe("allow");
  });

  it("lends a parent none of the child's groups", () => {
    const texts = [parent, grantTo("ci:child"), grant("g", { principals: { groups: ["admins"] } })];
    expect(codes(byChild(texts, { principal: { chain, groups: ["admins"] } }))).toEqual(["no-grant"]);
  });

  it("needs the grants of an agent on whose behalf a pipeline acts", () => {
    const proposal = proposalBy("pipeline", { principal: { chain } });
    expect(codes(decide(programOf([ANY, parent]), proposal, NOW))).toEqual(["no-grant"]);
    expect(decide(programOf([ANY, parent, grantTo("ci:parent")]), proposal, NOW).effect).toBe("allow");
  });

  it("needs the grants of whoever stands between without being registered", () => {
    expect(codes(byChild([grantTo("ci:child")], { principal: { chain: ["ann", "between"] } }))).toEqual(["no-grant"]);
  });

  it.each([
    ["told", { chain: ["ann"], attributes: { chainKinds: ["person"] } }, "person", "deny"],
    ["told to be another", { chain: ["ann"], attributes: { chainKinds: ["pipeline"] } }, "person", "allow"],
    ["not told", { chain: ["ann"], attributes: {} }, "person", "deny"],
    ["nobody", { chain: [], attributes: {} }, "person", "allow"],
    ["still an agent", { chain: ["ann"], attributes: {} }, "agent", "deny"],
  ])("applies policies for the kind of the one on whose behalf: %s", (_, principal, kind, effect) => {
    const match = { kinds: ["ObjectStore"], principals: [kind] };
    expect(
      byChild([policy({ name: "never", match, must: ["false"] }), grantTo("ci:child")], { principal }).effect,
    ).toBe(effect);
  });

  it("denies a chain that cannot be told", () => {
    expect(codes(byChild([grantTo("ci:child")], { principal: { chain: ["a", "a"] } }))).toEqual(["chain-unresolved"]);
    expect(codes(byChild([agent("parent"), grantTo("ci:child", "ci:parent")], { principal: { chain } }))).toEqual([
      "chain-unresolved",
    ]);
  });
});

/** A grant to `ci:child` on a condition. */
function grantIf(expression: string): string {
  return grant("g", { principals: { ids: ["ci:child"] }, conditions: [{ name: "who", expression }] });
}

describe("decide() where a part of a run acts", () => {
  const part = { attributes: { method: "jwt", subAgent: { id: "a1", type: "Explore" } } };

  it.each([
    ["what its run was granted", "true", "allow"],
    ["nothing that is only for the run", "!has(principal.attributes.subAgent)", "deny"],
    ["nothing that is only for such parts", "has(principal.attributes.subAgent)", "deny"],
    [
      "nothing more by calling itself something",
      "principal.attributes.?subAgent.?type == optional.of('Explore')",
      "deny",
    ],
  ])("lets it do %s", (_, condition, effect) => {
    expect(byChild([grantIf(condition)], { principal: part }).effect).toBe(effect);
  });

  it("tells each reason once where they are the same for the run and its part", () => {
    const grants = [grant("g", { principals: { ids: ["ci:child"] }, approval: "required" })];
    expect(codes(byChild(grants, { principal: part, context: { point: "hooks" } }))).toEqual([
      "approval-required",
      "unregistered-agent",
    ]);
    const held = byChild([agent("child"), ...grants], { principal: part, context: { point: "hooks" } });
    expect([held.effect, codes(held)]).toEqual(["hold", ["approval-required"]]);
  });

  it("tells of the run what the run lacks, and nothing more", () => {
    expect(byChild([], { principal: part }).reasons.map(({ message }) => message)).toEqual([
      "No grant lets the agent `ci:child`, on whose behalf `ci:child/Explore/a1` acts, do `create` on ObjectStore `store-1`",
    ]);
  });
});

describe("decide() at the points of agents", () => {
  it.each(["gateway", "hooks"] as const)("denies at %s who is not registered, whatever is granted", (point) => {
    const decision = byChild([grantTo("ci:child")], { context: { point } });
    expect(decision.effect).toBe("deny");
    expect(codes(decision)).toEqual(["unregistered-agent"]);
  });

  it("allows whoever is registered and proved it", () => {
    const texts = [agent("child"), grantTo("ci:child")];
    expect(byChild(texts, { context: { point: "gateway" } }).effect).toBe("allow");
    const attributes = { method: "x509-svid" };
    expect(codes(byChild(texts, { principal: { attributes }, context: { point: "gateway" } }))).toEqual([
      "unregistered-agent",
    ]);
  });

  it("denies where a parent is not registered", () => {
    const texts = [agent("child"), grantTo("ci:child"), grantTo("p")];
    const principal = { chain: ["p"], attributes: { method: "jwt", chainKinds: ["agent"] } };
    expect(codes(byChild(texts, { principal, context: { point: "hooks" } }))).toEqual(["unregistered-agent"]);
    expect(byChild(texts, { principal }).effect).toBe("allow");
  });
});

/** One creation of a store with labels. */
function at(labels: Readonly<Record<string, string>>): ProposalChanges {
  return { effects: [creation(store({ labels }))] };
}

describe("decide() within the environments of an agent", () => {
  const production = settings({ production: "resource.labels[?'env'].orValue('') == 'prod'" });
  const texts = [production, agent("child", { environments: ["production"] }), grantTo("ci:child")];

  it("denies what is not known to stay there", () => {
    expect(byChild(texts, at({ env: "prod" })).effect).toBe("allow");
    expect(codes(byChild(texts, at({ env: "dev" })))).toEqual(["agent-environment"]);
  });

  it("holds its children to them", () => {
    const parent = agent("parent", { environments: ["production"], delegationDepth: 1 });
    const all = [production, parent, grantTo("ci:child"), grantTo("ci:parent")];
    const principal = { chain: ["ci:parent"] };
    expect(byChild(all, { ...at({ env: "prod" }), principal }).effect).toBe("allow");
    expect(codes(byChild(all, { ...at({}), principal }))).toEqual(["agent-environment"]);
  });
});

describe("decide() by a grant for tasks", () => {
  const texts = [grant("t", { principals: { ids: ["ci:child", "ci:parent"] }, tasks: ["t-1", "t-2"] }), grantTo("x")];

  it.each([
    ["on one of them", { task: "t-2" }, "allow"],
    ["on another", { task: "t-3" }, "deny"],
    ["on none", {}, "deny"],
    ["on what is no task", { task: ["t-1"] }, "deny"],
  ])("covers %s: %j gives %s", (_, attributes, effect) => {
    expect(byChild(texts, { principal: { attributes } }).effect).toBe(effect);
  });

  it("says that it is for other tasks", () => {
    expect(byChild(texts).reasons[0]?.message).toContain("`t` is for other tasks");
  });

  it("covers the parents while the one who acts works on it", () => {
    const principal = { chain: ["ci:parent"], attributes: { task: "t-1", chainKinds: ["agent"] } };
    expect(byChild(texts, { principal }).effect).toBe("allow");
  });
});
