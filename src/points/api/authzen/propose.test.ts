import { describe, expect, it } from "vitest";
import type { Proposal } from "#core/model";
import { readMessage, evaluationRequest } from "#core/wire";
import { parseJson } from "#core/model";
import { activeBundle } from "../testing/api.ts";
import { proposeEvaluation } from "./propose.ts";

const ACTIVE = activeBundle(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: ObjectStore }
spec:
  properties: { public: bool, made: timestamp, size: double }
  mappings:
    - types: [aws_s3_bucket]
      provider: aws
      properties: { public: 'native.at("acl", "private") == "public-read"' }
---
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec:
  environments: [{ name: production, when: "resource.labels[?'env'].orValue('') == 'prod'" }]
---
apiVersion: writ/v1
kind: Policy
metadata: { name: no-public, title: No public stores }
spec:
  match: { kinds: [ObjectStore] }
  validations: [{ id: private, expression: "!resource.properties.public" }]
`);

const USER = { type: "user", id: "ann" };
const STORE = { type: "ObjectStore", id: "logs", properties: { public: false } };

function propose(request: object): ReturnType<typeof proposeEvaluation> {
  const json = parseJson(JSON.stringify({ subject: USER, action: { name: "read" }, resource: STORE, ...request }));
  const read = json.kind === "parsed" ? readMessage(evaluationRequest, json.value) : null;
  if (read?.kind !== "read") throw new Error("not a request");
  return proposeEvaluation(ACTIVE, read.message);
}

function proposalFor(request: object): Proposal {
  const proposed = propose(request);
  if (proposed.kind === "refused") throw new Error(proposed.message);
  return proposed.proposal;
}

describe("proposeEvaluation()", () => {
  it("makes a principal of a subject", () => {
    const properties = { groups: ["ops"], chain: ["ben"], level: 3 };
    expect(proposalFor({ subject: { type: "agent", id: "a-1", properties } }).principal).toEqual({
      id: "a-1",
      kind: "agent",
      groups: ["ops"],
      chain: ["ben"],
      attributes: properties,
    });
  });

  it("makes the agent of an identity the principal, on behalf of the identity", () => {
    const { principal } = proposalFor({ subject: { type: "identity", id: "ann" }, context: { agent: "client-7" } });
    expect(principal).toMatchObject({ id: "client-7", kind: "agent", chain: ["ann"] });
    expect(proposalFor({ subject: { type: "identity", id: "ann" } }).principal).toMatchObject({
      id: "ann",
      kind: "person",
    });
  });

  it("gives properties of a kind the values that its policies are checked against", () => {
    const properties = { public: true, made: "2026-01-01T00:00:00Z", size: 5 };
    const [effect] = proposalFor({ resource: { ...STORE, properties } }).effects;
    expect(effect?.resource.properties).toMatchObject({
      public: true,
      made: { seconds: 1_767_225_600 },
      size: { value: 5 },
    });
  });

  it("maps a native type as every source does", () => {
    const resource = { type: "aws_s3_bucket", id: "logs", properties: { acl: "public-read", tags: { env: "prod" } } };
    const [effect, ...others] = proposalFor({ action: { name: "create" }, resource }).effects;
    expect(others).toEqual([]);
    expect(effect).toMatchObject({
      verb: "create",
      before: null,
      resource: {
        kind: "ObjectStore",
        provider: "aws",
        id: "logs",
        environment: "production",
        properties: { public: true },
      },
    });
  });

  it.each([
    ["create", "create", false],
    ["write", "update", true],
    ["can_delete", "delete", true],
    ["tools/call", "invoke", true],
  ])("reads the action %s as the verb %s", (name, verb, isThereBefore) => {
    for (const resource of [STORE, { type: "aws_s3_bucket", id: "x", properties: {} }]) {
      const [effect] = proposalFor({ action: { name }, resource }).effects;
      expect([effect?.verb, effect?.before !== null]).toEqual([verb, isThereBefore]);
    }
  });

  it("hands the context on, with the action as it was asked, whatever the caller calls so", () => {
    const context = { environment: "staging", action: "forged", ip: "::1" };
    const proposal = proposalFor({ action: { name: "read", properties: { deep: true } }, context });
    expect(proposal.context).toMatchObject({
      point: "api",
      environment: "staging",
      attributes: { ip: "::1", action: { name: "read", properties: { deep: true } } },
    });
    expect(proposal.effects[0]?.resource.environment).toBe("staging");
  });

  it.each([
    ["unknown-subject-type", { subject: { type: "robot", id: "r" } }],
    ["unknown-subject-type", { subject: { type: "__proto__", id: "r" } }],
    ["invalid-subject", { subject: { ...USER, properties: { groups: "ops" } } }],
    ["invalid-subject", { subject: { ...USER, properties: { chain: [1] } } }],
    ["invalid-context", { subject: { type: "identity", id: "i" }, context: { agent: 7 } }],
    ["invalid-context", { context: { environment: ["production"] } }],
    ["unknown-action", { action: { name: "obliterate" } }],
    ["unknown-action", { action: { name: "constructor" } }],
    ["unknown-action", { action: { name: "READ" } }],
    ["unknown-resource-type", { resource: { type: "planet", id: "p" } }],
    ["unknown-resource-type", { resource: { type: "Unclassified", id: "p" } }],
    ["unknown-resource-type", { resource: { type: "toString", id: "p" } }],
    ["invalid-property", { resource: { ...STORE, properties: { public: "no" } } }],
    ["invalid-property", { resource: { ...STORE, properties: { publik: false } } }],
    ["invalid-property", { resource: { ...STORE, properties: JSON.parse('{"__proto__":{"public":false}}') } }],
  ])("refuses with %s what it does not understand: %j", (code, request) => {
    expect(propose(request)).toMatchObject({ kind: "refused", code });
  });
});
