import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import type { ApiPorts, DecisionRecord } from "#points/api";
import { activeBundle, askerOf, examplePorts, type Asked } from "../api/testing/api.ts";
import { admissionRoutes } from "./index.ts";

const POLICY = `
apiVersion: writ/v1
kind: Policy
metadata: { name: no-host }
spec:
  severity: high
  match: { types: ["v1 Pod"] }
  validations: [{ id: pid, expression: "resource.native.?spec.hostPID.orValue(false) == false" }]
`;

const REVIEW = {
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request: {
    uid: "u1",
    kind: { group: "", version: "v1", kind: "Pod" },
    resource: { group: "", version: "v1", resource: "pods" },
    name: "web",
    namespace: "shop",
    operation: "CREATE",
    userInfo: { username: "ada" },
    object: { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" }, spec: {} },
  },
};

async function ask(body: unknown, changes: Partial<ApiPorts> = {}): Promise<Asked> {
  const active = activeBundle(POLICY);
  const ports = { ...examplePorts({ active: () => active, ...changes }), callers: {}, environment: null };
  return await askerOf(admissionRoutes(ports))("/v1/admission/validate", body);
}

async function diskFull(): Promise<void> {
  throw new UnavailableError("disk-full", "The disk is full");
}

describe("POST /v1/admission/validate", () => {
  it("answers a review with a review", async () => {
    expect(await ask(REVIEW)).toMatchObject({
      status: 200,
      message: { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response: { uid: "u1", allowed: true } },
    });
  });

  it("keeps the decision before it answers, with who asked for it", async () => {
    const kept: DecisionRecord[] = [];
    await ask(REVIEW, {
      record: async (record) => {
        kept.push(record);
      },
    });
    expect(kept[0]?.judged[0]).toMatchObject({
      effect: "allow",
      proposal: { principal: { id: "ada" }, context: { point: "admission" } },
    });
  });

  it("admits nothing that could not be recorded", async () => {
    expect((await ask(REVIEW, { record: diskFull })).message.response).toMatchObject({
      uid: "u1",
      allowed: false,
      status: { code: 500, message: "The decision could not be recorded, and what is not recorded is not allowed" },
    });
  });

  it.each<[string, unknown]>([
    ["nonsense", "{"],
    ["another version", { ...REVIEW, apiVersion: "admission.k8s.io/v1beta1" }],
    ["no request", { ...REVIEW, request: null }],
    ["a key written twice", JSON.stringify(REVIEW).replace('"uid":"u1"', '"uid":"u1","uid":"u2"')],
  ])("answers %s with a problem, which an API server takes for a failure", async (_, body) => {
    const { status, contentType } = await ask(body);
    expect({ status, contentType }).toEqual({ status: 400, contentType: "application/problem+json" });
  });
});
