import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { readText, resourceOf } from "./testing/template.ts";

const JSON_TEMPLATE = JSON.stringify({
  Resources: {
    Bucket: {
      Type: "AWS::S3::Bucket",
      Properties: { BucketName: { "Fn::Sub": "${AWS::StackName}-data" } },
      Metadata: { "aws:cdk:path": "Shop/Store/Resource" },
      UpdateReplacePolicy: "Retain",
      DeletionPolicy: "Retain",
    },
  },
});

describe("readCloudFormation()", () => {
  test("readCloudFormation() reads the same from JSON and from YAML", () => {
    const yaml = `
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Metadata: { aws:cdk:path: Shop/Store/Resource }
    Properties:
      BucketName: !Sub "\${AWS::StackName}-data"
`;
    const [json, plain] = [readText(JSON_TEMPLATE), readText(yaml)];
    expect(json.diagnostics).toEqual([]);
    expect(plain.changes).toEqual(json.changes);
    expect(resourceOf(json, "Bucket")).toEqual({
      id: "Bucket",
      type: "AWS::S3::Bucket",
      provider: "aws",
      providerVersion: null,
      group: "cloudformation t.yaml",
      module: "",
      name: "Bucket",
      scope: "",
      labels: {},
      native: {
        BucketName: "${AWS.StackName}-data",
        DeletionPolicy: "Retain",
        UpdateReplacePolicy: "Retain",
      },
      references: [],
      source: { file: "t.yaml", address: "Bucket (Shop/Store/Resource)", path: [] },
    });
  });

  test("readCloudFormation() reads what is JSON but for a comma as YAML", () => {
    const { changes, diagnostics } = readText('{"Resources": {"A": {"Type": "AWS::S3::Bucket"},},}');
    expect([changes.length, diagnostics]).toEqual([1, []]);
  });

  test("readCloudFormation() tells what conditions leave out, and marks what they may", () => {
    const { changes, diagnostics, unresolved } = readText(`
Parameters: { Env: { Type: String, Default: dev }, Asked: { Type: String } }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsAsked: !Equals [!Ref Asked, "yes"]
  Either: !Or [{ Condition: IsProd }, { Condition: IsAsked }]
  Both: !And [{ Condition: IsProd }, { Condition: IsAsked }]
Resources:
  Out: { Type: AWS::S3::Bucket, Condition: IsProd }
  Never: { Type: AWS::S3::Bucket, Condition: Both }
  Maybe: { Type: AWS::S3::Bucket, Condition: Either }
  In: { Type: AWS::S3::Bucket }
`);
    expect(changes.map(({ after, traits }) => [after?.id, traits])).toEqual([
      ["Maybe", ["conditional"]],
      ["In", []],
    ]);
    expect(diagnostics).toMatchObject([
      {
        code: "condition-not-met",
        severity: "warning",
        message:
          "In template `t.yaml` `Out`, `Never` are not judged, because with the values of the parameters the condition does not hold",
        span: { start: { line: 9, column: 3 } },
      },
    ]);
    expect(unresolved).toEqual([]);
  });

  test("readCloudFormation() joins what may not be made only with what is made together with it", () => {
    const reading = readText(`
Parameters: { Asked: { Type: String } }
Conditions: { IsAsked: !Equals [!Ref Asked, "yes"], Other: !Equals [!Ref Asked, "no"] }
Resources:
  Always: { Type: AWS::S3::Bucket }
  Maybe: { Type: AWS::S3::Bucket, Condition: IsAsked }
  A: { Type: AWS::S3::BucketPolicy, Condition: IsAsked, Properties: { Bucket: !Ref Always } }
  B: { Type: AWS::S3::BucketPolicy, Condition: IsAsked, Properties: { Bucket: !Ref Maybe } }
  C: { Type: AWS::S3::BucketPolicy, Condition: Other, Properties: { Bucket: !Ref Maybe } }
`);
    const certainties = ["A", "B", "C"].map((id) => resourceOf(reading, id).references[0]?.certainty);
    expect(certainties).toEqual(["possible", "proven", "possible"]);
  });

  test("readCloudFormation() reads tags of both kinds as labels", () => {
    const reading = readText(`
Resources:
  A: { Type: AWS::S3::Bucket, Properties: { Tags: [{ Key: env, Value: prod }, { Key: true, Value: "true" }, { Key: n, Value: 5 }, { Key: r, Value: !Ref AWS::Region }, 7] } }
  B: { Type: AWS::SSM::Parameter, Properties: { Tags: { __proto__: x, env: prod } } }
`);
    expect(resourceOf(reading, "A").labels).toEqual({ env: "prod", true: "true", n: "5" });
    expect(resourceOf(reading, "B").labels).toEqual(
      Object.fromEntries([
        ["__proto__", "x"],
        ["env", "prod"],
      ]),
    );
  });

  test("readCloudFormation() unrolls loops over resources, one inside the other", () => {
    const reading = readText(`
Transform: AWS::LanguageExtensions
Parameters: { Zones: { Type: CommaDelimitedList, Default: "a,b-1" } }
Resources:
  Fn::ForEach::Zones:
    - Zone
    - !Ref Zones
    - Fn::ForEach::Names:
        - Name
        - [X, Y]
        - Bucket\${Name}&{Zone}:
            Type: AWS::S3::Bucket
            Properties: { BucketName: !Sub "\${Name}-\${Zone}", Zone: !Ref Zone }
`);
    expect(reading.diagnostics).toEqual([]);
    expect(reading.changes.map(({ after }) => [after?.id, after?.native])).toEqual([
      ["BucketXa", { BucketName: "X-a", Zone: "a" }],
      ["BucketYa", { BucketName: "Y-a", Zone: "a" }],
      ["BucketXb1", { BucketName: "X-b-1", Zone: "b-1" }],
      ["BucketYb1", { BucketName: "Y-b-1", Zone: "b-1" }],
    ]);
  });

  test("readCloudFormation() takes anchors and merge keys", () => {
    const reading = readText(`
Base: &base { A: 1, B: 2 }
Resources:
  R: { Type: AWS::S3::Bucket, Properties: { <<: *base, B: 3, C: *base } }
`);
    expect(resourceOf(reading, "R").native).toEqual({ A: 1, B: 3, C: { A: 1, B: 2 } });
  });
});

describe("secrets in a template", () => {
  const KEY = "AKIAIOSFODNN7REALKEY".slice(0, 20);
  const reading = readText(`
Resources:
  R:
    Type: AWS::Test::Thing
    Properties:
      MasterUserPassword: correct-horse
      Kept: '{{resolve:secretsmanager:db}}'
      SecretString: '{{resolve:secretsmanager:db}}'
      Environment: { Variables: { DB_PASSWORD: battery-staple, LEVEL: info } }
      Containers:
        - Environment: [{ Name: API_TOKEN, Value: tr0ub4dor }, { Name: MODE, Value: fast }]
      Build: { EnvironmentVariables: [{ Name: DB_PASSWORD, Type: PARAMETER_STORE, Value: /db/password }] }
      UserData: !Base64 "export AWS_ACCESS_KEY_ID=${KEY}"
`);
  const { native } = resourceOf(reading, "R");

  test("secrets in a template are masked and listed", () => {
    expect(JSON.stringify(reading)).not.toMatch(/correct-horse|battery-staple|tr0ub4dor|AKIA/);
    expect(native["MasterUserPassword"]).toEqual(new Unknown([{ reason: "sensitive", path: "MasterUserPassword" }]));
    expect(native["$masked"]).toMatchObject([
      { path: "MasterUserPassword", detectors: ["named-secret"] },
      { path: "Environment.Variables.DB_PASSWORD", detectors: ["named-secret"] },
      { path: "Containers.0.Environment.0.Value", detectors: ["named-secret"] },
      { path: "UserData", detectors: ["aws-access-key-id"] },
    ]);
  });

  test("secrets in a template are not where it only says where they are kept", () => {
    expect(native).toMatchObject({
      Kept: "{{resolve:secretsmanager:db}}",
      SecretString: "{{resolve:secretsmanager:db}}",
      Environment: { Variables: { LEVEL: "info" } },
      Build: { EnvironmentVariables: [{ Value: "/db/password" }] },
    });
  });

  test("secrets in a template are placed where they stand", () => {
    const lines = [0, 1, 2, 3].map(
      (at) => reading.locate({ file: "t.yaml", address: "R", path: ["$masked", at, "path"] }).start?.line,
    );
    expect(lines).toEqual([6, 9, 11, 13]);
  });
});
