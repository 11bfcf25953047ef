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
