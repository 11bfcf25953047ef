import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { propertyOf } from "../testing/template.ts";

const UNKNOWN: unknown = expect.any(Unknown);

describe("functions whose value is known", () => {
  test.each<[string, unknown]>([
    ["!Ref Given", "dev"],
    ["!Ref Number", 3],
    ["!Ref List", ["a", "b"]],
    ["{ Ref: Given }", "dev"],
    ["!Sub '${Given}-${!Kept}-${ Number }'", "dev-${Kept}-3"],
    ["!Sub ['${A}${Given}', { A: !Ref Number }]", "3dev"],
    ["{ 'Fn::Sub': '${Given}' }", "dev"],
    ["!Join ['-', [a, !Ref Given, !Ref AWS::NoValue, 1]]", "a-dev-1"],
    ["!Join [',', !Ref List]", "a,b"],
    ["!Select [1, !Ref List]", "b"],
    ["!Select ['0', [!Ref Given, x]]", "dev"],
    ["!Split ['/', 'a/b/c']", ["a", "b", "c"]],
    ["!Select [2, !Split ['.', 'a.b.c']]", "c"],
    ["!FindInMap [Sizes, !Ref Given, size]", 1],
    ["!FindInMap [Sizes, dev, zones]", ["x", "y"]],
    ["!FindInMap [Sizes, nothing, size, { DefaultValue: 7 }]", 7],
    ["!If [IsDev, a, b]", "a"],
    ["!If [NotDev, a, b]", "b"],
    ["!If [Maybe, same, same]", "same"],
    ["!If [IsDev, { a: !Ref Given }, !Ref AWS::NoValue]", { a: "dev" }],
    ["!If [NotDev, { a: 1 }, !Ref AWS::NoValue]", undefined],
    ["[!If [NotDev, x, !Ref AWS::NoValue], y]", ["y"]],
    ["!Base64 hello", "aGVsbG8="],
    ["!Cidr [10.0.0.0/16, 2, 8]", ["10.0.0.0/24", "10.0.1.0/24"]],
    ["!Cidr ['192.168.255.7/24', '2', 4]", ["192.168.255.0/28", "192.168.255.16/28"]],
    ["!Length [a, b]", 2],
    ["!Length [!Ref Asked]", 1],
    ["!ToJsonString { b: 1, a: !Ref Given }", '{"a":"dev","b":1}'],
    ["'true'", true],
    ["!Sub 'false'", false],
    ["012345678901", "012345678901"],
    ["1.5", 1.5],
    ["2012-10-17", "2012-10-17"],
    [
      "{ __proto__: 1, constructor: 2 }",
      Object.fromEntries([
        ["__proto__", 1],
        ["constructor", 2],
      ]),
    ],
    [
      "{ 'Fn::ForEach::I': [I, !Ref List, { 'Key${I}': !Sub '${I}-${Given}' }], Z: 1 }",
      { Keya: "a-dev", Keyb: "b-dev", Z: 1 },
    ],
    ["'{{resolve:secretsmanager:s:SecretString:p}}'", "{{resolve:secretsmanager:s:SecretString:p}}"],
  ])("%s", (yaml, expected) => {
    expect(propertyOf(yaml)).toEqual({ value: expected, references: [] });
  });
});

const proven = (target: string, attribute: string): object => ({
  path: ["P"],
  target,
  attribute,
  certainty: "proven",
});
const possible = (target: string | null, attribute: string | null): object => ({
  path: ["P"],
  target,
  attribute,
  certainty: "possible",
});
const NOWHERE = possible(null, null);

describe("functions whose value is only known once the stack is made", () => {
  test.each<[string, readonly object[]]>([
    ["!Ref Bucket", [proven("Bucket", "Ref")]],
    ["!GetAtt Bucket.Arn", [proven("Bucket", "Arn")]],
    ["!GetAtt [Bucket, Arn]", [proven("Bucket", "Arn")]],
    ["!Sub '${Bucket}'", [proven("Bucket", "Ref")]],
    ["!Sub '${Bucket.Arn}'", [proven("Bucket", "Arn")]],
    ["!Ref Asked", [proven("Parameters/Asked", "Ref")]],
    ["!Ref Secret", [proven("Parameters/Secret", "Ref")]],
    ["!Ref Stored", [proven("Parameters/Stored", "Ref")]],
    ["!Ref AWS::Region", [proven("AWS::Region", "Ref")]],
    ["!ImportValue shared", [proven("Import/shared", "Value")]],
    ["!Sub '${Asked}-x'", [possible("Parameters/Asked", "Ref"), NOWHERE]],
    ["!Sub '${Custom.Name}-x'", [possible("Custom", "Name"), NOWHERE]],
    ["!If [Maybe, !Ref Bucket, !Ref Topic]", [possible("Bucket", "Ref"), possible("Topic", "Ref")]],
    ["!If [Maybe, !Ref Bucket, !Ref AWS::NoValue]", [possible("Bucket", "Ref")]],
    ["!If [Maybe, !Ref Bucket, text]", [possible("Bucket", "Ref"), NOWHERE]],
    ["!If [Maybe, { a: 1 }, { a: 2 }]", [NOWHERE]],
    ["!Select [0, !GetAZs '']", [NOWHERE]],
    ["!Select [!Ref Asked, [a, b]]", [NOWHERE]],
    ["!Split [':', !GetAtt Bucket.Arn]", [possible("Bucket", "Arn"), NOWHERE]],
    ["!FindInMap [Sizes, !Ref AWS::Region, size]", [NOWHERE]],
    ["!Cidr [!Ref Asked, 2, 8]", [possible("Parameters/Asked", "Ref"), NOWHERE]],
    ["!Transform { Name: AWS::Include, Parameters: { Location: s3://x } }", [NOWHERE]],
    ["{ 'Fn::Transform': { Name: X }, a: 1 }", [NOWHERE]],
    ["'{{resolve:ssm:/path}}'", [NOWHERE]],
  ])("%s", (yaml, references) => {
    expect(propertyOf(yaml)).toEqual({ value: UNKNOWN, references });
  });

  test("a secret parameter is sensitive, and so is what is made with it", () => {
    for (const yaml of ["!Ref Secret", "!Sub 'x${Secret}'", "!Join ['', [!Ref Secret, x]]"]) {
      expect(propertyOf(yaml).value).toEqual(new Unknown([{ reason: "sensitive", path: "Subject.P" }]));
    }
  });
});

describe("texts in which a part stands for what AWS makes", () => {
  test.each([
    ["!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'", "arn:${AWS.Partition}:iam::${AWS.AccountId}:root"],
    ["!Ref AWS::AccountId", "${AWS.AccountId}"],
    ["!Sub '${Bucket.Arn}/*'", "arn:${AWS.Partition}:s3:::${Bucket}/*"],
    ["!Sub '${Topic}x'", "arn:${AWS.Partition}:sns:${AWS.Region}:${AWS.AccountId}:${Topic}x"],
    ["!Join ['', ['arn:', !Ref AWS::Partition, ':s3:::', !Ref Bucket]]", "arn:${AWS.Partition}:s3:::${Bucket}"],
  ])("%s", (yaml, expected) => {
    expect(propertyOf(yaml)).toEqual({ value: expected, references: [] });
  });

  test("a policy document has them wherever an attribute stands alone", () => {
    const { value } = propertyOf("{ Statement: [{ Principal: { AWS: !Ref Asked }, Resource: [!GetAtt Bucket.Arn] }] }");
    expect(value).toEqual({
      Statement: [{ Principal: { AWS: UNKNOWN }, Resource: ["arn:${AWS.Partition}:s3:::${Bucket}"] }],
    });
  });

  test("variables and arguments have them as well, other properties do not", () => {
    const { value, references } = propertyOf(
      "{ Variables: { T: !Ref Bucket, A: !Ref Asked }, Environment: [{ Value: !GetAtt Bucket.Arn }], Command: [!Ref Bucket], Name: !Ref Bucket }",
    );
    expect(value).toEqual({
      Variables: { T: "${Bucket}", A: unknownAt("Variables.A") },
      Environment: [{ Value: "arn:${AWS.Partition}:s3:::${Bucket}" }],
      Command: ["${Bucket}"],
      Name: unknownAt("Name"),
    });
    expect(references).toHaveLength(2);
    expect(propertyOf("{ Environment: { Image: !Ref Bucket } }").value).toEqual({
      Environment: { Image: unknownAt("Environment.Image") },
    });
  });

  test("an attribute that is a secret has none, and stays one in longer texts", () => {
    for (const yaml of ["!GetAtt Topic.SecretAccessKey", "!Sub 'x${Topic.ClientSecret}'"]) {
      expect(propertyOf(`{ Variables: { K: ${yaml} } }`).value).toEqual({
        Variables: { K: new Unknown([{ reason: "sensitive", path: "Subject.P.Variables.K" }]) },
      });
    }
    expect(propertyOf("{ Variables: { K: !GetAtt Topic.SecretArn } }").value).toEqual({
      Variables: { K: "arn:${AWS.Partition}:sns:${AWS.Region}:${AWS.AccountId}:${Topic.SecretArn}" },
    });
  });
});

/** What is only known once the stack is made, at a path under the property. */
function unknownAt(path: string): Unknown {
  return new Unknown([{ reason: "after-apply", path: `Subject.P.${path}` }]);
}
