import { describe, expect, it } from "vitest";
import { parseDocuments, type AgentDocument } from "#core/documents";
import type { Principal } from "#core/model";
import { AgentRegister, lineageOf, subAgentIds, subAgentName, type Lineage } from "./index.ts";

function agent(name: string, spec: object = {}): AgentDocument {
  const text = JSON.stringify({
    apiVersion: "writ/v1",
    kind: "Agent",
    metadata: { name },
    spec: { owner: "platform", identity: { oidcSubject: `ci:${name}` }, ...spec },
  });
  const [document] = parseDocuments("agent.json", text).documents;
  if (document?.kind !== "Agent") throw new Error(`No agent: ${text}`);
  return document;
}

function principal(changes: Partial<Principal> = {}): Principal {
  return { id: "ci:child", kind: "agent", groups: [], attributes: { method: "jwt" }, chain: [], ...changes };
}

function lineage(agents: readonly AgentDocument[], changes: Partial<Principal>): Lineage {
  return lineageOf(principal(changes), new AgentRegister(agents));
}

/** The members as `id kind`. */
function members(found: Lineage): readonly string[] {
  if (found.kind === "broken") return [found.reason];
  return found.members.map(({ principal: { id }, kinds }) => `${id} ${kinds.join("|")}`);
}

describe("AgentRegister", () => {
  const builder = agent("builder", {
    identity: { oidcSubject: "ci:builder", spiffeId: "spiffe://a.example/b", keyId: "0b5c" },
  });
  const register = new AgentRegister([builder]);

  it.each([
    ["ci:builder", "jwt"],
    ["ci:builder", "oidc"],
    ["spiffe://a.example/b", "jwt-svid"],
    ["spiffe://a.example/b", "x509-svid"],
    ["token:0b5c", "api-token"],
  ])("finds the agent that `%s` is, proven by %s", (id, method) => {
    expect(register.find({ id, attributes: { method } })).toBe(builder);
  });

  it.each([
    ["another id", "ci:other", "jwt"],
    ["the id of a token that an issuer vouches for", "token:0b5c", "jwt"],
    ["a SPIFFE id that an issuer of tokens vouches for", "spiffe://a.example/b", "jwt"],
    ["a subject that a trust domain vouches for", "ci:builder", "x509-svid"],
    ["the name of the document", "builder", "jwt"],
    ["a key of every object", "constructor", "jwt"],
  ])("finds nobody for %s", (_, id, method) => {
    expect(register.find({ id, attributes: { method } })).toBeNull();
  });

  it("finds nobody whose identity was not proven", () => {
    expect(register.find({ id: "ci:builder", attributes: {} })).toBeNull();
  });
});

describe("lineageOf()", () => {
  const open = [agent("parent", { delegationDepth: 2 }), agent("child")];

  it("takes the first for whatever is no agent where its kind is not told, and those after it for agents", () => {
    expect(members(lineage([], { chain: ["ann", "between"] }))).toEqual([
      "ann person|pipeline|service".replace("person|pipeline", "pipeline|person"),
      "between agent",
      "ci:child agent",
    ]);
  });

  it("believes the kinds that were proven", () => {
    const attributes = { chainKinds: ["person", "service"] };
    expect(members(lineage([], { chain: ["ann", "queue"], attributes }))).toEqual([
      "ann person",
      "queue service",
      "ci:child agent",
    ]);
  });

  it("takes whoever is registered for an agent, whatever its kind is told to be", () => {
    const attributes = { chainKinds: ["person"] };
    const found = lineage(open, { chain: ["ci:parent"], attributes });
    expect(members(found)).toEqual(["ci:parent agent", "ci:child agent"]);
    expect(found.kind === "lineage" && found.members[0]?.agent).toBe(open[0]);
  });

  it("gives each member those before it as its chain, and the task, but no groups", () => {
    const found = lineage([], { chain: ["ann", "b"], groups: ["admins"], attributes: { task: "t-1", team: "x" } });
    expect(found.kind === "lineage" && found.members[1]?.principal).toEqual({
      id: "b",
      kind: "agent",
      groups: [],
      attributes: { task: "t-1" },
      chain: ["ann"],
    });
  });

  it("puts the run before a part of it, which has no more than that", () => {
    const subAgent = { id: "a1", type: "Explore" };
    const found = lineage(open, { chain: ["ci:parent"], attributes: { method: "jwt", subAgent } });
    expect(members(found)).toEqual(["ci:parent agent", "ci:child agent", "ci:child agent"]);
    const attributes = found.kind === "lineage" ? found.members.map((one) => one.principal.attributes) : [];
    expect(attributes).toEqual([{}, { method: "jwt" }, { method: "jwt", subAgent }]);
    expect(found.kind === "lineage" && found.members.map(({ agent: own }) => own)).toEqual([...open, null]);
  });

  it.each([
    [{ id: "a1", type: "Explore" }, "Explore/a1", ["ci:child/Explore", "ci:child/a1"]],
    [{ id: "a1", type: "" }, "a1", ["ci:child/a1"]],
    ["a1", "", []],
    [{ id: 7 }, "", []],
  ])("calls the part %j of a run %s", (subAgent, name, ids) => {
    const part = principal({ attributes: { subAgent } });
    expect([subAgentName(part), subAgentIds(part)]).toEqual([name, ids]);
    expect(members(lineage([], part))).toEqual(["ci:child agent", "ci:child agent"]);
  });

  it.each([
    ["a member twice", { chain: ["a", "a"] }],
    ["the one who acts in its own chain", { chain: ["ci:child"] }],
    ["a member without a name", { chain: [""] }],
    ["too many members", { chain: Array.from({ length: 9 }, (_, at) => `m${at}`) }],
    ["fewer kinds than members", { chain: ["a", "b"], attributes: { chainKinds: ["person"] } }],
    ["kinds that are none", { chain: ["a"], attributes: { chainKinds: ["robot"] } }],
    ["kinds that are no list", { chain: ["a"], attributes: { chainKinds: "person" } }],
    ["kinds of nobody", { chain: [], attributes: { chainKinds: ["person"] } }],
  ])("is broken by %s", (_, changes) => {
    expect(lineage([], changes).kind).toBe("broken");
  });

  it("is broken where it goes on further than an agent in it may delegate", () => {
    expect(lineage([agent("parent")], { chain: ["ci:parent"] })).toEqual({
      kind: "broken",
      reason: "the agent `parent` may have 0 after it (`delegationDepth`)",
    });
    expect(lineage(open, { chain: ["ci:parent", "b"] }).kind).toBe("lineage");
    expect(lineage(open, { chain: ["ci:parent", "b", "c"] }).kind).toBe("broken");
    expect(lineage(open, { chain: ["ann", "ci:parent", "b"] }).kind).toBe("lineage");
  });
});
