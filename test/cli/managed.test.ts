import { describe, expect, it } from "vitest";
import { folderOf, writ } from "./writ.ts";

const CROSSPLANE = `apiVersion: rds.aws.m.upbound.io/v1beta1
kind: Instance
metadata: { name: db, namespace: shop }
spec:
  forProvider:
    publiclyAccessible: true
`;

const CONFIG_CONNECTOR = `apiVersion: iam.cnrm.cloud.google.com/v1beta1
kind: IAMPolicyMember
metadata: { name: all }
spec:
  role: roles/storage.objectViewer
  member: allUsers
  resourceRef: { kind: StorageBucket, name: logs }
---
apiVersion: storage.cnrm.cloud.google.com/v1beta1
kind: StorageBucket
metadata: { name: logs }
spec: { location: EU }
`;

describe.concurrent("writ check on manifests that become resources of a cloud", () => {
  it("judges them by the shipped controls, and points at the line of the cause", async () => {
    const folder = folderOf({ "db.yaml": CROSSPLANE, "bucket.yaml": CONFIG_CONNECTOR });
    const { code, stdout } = await writ(folder, ["check", "."]);
    expect(code).toBe(1);
    expect(stdout).toContain("database `db` has an address on the internet");
    expect(stdout).toContain(
      "db.yaml:6:5  (shop/Instance.rds.aws.m.upbound.io/db spec.forProvider.publiclyAccessible)",
    );
    expect(stdout).toContain("a policy lets everyone into `logs`");
    expect(stdout).toContain("bucket.yaml:6:3  (IAMPolicyMember.iam.cnrm.cloud.google.com/all spec.member)");
  });

  it("holds back where a function of a composition decides what is made", async () => {
    const pipeline = "spec: { pipeline: [{ step: kcl, functionRef: { name: function-kcl } }] }";
    const composition = `apiVersion: apiextensions.crossplane.io/v1\nkind: Composition\nmetadata: { name: x }\n${pipeline}\n`;
    const { code, stdout } = await writ(folderOf({ "x.yaml": composition }), ["check", "x.yaml"]);
    expect(code).toBe(4);
    expect(stdout).toContain("Cannot tell all that composition `x` makes: what step `kcl` makes");
  });
});
