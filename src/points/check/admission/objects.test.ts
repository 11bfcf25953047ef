import { describe, expect, it } from "vitest";
import { readSource } from "#adapters/sources";
import { Unknown } from "#core/language";
import { objectsOf, requestFor, unaskedObjects } from "./objects.ts";

const read = (file: string, text: string): ReturnType<typeof readSource> =>
  readSource({ file, bytes: new TextEncoder().encode(text) });

function objectsIn(file: string, text: string): readonly (readonly unknown[])[] {
  return objectsOf(read(file, text)).map(({ resource: { id, type, scope }, object }) => [
    id,
    type,
    scope,
    object["spec"],
  ]);
}

const deploymentOf = (spec: object | null): object | null =>
  spec && { manifest: { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec } };

function plan(actions: readonly string[], before: object | null, after: object | null): string {
  const change = { actions, before: deploymentOf(before), after: deploymentOf(after), after_unknown: {} };
  const type = "kubernetes_manifest";
  const resource = { address: `${type}.web`, mode: "managed", type, name: "web", provider_name: "kubernetes", change };
  return JSON.stringify({ format_version: "1.2", terraform_version: "1.14.0", resource_changes: [resource] });
}

const requests = (text: string): readonly unknown[] =>
  objectsOf(read("plan.json", text))
    .map(requestFor)
    .map(({ operation, oldObject }) => [operation, oldObject?.["spec"]]);

const MANIFEST = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "w", namespace: "shop" },
  spec: { a: 1 },
};

function cdk(manifest: unknown): string {
  const properties = { ServiceToken: "t", ClusterName: "c", Manifest: manifest };
  return JSON.stringify({
    Resources: { M: { Type: "Custom::AWSCDK-EKS-KubernetesResource", Properties: properties } },
  });
}

function crossplane(spec: object): string {
  const apiVersion = "kubernetes.crossplane.io/v1alpha2";
  return JSON.stringify({ apiVersion, kind: "Object", metadata: { name: "o" }, spec });
}

describe("objectsOf()", () => {
  it("takes what a change of Terraform creates or changes, and nothing that stays or goes", () => {
    expect(requests(plan(["create"], null, { a: 1 }))).toEqual([["CREATE", undefined]]);
    expect(requests(plan(["update"], { a: 1 }, { a: 2 }))).toEqual([["UPDATE", { a: 1 }]]);
    expect(requests(plan(["no-op"], { a: 1 }, { a: 1 }))).toEqual([]);
    expect(requests(plan(["delete"], { a: 1 }, null))).toEqual([]);
  });

  it("keeps what is not known yet unknown", () => {
    const text = `resource "kubernetes_manifest" "web" {
  manifest = {
    apiVersion = "apps/v1"
    kind       = "Deployment"
    metadata   = { name = "web", namespace = var.namespace }
    spec       = { replicas = aws_vpc.a.count }
  }
}
variable "namespace" {}
`;
    const [one] = objectsOf(read("main.tf", text));
    expect(one?.object["spec"]).toEqual({ replicas: expect.any(Unknown) });
    expect(one && requestFor(one)).toMatchObject({ namespace: "", unknown: { name: false, namespace: true } });
  });

  it("takes the object inside an `Object` of Crossplane beside itself, unless it only observes", () => {
    const forProvider = { manifest: MANIFEST };
    const holder = "Object.kubernetes.crossplane.io/o";
    expect(objectsIn("x.json", crossplane({ forProvider }))).toEqual([
      [holder, "kubernetes.crossplane.io/v1alpha2 Object", "", { forProvider }],
      [holder, "apps/v1 Deployment", "shop", { a: 1 }],
    ]);
    expect(objectsIn("x.json", crossplane({ managementPolicies: ["Observe"], forProvider }))).toHaveLength(1);
  });

  it("takes the objects that the AWS CDK writes as text, without what is secret in them", () => {
    expect(objectsIn("t.json", cdk(JSON.stringify([MANIFEST])))).toEqual([
      ["M", "apps/v1 Deployment", "shop", { a: 1 }],
    ]);
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData: { note: "plain words" } };
    const [one] = objectsOf(read("t.json", cdk(JSON.stringify([secret]))));
    expect(one?.object["stringData"]).toEqual({ note: expect.any(Unknown) });
  });
});

describe("unaskedObjects()", () => {
  it.each([
    [
      "a manifest of the AWS CDK that is not known",
      "t.json",
      cdk({ Ref: "Text" }),
      "The manifest in `M` is not known here",
    ],
    [
      "one that was masked for the secret in it",
      "t.json",
      cdk('[{"apiVersion":"v1","kind":"Secret","stringData":{"password":"hunter2"}}]'),
      "The manifest in `M` is not known here",
    ],
    ["one that is no manifest", "t.json", cdk("no"), "The manifest in `M` is not known here"],
    [
      "objects in Terraform's own form, each type once",
      "main.tf",
      'resource "kubernetes_deployment_v1" "a" {}\nresource "kubernetes_deployment_v1" "b" {}\n',
      "Resources of the type `kubernetes_deployment_v1`, such as `kubernetes_deployment_v1.a`",
    ],
  ])("tells of %s", (_, file, text, message) => {
    const told = unaskedObjects(read(file, text));
    expect(told).toMatchObject([{ code: "admission-not-asked", severity: "warning" }]);
    expect(told[0]?.message).toContain(message);
  });
});
