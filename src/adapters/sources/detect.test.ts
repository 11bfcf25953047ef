import { describe, expect, test } from "vitest";
import { readSource } from "./detect.ts";

const read = (text: string) => readSource({ file: "in", bytes: new TextEncoder().encode(text) });

describe("readSource()", () => {
  test.each([
    ["YAML", "# c\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"],
    ["flow YAML", "{apiVersion: v1, kind: Pod, metadata: {name: a}}"],
    ["JSON", '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"}}'],
    ["a stream whose first document is something else", "notes\n---\nkind: Pod\napiVersion: v1\nmetadata: {name: a}\n"],
  ])("readSource() knows Kubernetes manifests in %s", (_, text) => {
    const { format, changes } = read(text);
    expect(format).toBe("kubernetes-manifest");
    expect(changes.map(({ after }) => after?.id)).toEqual(["Pod/a"]);
  });

  test("readSource() knows a Terraform plan even when it holds a manifest", () => {
    const manifest = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } };
    const change = { actions: ["create"], before: null, after: { manifest }, after_unknown: {} };
    const resource = {
      address: "kubernetes_manifest.a",
      mode: "managed",
      type: "kubernetes_manifest",
      name: "a",
      change,
    };
    const { format } = read(
      JSON.stringify({ format_version: "1.2", terraform_version: "1.9.0", resource_changes: [resource] }),
    );
    expect(format).toBe("terraform-plan");
  });

  test("readSource() takes a manifest with a configuration of an agent in it for a manifest", () => {
    const data = { "mcp.json": '{ "mcpServers": {} }' };
    const map = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data };
    expect(read(JSON.stringify(map)).format).toBe("kubernetes-manifest");
  });

  test("readSource() knows a Terraform configuration even when it holds a manifest, and by its name when it is broken", () => {
    const text =
      'resource "kubectl_manifest" "a" {\n  yaml = <<EOT\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nEOT\n}\n';
    const { format, changes } = read(text);
    expect(format).toBe("terraform-hcl");
    expect(changes.map(({ after }) => after?.id)).toEqual(["kubectl_manifest.a"]);
    expect(readSource({ file: "a.tf", bytes: new TextEncoder().encode("}{") }).format).toBe("terraform-hcl");
  });

  test("readSource() knows an inventory even when it holds a manifest", () => {
    const native = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } };
    const resources = [{ type: "v1 Pod", provider: "kubernetes", id: "Pod/a", native }];
    const observedAt = "2026-03-01T09:30:00Z";
    const { format, diagnostics } = read(JSON.stringify({ resources, observedAt, writInventory: "1" }));
    expect({ format, diagnostics }).toEqual({ format: "inventory", diagnostics: [] });
  });

  test.each([
    ["YAML", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n"],
    ["YAML with a version", "# c\nAWSTemplateFormatVersion: 2010-09-09\nResources: {A: {Type: Custom::A}}\n"],
    ["JSON", '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}'],
    ["JSON over lines", '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::S3::Bucket"\n    }\n  }\n}'],
    [
      "YAML that holds a manifest",
      "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Metadata:\n      apiVersion: v1\n      kind: Pod\n",
    ],
  ])("readSource() knows a CloudFormation template in %s", (_, text) => {
    const { format, changes } = read(text);
    expect(format).toBe("cloudformation");
    expect(changes.map(({ after }) => after?.id)).toEqual(["A"]);
  });

  test("readSource() takes a manifest that holds a template for a manifest", () => {
    const text =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  t: |\n    Resources:\n      A: {Type: AWS::S3::Bucket}\n";
    expect(read(text).format).toBe("kubernetes-manifest");
  });

  test("readSource() knows a preview of Pulumi even when it holds an object of Kubernetes", () => {
    const urn = "urn:pulumi:a::b::kubernetes:core/v1:Pod::c";
    const newState = { urn, inputs: { apiVersion: "v1", kind: "Pod" } };
    expect(read(JSON.stringify({ steps: [{ op: "create", urn, newState }] })).format).toBe("pulumi-preview");
  });

  test("readSource() knows a template of Azure, which has resources as one of CloudFormation does", () => {
    const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    expect(read(JSON.stringify({ $schema, parameters: {}, resources: [] })).format).toBe("arm-template");
  });

  test.each([
    [
      "what no format shows",
      "hello: world\n",
      "unrecognised-input",
      /^Cannot read `in`: its content shows none of the formats `terraform-plan`, /,
    ],
    ["nothing", "", "empty-input", /^Cannot read `in`: it is empty$/],
  ])("readSource() refuses %s", (_, text, code, message) => {
    const { format, diagnostics, changes } = read(text);
    expect({ format, changes }).toEqual({ format: "unknown", changes: [] });
    expect(diagnostics).toMatchObject([{ code, severity: "error", message: expect.stringMatching(message) }]);
  });

  test("readSource() refuses what is not text", () => {
    const { format, diagnostics } = readSource({ file: "in", bytes: Uint8Array.of(1, 2, 3, 0, 5) });
    expect(format).toBe("unknown");
    expect(diagnostics.map(({ code }) => code)).toEqual(["binary-input"]);
  });
});
