import { describe, expect, it } from "vitest";
import type { ProvenIdentity } from "#core/identity";
import type { ValueObject } from "#core/language";
import { callerOfIdentity, refuseApproval, type Caller, type IssuerRules, type RoleRule } from "./index.ts";

const TOKENS: Extract<IssuerRules, { kind: "tokens" }> = {
  kind: "tokens",
  principal: {
    kind: "person",
    actorKind: "agent",
    prefix: "people:",
    idClaim: null,
    groupsClaim: "groups",
    attributeClaims: [],
    requiredClaims: {},
  },
  roles: [],
};

function proven(claims: ValueObject, changes: Partial<ProvenIdentity> = {}): ProvenIdentity {
  return { method: "jwt", issuer: "https://idp.example", subject: "ada", claims, expiresAtMs: 5, ...changes };
}

function rule(changes: Partial<RoleRule>): RoleRule {
  return { role: "operator", groups: null, claims: {}, actors: false, ...changes };
}

function caller(claims: ValueObject, ...roles: readonly RoleRule[]): Caller {
  const result = callerOfIdentity(proven(claims), { ...TOKENS, roles });
  if (result.kind === "refused") throw new Error(result.refusal.message);
  return result.caller;
}

/** The id of a caller who is named by a claim, or the code of why there is none. */
function nameOrCode(identity: ProvenIdentity, idClaim: string | null): string {
  const result = callerOfIdentity(identity, { ...TOKENS, principal: { ...TOKENS.principal, idClaim } });
  return result.kind === "refused" ? result.refusal.code : result.caller.id;
}

describe("callerOfIdentity() of a token", () => {
  it("is the principal, by the name of the issuer, for as long as the proof holds", () => {
    expect(caller({ groups: ["sre"] })).toEqual({
      id: "people:ada",
      name: "people:ada",
      roles: [],
      principal: {
        id: "people:ada",
        kind: "person",
        groups: ["sre"],
        attributes: { issuer: "https://idp.example", method: "jwt" },
        chain: [],
      },
      method: "jwt",
      expiresAtMs: 5,
    });
  });

  it.each([
    ["everybody, without conditions", {}, true],
    ["whoever is in one of the groups", { groups: ["ops", "sre"] }, true],
    ["nobody outside the groups", { groups: ["ops"] }, false],
    ["nobody where no group is named", { groups: [] }, false],
    ["whoever has the claims", { claims: { "kubernetes.io.namespace": ["prod"], ref: ["main", "release"] } }, true],
    ["nobody who lacks one of the claims", { claims: { ref: ["main"], team: ["a"] } }, false],
    ["nobody whose claim is no text", { claims: { number: ["1"] } }, false],
    ["nobody by what every object inherits", { claims: { constructor: ["Object"], ["__proto__"]: ["x"] } }, false],
  ])("gives a role to %s", (_, conditions, has) => {
    const claims = { groups: ["sre"], ref: "main", number: 1, "kubernetes.io": { namespace: "prod" } };
    expect(caller(claims, rule(conditions)).roles).toEqual(has ? ["operator"] : []);
  });

  it("gives an agent that acts on behalf of somebody only roles that say so, and lets that somebody answer for it", () => {
    const claims = { groups: ["sre"], act: { sub: "coder" } };
    const agent = caller(claims, rule({ role: "approver" }), rule({ actors: true }));
    expect(agent).toMatchObject({ id: "people:ada", roles: ["operator"] });
    expect(agent.principal).toMatchObject({ id: "people:coder", kind: "agent", chain: ["people:ada"], groups: [] });
    const ada = caller({}, rule({ role: "approver" }));
    expect(refuseApproval(ada, { author: null, requester: agent.id })).toBe("is-requester");
  });

  it("gives no role by a group to whoever acts on behalf of somebody", () => {
    expect(caller({ groups: ["sre"], act: { sub: "coder" } }, rule({ groups: ["sre"], actors: true })).roles).toEqual(
      [],
    );
  });

  it("refuses a name that is longer than lists take, and an address that the issuer has not verified", () => {
    expect(nameOrCode(proven({}, { subject: "a".repeat(1025) }), null)).toBe("identity-claim-missing");
    const email = { email: "ada@acme.example" };
    for (const email_verified of [undefined, false, "true"]) {
      const claims = email_verified === undefined ? email : { ...email, email_verified };
      expect(nameOrCode(proven(claims), "email")).toBe("identity-condition");
    }
    expect(nameOrCode(proven({ ...email, email_verified: true }), "email")).toBe("people:ada@acme.example");
  });
});

describe("callerOfIdentity() of a workload", () => {
  const rules: IssuerRules = {
    kind: "workloads",
    workloads: [
      { path: "/agents/reviewer", kind: "agent", roles: ["viewer"] },
      { path: "/agents", kind: "agent", roles: ["operator"] },
      { path: "/ci", kind: "pipeline", roles: [] },
    ],
  };
  const workload = (path: string, claims: ValueObject = {}) =>
    callerOfIdentity(
      proven(claims, { method: "x509-svid", issuer: "acme.example", subject: `spiffe://acme.example${path}` }),
      rules,
    );

  it.each([
    ["/agents/coder", "agent", ["operator"]],
    ["/agents", "agent", ["operator"]],
    ["/agents/reviewer/1", "agent", ["viewer"]],
    ["/ci/build", "pipeline", []],
  ])("is what the first of the workloads says whose path %s lies in", (path, kind, roles) => {
    const id = `spiffe://acme.example${path}`;
    expect(workload(path)).toMatchObject({ caller: { id, roles, principal: { id, kind } } });
  });

  it.each(["/agentsmith", "/other", ""])("is nobody for the path %j, which no workloads have", (path) => {
    expect(workload(path)).toMatchObject({ refusal: { code: "identity-condition" } });
  });

  it("refuses a document that names actors", () => {
    expect(workload("/agents/coder", { act: { sub: "people:ada" } })).toMatchObject({
      refusal: { code: "identity-chain" },
    });
  });
});
