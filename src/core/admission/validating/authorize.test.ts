import { describe, expect, it } from "vitest";
import type { AuthorizationAnswer, ValueObject } from "#core/language";
import { creationRequest } from "../model/request.ts";
import { readAdmissionDocuments } from "../documents/read.ts";
import { reviewRequest } from "./dispatch.ts";
import { loadAdmission } from "./load.ts";
import { ParamObjects } from "./params.ts";

const POD = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" } };

function review(kind: string, spec: object, status: object | null): ValueObject {
  const apiVersion = "authorization.k8s.io/v1";
  return JSON.parse(JSON.stringify({ apiVersion, kind, metadata: {}, spec, ...(status && { status }) }));
}

const own = (attributes: object, status: object | null = { allowed: true }): ValueObject =>
  review("SelfSubjectAccessReview", { resourceAttributes: attributes }, status);
const ask = (user: string, attributes: object, allowed: boolean): ValueObject =>
  review("SubjectAccessReview", { user, resourceAttributes: attributes }, { allowed });

/** What a validation says of a Pod beside some access reviews. */
function said(expression: string, reviews: readonly ValueObject[], spec: object = {}): string {
  const apiVersion = "admissionregistration.k8s.io/v1";
  const rule = { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] };
  const matchConstraints = { resourceRules: [rule] };
  const documents = [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "P" },
      spec: { matchConstraints, validations: [{ expression, message: "written" }], ...spec },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: "B" },
      spec: { policyName: "P", validationActions: ["Deny"] },
    },
    ...reviews,
  ];
  const text = documents.map((one) => JSON.stringify(one)).join("\n---\n");
  const { policies, authorize, diagnostics } = loadAdmission([readAdmissionDocuments("p.json", text)]);
  expect(diagnostics).toEqual([]);
  const around = { namespaces: new Map(), params: new ParamObjects(), authorize };
  const [verdict] = reviewRequest(policies, creationRequest(POD), around).verdicts;
  return `${verdict?.decision.evaluation} ${verdict?.decision.message}`.trim();
}

const CHECK = "authorizer.group('apps').resource('deployments').namespace('shop').check('create').allowed()";
const ATTRIBUTES = { group: "apps", resource: "deployments", namespace: "shop", verb: "create", version: "v1" };

describe("the authorizer of admission policies", () => {
  it("answers what an access review that was handed in has in its status", () => {
    expect(said(CHECK, [own(ATTRIBUTES)])).toBe("admit");
    expect(said(CHECK, [own(ATTRIBUTES, { allowed: false })])).toBe("deny written");
  });

  it("is unknown about everything else, and never a pass", () => {
    const unknown = "unknown cannot be told without `create by authorizer for deployments.apps shop`";
    expect(said(CHECK, [])).toBe(unknown);
    expect(said(CHECK, [own({ ...ATTRIBUTES, name: "web" })])).toBe(unknown);
    expect(said(CHECK, [own(ATTRIBUTES, null)])).toBe(unknown);
    expect(said(`!${CHECK}`, [])).toBe(unknown);
  });

  it("does not know where two reviews contradict each other", () => {
    expect(said(CHECK, [own(ATTRIBUTES), own(ATTRIBUTES, { allowed: false }), own(ATTRIBUTES)])).toMatch(/^unknown/);
  });

  it("answers for a service account what was asked for its user", () => {
    const check = CHECK.replace("authorizer", "authorizer.serviceAccount('shop', 'web')");
    expect(said(check, [own(ATTRIBUTES)])).toMatch(/^unknown/);
    expect(said(check, [ask("system:serviceaccount:shop:web", ATTRIBUTES, true)])).toBe("admit");
    expect(said("authorizer.serviceAccount('Shop', 'web').path('/').check('get').allowed()", [])).toContain(
      "Invalid service account namespace",
    );
  });

  it("knows the check about what the request is about, and paths", () => {
    const requested = { resource: "pods", namespace: "shop", name: "web", verb: "approve" };
    expect(said("authorizer.requestResource.check('approve').allowed()", [own(requested)])).toBe("admit");
    const path = review("SelfSubjectAccessReview", { nonResourceAttributes: { path: "/x", verb: "get" } }, ANSWER);
    expect(said("authorizer.path('/x').check('get').reason() == 'rule'", [path])).toBe("admit");
    expect(said("authorizer.path(' ').check('get').allowed()", [])).toContain("path must not be empty");
  });

  it("may be asked in conditions, but by no message through a variable", () => {
    const matchConditions = [{ name: "may", expression: CHECK }];
    expect(said("false", [own(ATTRIBUTES, { allowed: false })], { matchConditions })).toBe("undefined undefined");
    const spec = {
      variables: [{ name: "may", expression: CHECK }],
      validations: [{ expression: "!variables.may", messageExpression: "string(variables.may)", message: "written" }],
    };
    expect(said("", [own(ATTRIBUTES)], spec)).toBe("deny written");
  });
});

const ANSWER: AuthorizationAnswer = { allowed: true, reason: "rule", error: "" };
