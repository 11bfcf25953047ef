import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ValueObject } from "#core/language";
import { actorsOf, claimAt, isTrustDomain, MAX_ACTORS, parseSpiffeId, principalOf, textsOf } from "./index.ts";
import type { PrincipalRules, ProvenIdentity } from "./index.ts";

const RULES: PrincipalRules = {
  kind: "pipeline",
  actorKind: "agent",
  prefix: "ci:",
  idClaim: null,
  groupsClaim: null,
  attributeClaims: [],
  requiredClaims: {},
};

function proven(claims: ValueObject, subject = "repo:acme/shop"): ProvenIdentity {
  return { method: "jwt", issuer: "https://ci.example", subject, claims, expiresAtMs: null };
}

function principal(claims: ValueObject, rules: Partial<PrincipalRules> = {}) {
  return principalOf(proven(claims), { ...RULES, ...rules });
}

describe("parseSpiffeId()", () => {
  it.each([
    ["spiffe://acme.example", "acme.example", ""],
    ["spiffe://acme.example/ns/prod/sa/agent-1", "acme.example", "/ns/prod/sa/agent-1"],
    ["spiffe://acme_1.example/A.b", "acme_1.example", "/A.b"],
  ])("reads %s", (text, trustDomain, path) => {
    expect(parseSpiffeId(text)).toEqual({ trustDomain, path });
  });

  it.each([
    "",
    "spiffe://",
    "spiffe:///a",
    "SPIFFE://acme.example/a",
    "spiffe://Acme.example/a",
    "spiffe://acme.example:443/a",
    "spiffe://user@acme.example/a",
    "spiffe://acme.example/",
    "spiffe://acme.example/a/",
    "spiffe://acme.example//a",
    "spiffe://acme.example/./a",
    "spiffe://acme.example/../a",
    "spiffe://acme.example/%61",
    "spiffe://acme.example/a?b",
    "spiffe://acme.example/a#b",
    "spiffe://acme.example/a b",
    "spiffe://acme.example/a\n",
    `spiffe://acme.example/${"a".repeat(2048)}`,
    `spiffe://${"a".repeat(256)}`,
    "https://acme.example/a",
  ])("refuses %j", (text) => {
    expect(parseSpiffeId(text)).toBeNull();
  });

  it("gives one workload one spelling", () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        const text = url.replace(/^https?/, "spiffe");
        const id = parseSpiffeId(text);
        expect(id === null || `spiffe://${id.trustDomain}${id.path}` === text).toBe(true);
      }),
    );
    expect(isTrustDomain("acme.example")).toBe(true);
    expect(isTrustDomain("acme/example")).toBe(false);
  });
});

describe("claimAt()", () => {
  it("prefers a claim whose name has dots to a path of that spelling", () => {
    const claims = { "https://acme.example/team": "blue", a: { b: "inner" }, "a.b": "whole" };
    expect(claimAt(claims, "https://acme.example/team")).toBe("blue");
    expect(claimAt(claims, "a.b")).toBe("whole");
    expect(claimAt({ a: { b: "inner" } }, "a.b")).toBe("inner");
    expect(claimAt({ "kubernetes.io": { pod: { name: "x" } } }, "kubernetes.io.pod.name")).toBe("x");
    expect(claimAt({ "a.b": { c: "longest" }, a: { "b.c": "shorter" } }, "a.b.c")).toBe("longest");
  });

  it("finds no member that a claim only inherits", () => {
    expect(claimAt({}, "constructor")).toBeUndefined();
    expect(claimAt({ a: {} }, "a.__proto__")).toBeUndefined();
    expect(claimAt({ a: "text" }, "a.length")).toBeUndefined();
  });

  it("gives texts only when every element is one", () => {
    expect(textsOf("a")).toEqual(["a"]);
    expect(textsOf(["a", "b"])).toEqual(["a", "b"]);
    expect(textsOf(["a", 1])).toBeUndefined();
    expect(textsOf({ a: "b" })).toBeUndefined();
  });
});

describe("actorsOf()", () => {
  it("puts the subject first, then the innermost actor, and who acts now last", () => {
    const claims = { act: { sub: "agent-b", act: { sub: "agent-a" } } };
    expect(actorsOf("ada", proven(claims))).toEqual({ kind: "chain", subjects: ["ada", "agent-a", "agent-b"] });
  });

  it.each([
    ["a text", "agent"],
    ["a list", [{ sub: "agent" }]],
    ["null", null],
    ["no subject", { iss: "https://ci.example" }],
    ["an empty subject", { sub: "" }],
    ["a broken one within", { sub: "agent", act: 7 }],
    ["an actor of another issuer", { sub: "agent", iss: "https://other.example" }],
  ])("breaks the chain at %s instead of cutting it", (_, act) => {
    expect(actorsOf("ada", proven({ act })).kind).toBe("broken");
  });

  it("breaks at one actor too many", () => {
    const nested = (depth: number): ValueObject =>
      depth === 1 ? { sub: "a1" } : { sub: `a${depth}`, act: nested(depth - 1) };
    expect(actorsOf("ada", proven({ act: nested(MAX_ACTORS) })).kind).toBe("chain");
    expect(actorsOf("ada", proven({ act: nested(MAX_ACTORS + 1) })).kind).toBe("broken");
  });
});

describe("principalOf()", () => {
  it("takes the subject, with the issuer's prefix", () => {
    expect(principal({})).toMatchObject({
      kind: "principal",
      principal: { id: "ci:repo:acme/shop", kind: "pipeline", groups: [], chain: [] },
    });
  });

  it("makes who acts on behalf of another the principal, with another kind and without the groups of the other", () => {
    const claims = { email: "ada@acme.example", email_verified: true, groups: ["admins"], act: { sub: "coder" } };
    const rules = { kind: "person", idClaim: "email", groupsClaim: "groups" } as const;
    expect(principal(claims, rules)).toMatchObject({
      principal: { id: "ci:coder", kind: "agent", groups: [], chain: ["ci:ada@acme.example"] },
    });
  });

  it("refuses whom the issuer knows but the operator does not", () => {
    const rules = { requiredClaims: { repository_owner: ["acme"] } };
    expect(principal({ repository_owner: "acme" }, rules).kind).toBe("principal");
    expect(principal({ repository_owner: "acme2" }, rules)).toMatchObject({ refusal: { code: "identity-condition" } });
    expect(principal({}, rules)).toMatchObject({ refusal: { code: "identity-condition" } });
    expect(principal({ repository_owner: { acme: true } }, rules)).toMatchObject({
      refusal: { code: "identity-condition" },
    });
  });

  it("refuses everybody where a condition allows nothing", () => {
    expect(principal({ a: "b" }, { requiredClaims: { a: [] } }).kind).toBe("refused");
  });

  it("refuses a name or groups that are no texts", () => {
    expect(principal({ email: 7 }, { idClaim: "email" })).toMatchObject({
      refusal: { code: "identity-claim-missing" },
    });
    expect(principal({}, { idClaim: "email" })).toMatchObject({ refusal: { code: "identity-claim-missing" } });
    expect(principal({ groups: { a: 1 } }, { groupsClaim: "groups" })).toMatchObject({
      refusal: { code: "identity-claim-missing" },
    });
    expect(principal({}, { groupsClaim: "groups" }).kind).toBe("principal");
  });

  it("lets no claim pretend how the caller proved itself", () => {
    const claims = { issuer: "https://other.example", method: "api-token", ref: "main", secret: "x" };
    expect(principal(claims, { attributeClaims: ["issuer", "method", "ref"] })).toMatchObject({
      principal: { attributes: { issuer: "https://ci.example", method: "jwt", ref: "main" } },
    });
  });
});
