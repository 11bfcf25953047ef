import { describe, expect, it } from "vitest";
import { Unknown, type Value, type ValueObject } from "#core/language";
import type { NativeResource } from "#core/model";
import { shippedKinds } from "../../../test/shipped-kinds.ts";
import { effectOn, native, reference, resolveCreated, unknown } from "./testing/fixtures.ts";

const KINDS = shippedKinds();
const BLOCK_ALL = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const OPEN = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}';
const TLS_ONLY =
  '{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}';

const bucket = native("aws_s3_bucket", "a", {
  id: unknown("id"),
  bucket: "a",
  acl: unknown("acl"),
  policy: unknown("policy"),
});

function ofBucket(type: string, attributes: ValueObject): NativeResource {
  return native(
    type,
    "x",
    { bucket: unknown("bucket"), ...attributes },
    { references: [reference("bucket", "aws_s3_bucket.a")] },
  );
}

function propertiesOf(subject: NativeResource, ...others: readonly NativeResource[]): Readonly<Record<string, Value>> {
  return effectOn(resolveCreated(KINDS, subject, ...others), subject.id).resource.properties;
}

describe("kind ObjectStore", () => {
  it("takes an S3 bucket with nothing else for private, unblocked and unversioned", () => {
    expect(propertiesOf(bucket)).toMatchObject({
      public: false,
      publicAccess: { blocked: false, byPolicy: false, byAcl: false },
      tlsOnly: false,
      encryption: { algorithm: "AES256" },
      versioning: false,
      worm: { enabled: false, locked: false },
      accessLogs: false,
      forceDestroy: false,
    });
  });

  it.each<[string, readonly NativeResource[], object]>([
    ["a public policy", [ofBucket("aws_s3_bucket_policy", { policy: OPEN })], { public: true }],
    [
      "a public list",
      [ofBucket("aws_s3_bucket_acl", { acl: "public-read" })],
      { public: true, publicAccess: { byAcl: true } },
    ],
    [
      "a public policy behind the bucket's block",
      [ofBucket("aws_s3_bucket_policy", { policy: OPEN }), ofBucket("aws_s3_bucket_public_access_block", BLOCK_ALL)],
      { public: false, publicAccess: { blocked: true, byPolicy: true } },
    ],
    [
      "a public policy behind the account's block",
      [
        ofBucket("aws_s3_bucket_policy", { policy: OPEN }),
        native("aws_s3_account_public_access_block", "x", BLOCK_ALL),
      ],
      { public: false, publicAccess: { blocked: true } },
    ],
    [
      "a policy that refuses plain connections",
      [ofBucket("aws_s3_bucket_policy", { policy: TLS_ONLY })],
      { tlsOnly: true },
    ],
    [
      "a policy that is not known",
      [ofBucket("aws_s3_bucket_policy", { policy: unknown("p") })],
      { public: expect.any(Unknown) as unknown },
    ],
    [
      "versioning of its own",
      [ofBucket("aws_s3_bucket_versioning", { versioning_configuration: [{ status: "Enabled" }] })],
      { versioning: true },
    ],
  ])("joins an S3 bucket with %s", (_what, others, expected) => {
    expect(propertiesOf(bucket, ...others)).toMatchObject(expected);
  });

  it("joins a Google bucket with its members", () => {
    const google = native("google_storage_bucket", "g", { name: "g" }, { provider: "google" });
    const member = native(
      "google_storage_bucket_iam_member",
      "m",
      { bucket: "g", member: "allUsers" },
      { provider: "google" },
    );
    expect(propertiesOf(google, member)["public"]).toBe(true);
    const enforced = { ...google, native: { name: "g", public_access_prevention: "enforced" } };
    expect(propertiesOf(enforced, member)["public"]).toBe(false);
  });

  it("joins an Azure account with its containers", () => {
    const account = native("azurerm_storage_account", "s", { name: "s" }, { provider: "azurerm" });
    const container = { storage_account_name: "s", container_access_type: "blob" };
    const store = (...others: readonly NativeResource[]): Readonly<Record<string, Value>> | undefined =>
      resolveCreated(KINDS, account, ...others)
        .effects.flat()
        .find(({ resource }) => resource.kind === "ObjectStore")?.resource.properties;
    expect(store()).toMatchObject({ public: false, publicAccess: { blocked: false }, networkDefault: "allow" });
    expect(store(native("azurerm_storage_container", "c", container))?.["public"]).toBe(true);
  });
});

function redshift(providerVersion: string): Value | undefined {
  return propertiesOf(native("aws_redshift_cluster", "r", {}, { providerVersion }))["public"];
}

function sql(attributes: ValueObject): Readonly<Record<string, Value>> {
  return propertiesOf(native("google_sql_database_instance", "s", attributes, { provider: "google" }));
}

describe("kind Database", () => {
  it("fills in what AWS does with what is not written", () => {
    const created = native("aws_db_instance", "d", {
      engine: "postgres",
      kms_key_id: unknown("k"),
      multi_az: unknown("m"),
    });
    expect(propertiesOf(created)).toEqual({
      engine: "postgres",
      public: false,
      encrypted: false,
      iamAuth: false,
      tlsRequired: true,
      adminPassword: "configuration",
      auditLog: { exported: false },
      autoMinorUpgrade: true,
      backup: { enabled: false, retentionDays: 0, pointInTime: false },
      deletion: { stateful: true, forced: false },
      deletionProtection: false,
      finalSnapshot: true,
      multiZone: false,
    });
  });

  it("follows the defaults of the provider's version", () => {
    expect([redshift("5.99.1"), redshift("6.0.0")]).toEqual([true, false]);
  });

  it("takes a Cloud SQL instance without network settings for public", () => {
    expect(sql({ settings: [{ ip_configuration: [] }] })["public"]).toBe(true);
    expect(sql({ settings: [{ ip_configuration: [{ ipv4_enabled: false }] }] })["public"]).toBe(false);
  });
});

function kubernetes(type: string): NativeResource {
  return native(type, "x", { metadata: { name: "x" }, spec: {} }, { provider: "kubernetes" });
}

describe("kinds that hold data", () => {
  it.each([
    "v1 PersistentVolumeClaim",
    "v1 Namespace",
    "apps/v1 StatefulSet",
    "apiextensions.k8s.io/v1 CustomResourceDefinition",
  ])("say that deleting a %s loses something", (type) => {
    expect(propertiesOf(kubernetes(type))["deletion"]).toEqual({ stateful: true });
  });

  it("say that a Deployment can be made again", () => {
    expect(propertiesOf(kubernetes("apps/v1 Deployment"))["deletion"]).toEqual({ stateful: false });
  });
});
