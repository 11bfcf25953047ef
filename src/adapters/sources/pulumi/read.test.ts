import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { reachable } from "../terraform-plan/testing/reachable.ts";
import { printChanges, printReferences } from "../terraform-plan/testing/plan.ts";
import { onlyResource, providerStep, read, step, UNKNOWN, urn, type Json } from "./testing/preview.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

describe("readPulumiPreview() on resources of providers generated from Terraform's", () => {
  test("gives them Terraform's type and names, and keeps their own id", () => {
    const inputs = {
      acl: "private",
      corsRules: [{ allowedMethods: ["GET"] }],
      tags: { costCenter: "4711" },
      __defaults: ["acl"],
    };
    const { id, type, provider, native, labels } = onlyResource(read([step(BUCKET, "logs", inputs)]));
    expect({ id, type, provider, labels }).toEqual({
      id: "aws:s3/bucket:Bucket::logs",
      type: "aws_s3_bucket",
      provider: "aws",
      labels: { costCenter: "4711" },
    });
    expect(native).toMatchObject({
      acl: "private",
      cors_rule: [{ allowed_methods: ["GET"] }],
      tags: { costCenter: "4711" },
    });
    expect(Object.keys(native)).not.toContain("__defaults");
  });

  test("hands a policy that the program wrote as an object over as text, as the provider does", () => {
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*" }] };
    expect(onlyResource(read([step(POLICY, "p", { policy })])).native["policy"]).toBe(
      '{"Statement":[{"Action":"s3:*","Effect":"Allow","Principal":"*"}],"Version":"2012-10-17"}',
    );
  });

  test("knows nothing of a policy in which anything is not known", () => {
    const policy = { Statement: [{ Resource: UNKNOWN }] };
    expect(onlyResource(read([step(POLICY, "p", { policy })])).native["policy"]).toBeInstanceOf(Unknown);
  });

  test("puts resources of one provider configuration and region into one group", () => {
    const reading = read([
      providerStep({ region: "eu-west-1", allowedAccountIds: ["123456789012"] }),
      step(BUCKET, "a", {}),
      step(BUCKET, "b", { region: "us-east-1" }),
    ]);
    expect(reading.changes.map(({ after }) => [after?.group, after?.scope])).toEqual([
      ["preview.json default eu-west-1", "123456789012"],
      ["preview.json default us-east-1", "123456789012"],
    ]);
    expect(reading.surroundings.map(({ type }) => type)).toEqual(["pulumi:providers:aws"]);
  });
});

describe("readPulumiPreview() on other providers", () => {
  test.each([
    ["aws-native:s3:Bucket", { bucketName: "a" }, "AWS::S3::Bucket", { BucketName: "a" }],
    ["aws-native:rds:DbInstance", { multiAz: true }, "AWS::RDS::DbInstance", { MultiAZ: true }],
    [
      "azure-native:storage/v20230101:StorageAccount",
      { location: "westeurope", allowBlobPublicAccess: false },
      "Microsoft.Storage/storageAccounts",
      { location: "westeurope", properties: { allowBlobPublicAccess: false } },
    ],
    ["kubernetes:core/v1:Pod", { kind: "Pod", spec: { hostPID: true } }, "v1 Pod", { spec: { hostPID: true } }],
    ["kubernetes:apps/v1:Deployment", { kind: "Deployment" }, "apps/v1 Deployment", { kind: "Deployment" }],
    ["google-native:storage/v1:Bucket", { name: "a" }, "google-native:storage/v1:Bucket", { name: "a" }],
  ])("reads %s", (token, inputs, type, native) => {
    const resource = onlyResource(read([step(token, "a", inputs)]));
    expect(resource.type).toBe(type);
    expect(resource.native).toMatchObject(native);
  });
});

describe("readPulumiPreview() on objects of a cluster", () => {
  test.each([
    [{ namespace: "shop" }, "shop"],
    [{}, ""],
  ])("takes the namespace of %j for the scope, never the stack", (metadata, scope) => {
    expect(onlyResource(read([step("kubernetes:core/v1:Pod", "a", { metadata })])).scope).toBe(scope);
  });
});

describe("readPulumiPreview() on operations", () => {
  const state = {
    urn: urn(BUCKET, "a"),
    custom: true,
    type: BUCKET,
    id: "a-1",
    inputs: { acl: "private" },
    outputs: {},
  };
  const both = (op: string, newState: Json = state): Json => ({ op, urn: urn(BUCKET, "a"), oldState: state, newState });
  const id = "aws:s3/bucket:Bucket::a";

  test.each([
    ["same", both("same"), [`update ${id} before+after unchanged`]],
    ["update", both("update"), [`update ${id} before+after`]],
    ["delete", both("delete", null), [`delete ${id} before`]],
    ["read", { ...step(BUCKET, "a", {}), op: "read" }, [`read ${id} after`]],
    ["import", both("import"), [`adopt ${id} after import`]],
    ["discard", both("discard", null), [`release ${id} before`]],
    ["refresh", both("refresh"), [`read ${id} before+after unchanged drift`]],
  ])("reads %s", (_, entry, changes) => {
    expect(printChanges(read([entry]))).toEqual(changes);
  });

  test.each([
    ["same", { id: "a-1", arn: "arn:a", acl: "x" }],
    ["update", { id: "a-1", arn: "arn:a" }],
  ])("keeps over %s what a provider added before", (op, kept) => {
    const { id: _, outputs: __, ...rest } = state;
    const oldState = { ...state, outputs: { arn: "arn:a", acl: "x" } };
    const native = read([{ op, urn: urn(BUCKET, "a"), oldState, newState: { ...rest, inputs: {} } }]).changes[0]?.after
      ?.native;
    expect(native).toEqual(kept);
  });

  test("takes a replacement apart, and counts it once where the engine lists its parts", () => {
    const parts = [`delete ${id} before replace`, `create ${id} after replace`];
    expect(printChanges(read([both("replace")]))).toEqual(parts);
    expect(printChanges(read([both("create-replacement"), both("replace"), both("delete-replaced", null)]))).toEqual(
      [...parts].toReversed(),
    );
  });

  test("takes an operation that it does not know for any change, and says so", () => {
    const reading = read([both("transmogrify")]);
    expect(printChanges(reading)).toEqual([`update ${id} before+after unknown-action`]);
    expect(reading.unresolved.map(({ code }) => code)).toEqual(["pulumi-unknown-operation"]);
  });

  test("reads engine events and exported stacks", () => {
    const { newState, ...metadata } = step(BUCKET, "a", { acl: "private" });
    const event = {
      sequence: 1,
      timestamp: 1,
      resourcePreEvent: { metadata: { ...metadata, new: newState ?? null }, planning: true },
    };
    expect(printChanges(read(`{"sequence":0,"timestamp":1,"preludeEvent":{}}\n${JSON.stringify(event)}\n`))).toEqual([
      `create ${id} after`,
    ]);
    const stack = { version: 3, deployment: { resources: [state] } };
    expect(printChanges(read(JSON.stringify(stack)))).toEqual([`update ${id} before+after unchanged`]);
  });
});

describe("readPulumiPreview() on values and references", () => {
  const dependency = { propertyDependencies: { bucket: [urn(BUCKET, "logs")], policy: [urn(BUCKET, "logs")] } };

  test("follows a value that is not known yet to the one resource it can name, and only suspects others", () => {
    const reading = read([
      step(BUCKET, "logs", {}),
      step(POLICY, "p", { bucket: UNKNOWN, policy: UNKNOWN }, { state: dependency }),
    ]);
    expect(printReferences(reading.changes[1]?.after?.references ?? [])).toEqual([
      `bucket -> ${BUCKET}::logs (proven)`,
      `policy -> ${BUCKET}::logs (possible)`,
    ]);
  });

  test("says of an input that depends on nothing in the preview that nobody can follow it", () => {
    const resource = onlyResource(
      read([step(BUCKET, "logs", { acl: UNKNOWN }, { state: { outputs: { arn: UNKNOWN } } })]),
    );
    expect(printReferences(resource.references)).toEqual(["acl -> ? (possible)"]);
  });

  test.each([
    [
      "a secret with its signature",
      { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hunter2-secret"' },
    ],
    ["a credential that the program wrote out", "hunter2-secret"],
    [
      "a secret output",
      { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "hunter2-secret", secret: true },
    ],
  ])("masks %s", (_, password) => {
    const reading = read([step("aws:rds/instance:Instance", "db", { password }, { state: { outputs: { password } } })]);
    expect(reachable(reading)).not.toContain("hunter2");
    expect(onlyResource(reading).native["password"]).toEqual(
      new Unknown([{ reason: "sensitive", path: "aws:rds/instance:Instance::db.password" }]),
    );
  });

  test("masks outputs that the program declares to be secret", () => {
    const reading = read([
      step(BUCKET, "a", {}, { state: { outputs: { arn: "hunter2" }, additionalSecretOutputs: ["arn"] } }),
    ]);
    expect(reachable(reading)).not.toContain("hunter2");
  });

  test("places a path at the property, whatever its name there", () => {
    const reading = read([
      step("aws:ec2/securityGroup:SecurityGroup", "web", { ingress: [{ cidrBlocks: ["0.0.0.0/0"], toPort: 22 }] }),
    ]);
    const { source } = onlyResource(reading);
    const lines = [["ingress", 0, "to_port"], ["ingress", 0, "cidr_blocks", 0], ["egress"]].map(
      (path) => reading.locate({ ...source, path }).start,
    );
    expect(lines.map((start) => `${start?.line}:${start?.column}`)).toEqual(["17:15", "15:17", "7:7"]);
  });
});
