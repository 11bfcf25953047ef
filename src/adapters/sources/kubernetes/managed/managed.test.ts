import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import type { NativeResource, SourceReading } from "#core/model";
import { printReferences } from "../../terraform-plan/testing/plan.ts";
import { reachable } from "../../terraform-plan/testing/reachable.ts";
import { readKubernetesManifest } from "../read.ts";

const read = (text: string): SourceReading =>
  readKubernetesManifest({ file: "m.yaml", bytes: new TextEncoder().encode(text) });

/** An object with these lines as its `spec`. */
function object([apiVersion, kind, name]: readonly [string, string, string], spec: string, metadata = ""): string {
  const indented = spec.replaceAll(/^/gm, "  ");
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${metadata}spec:\n${indented}\n`;
}

function resources(reading: SourceReading): readonly NativeResource[] {
  return reading.changes.flatMap(({ after }) => (after === null ? [] : [after]));
}

function only(text: string): NativeResource {
  const [resource, ...others] = resources(read(text));
  if (resource === undefined || others.length > 0) throw new Error("not one resource");
  return resource;
}

const S3 = "s3.aws.upbound.io/v1beta1";
const STORAGE = "storage.cnrm.cloud.google.com/v1beta1";
const IAM = "iam.cnrm.cloud.google.com/v1beta1";

const composition = (spec: string): string => object(["apiextensions.crossplane.io/v1", "Composition", "xdb"], spec);

const resource = (patches: string): string =>
  `resources:\n  - name: db\n    base:\n      apiVersion: rds.aws.upbound.io/v1beta1\n      kind: Instance\n      spec: { forProvider: { storageEncrypted: true, tags: { a: b } } }\n    patches: ${patches}\n`;

const grant = (
  kind: string,
  spec: string,
  resource = "{ kind: StorageBucket, name: logs }",
): readonly NativeResource[] =>
  resources(
    read(
      [
        object([STORAGE, "StorageBucket", "logs"], "{}"),
        object([IAM, kind, "g"], `resourceRef: ${resource}\n${spec}`),
      ].join("---\n"),
    ),
  ).slice(1);

describe("readKubernetesManifest() on managed resources of Crossplane", () => {
  test.each([S3, "s3.aws.m.upbound.io/v1beta1"])(
    "sees those of %s as Terraform's, under their own id",
    (apiVersion) => {
      const spec =
        "forProvider:\n  forceDestroy: true\n  tags: { costCenter: a }\ninitProvider:\n  acl: private\nproviderConfigRef: { name: prod }";
      const { id, type, provider, labels, native, scope } = only(object([apiVersion, "Bucket", "logs"], spec));
      expect({ id, type, provider, labels, scope }).toEqual({
        id: `Bucket.${apiVersion.split("/")[0]}/logs`,
        type: "aws_s3_bucket",
        provider: "aws",
        labels: { costCenter: "a" },
        scope: "prod",
      });
      expect(native).toEqual({ acl: "private", force_destroy: true, tags: { costCenter: "a" }, bucket: "logs" });
    },
  );

  test("takes the name in the cloud from the annotation where there is one", () => {
    const annotation = "  annotations: { crossplane.io/external-name: real }\n";
    expect(only(object([S3, "Bucket", "logs"], "forProvider: {}", annotation)).native["bucket"]).toBe("real");
  });

  test("follows references and selectors to what is in the input, and leaves others open", () => {
    const reading = read(
      [
        object([S3, "Bucket", "logs"], "forProvider: {}", "  labels: { app: shop }\n"),
        object([S3, "BucketPolicy", "a"], "forProvider:\n  bucketRef: { name: logs }"),
        object([S3, "BucketPolicy", "b"], "forProvider:\n  bucketSelector: { matchLabels: { app: shop } }"),
        object([S3, "BucketPolicy", "c"], "forProvider:\n  bucketRef: { name: elsewhere }"),
        object(
          ["ec2.aws.upbound.io/v1beta1", "Instance", "d"],
          "forProvider:\n  vpcSecurityGroupIdRefs: [{ name: x }]",
        ),
      ].join("---\n"),
    );
    expect(
      resources(reading)
        .slice(1)
        .flatMap(({ references }) => printReferences(references)),
    ).toEqual([
      "bucket -> Bucket.s3.aws.upbound.io/logs (proven)",
      "bucket -> Bucket.s3.aws.upbound.io/logs (proven)",
      "buckets -> Bucket.s3.aws.upbound.io/logs (proven)",
      "bucket -> ? (possible)",
      "vpc_security_group_ids -> ? (possible)",
    ]);
  });

  test("masks credentials, and knows that a Secret holds one", () => {
    const reading = read(
      object(
        ["rds.aws.upbound.io/v1beta1", "Instance", "db"],
        "forProvider:\n  passwordSecretRef: { name: a, key: b }\n  masterPassword: hunter2",
      ),
    );
    expect(reachable(reading)).not.toContain("hunter2");
    expect(resources(reading)[0]?.native["password"]).toBeInstanceOf(Unknown);
  });

  test("sees what is only observed as read", () => {
    const [change] = read(object([S3, "Bucket", "a"], "managementPolicies: [Observe]\nforProvider: {}")).changes;
    expect(change?.verb).toBe("read");
  });

  test.each([
    ["another provider's resource", "s3.aws.crossplane.io/v1beta1", "Bucket"],
    ["a provider configuration", "aws.upbound.io/v1beta1", "ProviderConfig"],
  ])("leaves %s as it is", (_, apiVersion, kind) => {
    expect(only(object([apiVersion, kind, "a"], "{}")).provider).toBe("kubernetes");
  });

  test("places paths at the parameters of the object", () => {
    const reading = read(
      object(
        [S3, "BucketPolicy", "a"],
        "forProvider:\n  bucketRef: { name: logs }\n  tags:\n    a: b\ninitProvider:\n  policy: x",
      ),
    );
    const source = resources(reading)[0]?.source ?? { file: "", address: "", path: [] };
    const lines = [["bucket"], ["tags", "a"], ["policy"], ["absent"]].map(
      (path) => reading.locate({ ...source, path }).start?.line,
    );
    expect(lines).toEqual([7, 9, 11, 6]);
  });
});

describe("readKubernetesManifest() on compositions", () => {
  test("reads the bases, with what is patched into them unknown", () => {
    const patches =
      "[{ fromFieldPath: spec.a, toFieldPath: 'spec.forProvider.tags[a]' }, { type: PatchSet, patchSetName: p }, { type: ToCompositeFieldPath, fromFieldPath: spec.forProvider.storageEncrypted }]";
    const sets = "patchSets:\n  - name: p\n    patches: [{ fromFieldPath: spec.forProvider.multiAz }]\n";
    const base = resources(read(composition(sets + resource(patches))))[1];
    expect(base).toMatchObject({ id: "Instance.rds.aws.upbound.io/xdb-db", type: "aws_db_instance" });
    expect(base?.native["storage_encrypted"]).toBe(true);
    expect([base?.native["tags"], base?.native["multi_az"]]).toEqual([{ a: expect.any(Unknown) }, expect.any(Unknown)]);
    expect(printReferences(base?.references ?? [])).toEqual(["tags.a -> ? (possible)", "multi_az -> ? (possible)"]);
  });

  test.each([
    ["the parameters as a whole", "[{ fromFieldPath: spec.parameters, toFieldPath: spec.forProvider }]"],
    ["something at a place that is none", "[{ fromFieldPath: spec.a, toFieldPath: 'spec.forProvider.a[' }]"],
  ])("leaves a base unresolved into which a patch puts %s", (_, patches) => {
    expect(read(composition(resource(patches))).unresolved.map(({ code }) => code)).toEqual(["crossplane-composition"]);
  });

  test("reads those of a pipeline, and says which functions nobody can follow", () => {
    const input = resource("[]").replaceAll(/^/gm, "      ").trimEnd();
    const reading = read(
      composition(
        `pipeline:\n  - step: pt\n    input:\n      kind: Resources\n${input}\n  - step: kcl\n    functionRef: { name: function-kcl }\n  - step: ready\n    functionRef: { name: function-auto-ready }`,
      ),
    );
    expect(resources(reading).map(({ type }) => type)).toEqual([
      "apiextensions.crossplane.io/v1 Composition",
      "aws_db_instance",
    ]);
    expect(reading.unresolved.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "crossplane-composition: Cannot tell all that composition `xdb` makes: what step `kcl` makes, because a function decides it",
    ]);
  });
});

describe("readKubernetesManifest() on resources of Google Config Connector", () => {
  test("sees them as Terraform's, with names, labels and annotations among the attributes", () => {
    const metadata =
      "  labels: { team: a }\n  annotations: { cnrm.cloud.google.com/force-destroy: 'true', cnrm.cloud.google.com/project-id: shop }\n";
    const { type, provider, scope, native, labels } = only(
      object([STORAGE, "StorageBucket", "logs"], "location: EU\nencryption: { kmsKeyRef: { external: k } }", metadata),
    );
    expect({ type, provider, scope, labels }).toEqual({
      type: "google_storage_bucket",
      provider: "google",
      scope: "shop",
      labels: { team: "a" },
    });
    expect(native).toEqual({
      name: "logs",
      labels: { team: "a" },
      force_destroy: true,
      project: "shop",
      location: "EU",
      encryption: { default_kms_key_name: "k" },
    });
  });

  test("takes `resourceID` for the name, and a value from a Secret for a secret", () => {
    const spec = "resourceID: real\nrootPassword: { value: hunter2, valueFrom: { secretKeyRef: { name: a, key: b } } }";
    const reading = read(object(["sql.cnrm.cloud.google.com/v1beta1", "SQLInstance", "db"], spec));
    expect(reachable(reading)).not.toContain("hunter2");
    expect(resources(reading)[0]?.native["name"]).toBe("real");
  });

  test.each([
    ["[{ key: serial-port-enable, value: 'TRUE' }]", { "serial-port-enable": "TRUE" }],
    ["[{ key: a }]", [{ key: "a" }]],
    ["{ a: b }", { a: "b" }],
  ])("takes what machines are told, %s, for a map", (metadata, expected) => {
    const machine = object(
      ["compute.cnrm.cloud.google.com/v1beta1", "ComputeInstance", "web"],
      `metadata: ${metadata}`,
    );
    expect(only(machine).native["metadata"]).toEqual(expected);
  });

  test("sees a member as the grant that it is", () => {
    const [member] = grant("IAMPolicyMember", "member: allUsers\nrole: roles/storage.objectViewer");
    expect(member).toMatchObject({
      type: "google_storage_bucket_iam_member",
      native: { member: "allUsers", role: "roles/storage.objectViewer" },
    });
    expect(printReferences(member?.references ?? [])).toEqual([
      "bucket -> StorageBucket.storage.cnrm.cloud.google.com/logs (proven)",
    ]);
  });

  test("sees each binding of a partial policy as one", () => {
    const bindings = grant(
      "IAMPartialPolicy",
      "bindings:\n  - role: a\n    members: [{ member: 'user:a' }]\n  - role: b\n    members: [{ memberFrom: { serviceAccountRef: { name: x } } }]",
    );
    expect(bindings.map(({ id, native }) => [id, native["role"], native["members"]])).toEqual([
      ["IAMPartialPolicy.iam.cnrm.cloud.google.com/g[0]", "a", ["user:a"]],
      ["IAMPartialPolicy.iam.cnrm.cloud.google.com/g[1]", "b", [expect.any(Unknown)]],
    ]);
  });

  test.each([
    ["{ kind: Project, external: projects/shop }", "google_project_iam_policy", { project: "shop" }],
    ["{ kind: Organization, external: '123' }", "google_organization_iam_policy", { org_id: "123" }],
    ["{ kind: KMSCryptoKey, external: k }", "google_kms_crypto_key_iam_policy", { crypto_key_id: "k" }],
  ])("sees a policy of %s", (resource, type, native) => {
    const [policy] = grant("IAMPolicy", "bindings:\n  - role: a\n    members: ['user:a']", resource);
    expect(policy).toMatchObject({
      type,
      native: { ...native, policy_data: '{"bindings":[{"members":["user:a"],"role":"a"}]}' },
    });
  });

  test("places what annotations say at the annotation", () => {
    const reading = read(
      object(
        [STORAGE, "StorageBucket", "a"],
        "location: EU",
        "  annotations:\n    cnrm.cloud.google.com/force-destroy: 'true'\n",
      ),
    );
    const source = resources(reading)[0]?.source ?? { file: "", address: "", path: [] };
    expect(
      [["force_destroy"], ["location"], ["name"]].map((path) => reading.locate({ ...source, path }).start?.line),
    ).toEqual([6, 8, 4]);
  });
});

describe("readKubernetesManifest() on managed resources that are not well", () => {
  test.each([
    ["without a spec", `apiVersion: ${S3}\nkind: Bucket\nmetadata: { name: a }\n`, ["kubernetes"]],
    ["whose parameters are no mapping", object([S3, "Bucket", "a"], "forProvider: [1]"), ["aws"]],
    [
      "whose references are no mappings",
      object([S3, "BucketPolicy", "a"], "forProvider:\n  bucketRef: logs\n  xRefs: 7"),
      ["aws"],
    ],
    [
      "whose names are hostile",
      object([S3, "Bucket", "a"], "forProvider:\n  __proto__: { a: 1 }\n  constructor: b"),
      ["aws"],
    ],
    [
      "of the connector without a spec",
      `apiVersion: ${STORAGE}\nkind: StorageBucket\nmetadata: { name: a }\n`,
      ["google"],
    ],
    ["that grant without saying on what", object([IAM, "IAMPolicyMember", "a"], "member: allUsers"), ["google"]],
    ["whose bindings are no list", object([IAM, "IAMPolicy", "a"], "bindings: 7"), ["google"]],
    [
      "composed of nothing that can be read",
      object(["apiextensions.crossplane.io/v1", "Composition", "a"], "resources: [7, { base: 8 }, {}]"),
      ["kubernetes"],
    ],
  ])("reads one %s", (_, text, providers) => {
    expect(resources(read(text)).map(({ provider }) => provider)).toEqual(providers);
  });

  test("follows thousands of references in one pass", () => {
    const many = Array.from({ length: 2000 }, (_, at) =>
      object([S3, "BucketPolicy", `p${at}`], "forProvider: { bucketRef: { name: logs } }"),
    );
    const reading = read([object([S3, "Bucket", "logs"], "forProvider: {}"), ...many].join("---\n"));
    expect(resources(reading).filter(({ references }) => references[0]?.certainty === "proven")).toHaveLength(2000);
  });
});
