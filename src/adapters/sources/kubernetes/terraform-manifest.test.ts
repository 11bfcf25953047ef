import { expect, it } from "vitest";
import { Unknown } from "#core/language";
import type { SourceReading } from "#core/model";
import { readSource } from "../index.ts";
import { reachable } from "../terraform-plan/testing/reachable.ts";

const MANIFEST = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop", labels: { team: "shop" } },
  spec: { template: { spec: { containers: [{ name: "web", image: "web", securityContext: { privileged: true } }] } } },
};

const PLAN = (manifest: unknown): unknown => ({
  format_version: "1.2",
  terraform_version: "1.14.0",
  resource_changes: [
    {
      address: 'kubernetes_manifest.web["a"]',
      mode: "managed",
      type: "kubernetes_manifest",
      name: "web",
      index: "a",
      provider_name: "registry.terraform.io/hashicorp/kubernetes",
      change: { actions: ["create"], before: null, after: { manifest }, after_unknown: { object: true } },
    },
  ],
});

const CONFIGURATION = `resource "kubernetes_manifest" "web" {
  manifest = {
    apiVersion = "apps/v1"
    kind       = "Deployment"
    metadata   = { name = "web", namespace = "shop", labels = { team = "shop" } }
    spec = {
      template = { spec = { containers = [{ name = "web", image = "web", securityContext = { privileged = true } }] } }
    }
  }
}
`;

function read(file: string, text: string): SourceReading {
  return readSource({ file, bytes: new TextEncoder().encode(text) });
}

it.each([
  ["plan.json", JSON.stringify(PLAN(MANIFEST), null, 2), 'kubernetes_manifest.web["a"]', 36],
  ["main.tf", CONFIGURATION, "kubernetes_manifest.web", 7],
])("objectOfManifest() sees the object in %s, under its address and in its place", (file, text, id, line) => {
  const reading = read(file, text);
  const after = reading.changes[0]?.after;
  expect(after).toMatchObject({ id, type: "apps/v1 Deployment", provider: "kubernetes", scope: "shop" });
  expect(after?.labels).toEqual({ team: "shop" });
  expect(after?.native).toMatchObject(MANIFEST);
  const path = ["spec", "template", "spec", "containers", 0, "securityContext", "privileged"];
  expect(after && reading.locate({ ...after.source, path }).start?.line).toBe(line);
});

it("objectOfManifest() masks what a Secret holds", () => {
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "db" }, stringData: { password: "hunter2" } };
  const reading = read("plan.json", JSON.stringify(PLAN(secret)));
  expect(reading.changes[0]?.after?.native["stringData"]).toEqual({ password: expect.any(Unknown) });
  expect(reachable(reading)).not.toContain("hunter2");
});

it.each([[null], ["text"], [{ kind: "Pod" }], [{ apiVersion: 1, kind: [] }]])(
  "objectOfManifest() leaves %j, which tells no type, as it is",
  (manifest) => {
    const [change] = read("plan.json", JSON.stringify(PLAN(manifest))).changes;
    expect(change?.after?.type).toBe("kubernetes_manifest");
  },
);

const BODY = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels: { team: shop }
spec:
  template:
    spec:
      containers:
        - name: web
          image: web
          securityContext:
            privileged: true
`;
const PRIVILEGED = ["spec", "template", "spec", "containers", 0, "securityContext", "privileged"];

function textPlan(type: string, after: Readonly<Record<string, unknown>>, change: object = {}): string {
  const entry = {
    address: `${type}.web`,
    mode: "managed",
    type,
    name: "web",
    provider_name: "registry.terraform.io/gavinbunney/kubectl",
    change: { actions: ["create"], before: null, after, after_unknown: { id: true }, ...change },
  };
  return JSON.stringify({ format_version: "1.2", terraform_version: "1.14.0", resource_changes: [entry] }, null, 2);
}

it.each([
  ["the body", { yaml_body: BODY }, {}],
  ["what a plan repeats of a hidden body", { yaml_body: BODY, yaml_body_parsed: BODY }, { yaml_body: true }],
])("objectOfManifest() sees the object of a kubectl_manifest in %s", (_, after, sensitive) => {
  const reading = read("plan.json", textPlan("kubectl_manifest", after, { after_sensitive: sensitive }));
  const resource = reading.changes[0]?.after;
  expect(resource).toMatchObject({ id: "kubectl_manifest.web", type: "apps/v1 Deployment", scope: "shop" });
  expect(resource?.native).toMatchObject(MANIFEST);
  expect(resource && reading.locate({ ...resource.source, path: PRIVILEGED }).start?.line).toBe(17);
  expect(reading.unresolved).toEqual([]);
});

function bucket(policies: string): string {
  return `apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata: { name: logs }\nspec: { ${policies}, forProvider: { region: eu-west-1, forceDestroy: true } }\n`;
}

function managedIn(body: string): readonly unknown[] {
  const [change] = read("plan.json", textPlan("kubectl_manifest", { yaml_body: body })).changes;
  return [change?.after?.id, change?.after?.type, change?.after?.provider, change?.after?.native["force_destroy"]];
}

it("objectOfManifest() sees the resource that a controller makes of an object", () => {
  expect(managedIn(bucket("deletionPolicy: Delete"))).toEqual(["kubectl_manifest.web", "aws_s3_bucket", "aws", true]);
  expect(managedIn(bucket("managementPolicies: [Observe]"))).toEqual([
    "kubectl_manifest.web",
    "s3.aws.upbound.io/v1beta1 Bucket",
    "kubernetes",
    undefined,
  ]);
});

it("objectOfManifest() sees the object of a kustomization_resource", () => {
  const reading = read("plan.json", textPlan("kustomization_resource", { manifest: JSON.stringify(MANIFEST) }));
  expect(reading.changes[0]?.after?.type).toBe("apps/v1 Deployment");
});

it.each([
  ["<<YAML\n%YAML\n", 17],
  ["<<-YAML\n%  YAML\n", 17],
])("objectOfManifest() finds the line inside the text of a configuration: %j", (heredoc, line) => {
  const indent = heredoc.startsWith("<<-") ? BODY.replaceAll(/^(?=.)/gm, "    ") : BODY;
  const text = `# a\nresource "kubectl_manifest" "web" {\n  yaml_body = ${heredoc.replace("%", () => indent)}}\n`;
  const reading = read("main.tf", text);
  const resource = reading.changes[0]?.after;
  expect(resource?.type).toBe("apps/v1 Deployment");
  expect(resource && reading.locate({ ...resource.source, path: PRIVILEGED }).start?.line).toBe(line);
});

it("objectOfManifest() masks a Secret in a text, and keeps no text that it cannot read", () => {
  const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: hunter2 }\n";
  for (const body of [secret, `${secret}---\n${secret}`, `${secret}: [\n`]) {
    for (const [file, text] of [
      ["plan.json", textPlan("kubectl_manifest", { yaml_body: body })],
      ["main.tf", `resource "kubectl_manifest" "web" {\n  yaml_body = <<Y\n${body}Y\n}\n`],
    ] as const) {
      const reading = read(file, text);
      expect(reading.changes).toHaveLength(1);
      expect(reachable(reading.changes)).not.toContain("hunter2");
      expect(reading.unresolved).toHaveLength(body === secret ? 0 : 1);
    }
  }
});

it.each<readonly [string, string, readonly string[]]>([
  ["a chart", textPlan("helm_release", { name: "web", chart: "web" }), ["terraform-chart-not-seen"]],
  [
    "a text that is not known",
    textPlan("kubectl_manifest", {}, { after_unknown: { yaml_body: true } }),
    ["terraform-manifest-not-seen"],
  ],
  [
    "a manifest that is not known",
    textPlan("kubernetes_manifest", {}, { after_unknown: { manifest: true } }),
    ["terraform-manifest-not-seen"],
  ],
  [
    "a claim",
    textPlan("kubectl_manifest", {
      yaml_body: "apiVersion: a.b/v1\nkind: Db\nmetadata: { name: db }\nspec: { compositionRef: { name: x } }\n",
    }),
    ["crossplane-composite"],
  ],
  [
    "a chart that an object asks for",
    textPlan("kubectl_manifest", {
      yaml_body: "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: { name: web }\nspec: { chart: web }\n",
    }),
    ["kubernetes-chart-not-seen"],
  ],
  [
    "a chart that is taken away",
    textPlan("helm_release", {}, { actions: ["delete"], before: { name: "web" }, after: null }),
    ["terraform-chart-not-seen"],
  ],
  [
    "a chart that stays as it is",
    textPlan("helm_release", {}, { actions: ["no-op"], before: { name: "web" }, after: { name: "web" } }),
    [],
  ],
])("unseenObjects() says of %s in a plan what was not judged", (_, text, codes) => {
  const { unresolved, diagnostics } = read("plan.json", text);
  expect(unresolved.map(({ code }) => code)).toEqual(codes);
  const said = diagnostics.filter(({ code }) => !code.startsWith("terraform-plan-"));
  expect(said.map(({ code, severity, span }) => [code, severity, span?.start.line])).toEqual(
    codes.map((code) => [code, "warning", 5]),
  );
});

it("unseenObjects() says it of a configuration, with the place of the block", () => {
  const text = `resource "helm_release" "web" {\n  chart = "web"\n}\nresource "kubectl_manifest" "all" {\n  yaml_body = file("x.yaml")\n}\n`;
  const { unresolved, diagnostics } = read("main.tf", text);
  expect(unresolved.map(({ source }) => source.address)).toEqual(["helm_release.web", "kubectl_manifest.all"]);
  expect(diagnostics.map(({ code, span }) => `${code} ${span?.start.line}`)).toEqual([
    "terraform-chart-not-seen 1",
    "terraform-manifest-not-seen 4",
  ]);
});
