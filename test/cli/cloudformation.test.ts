import { describe, expect, it } from "vitest";
import { folderOf, writ } from "./writ.ts";

const POLICY = `apiVersion: writ/v1
kind: Policy
metadata: { name: encrypted-volumes, title: Volumes are encrypted }
spec:
  match: { types: ["AWS::EC2::Volume"] }
  validations:
    - { id: encrypted, expression: "has(resource.native.Encrypted) && resource.native.Encrypted == true" }
`;

const YAML = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Encrypt: { Type: String, Default: "true" }
Resources:
  Good: { Type: AWS::EC2::Volume, Properties: { Encrypted: !Ref Encrypt } }
  Bad:
    Type: AWS::EC2::Volume
    Properties:
      Size: 1
      Encrypted: "false"
`;

const CDK = JSON.stringify(
  {
    Resources: {
      Disk0: {
        Type: "AWS::EC2::Volume",
        Properties: { Encrypted: false },
        Metadata: { "aws:cdk:path": "Shop/Disk/Resource" },
      },
    },
  },
  null,
  2,
);

async function check(files: Readonly<Record<string, string>>, ...inputs: readonly string[]) {
  const folder = folderOf({ "policies/p.yaml": POLICY, ...files });
  const { code, stdout } = await writ(folder, ["check", "--no-library", "-p", "policies", "-o", "json", ...inputs]);
  const report: Report = JSON.parse(stdout);
  const findings = report.findings.map(
    ({ resource, outcome, location: { file, address, start } }) =>
      `${outcome} ${resource.id} ${file}:${start?.line}:${start?.column} ${address}`,
  );
  return { code, findings, diagnostics: report.diagnostics.map(({ code: id, span }) => `${id} ${span?.start.line}`) };
}

interface Report {
  readonly findings: readonly {
    readonly outcome: string;
    readonly resource: { readonly id: string };
    readonly location: {
      readonly file: string;
      readonly address: string;
      readonly start?: { readonly line: number; readonly column: number };
    };
  }[];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly span?: { readonly start: { readonly line: number } };
  }[];
}

describe.concurrent("a CloudFormation template on the command line", () => {
  it("is judged, and the finding points at the property", async () => {
    expect(await check({ "t.yaml": YAML }, "t.yaml")).toEqual({
      code: 1,
      findings: ["fail Bad t.yaml:10:7 Bad"],
      diagnostics: [],
    });
  });

  it("is found in the output of the CDK, among its other files", async () => {
    const files = {
      "cdk.out/Shop.template.json": CDK,
      "cdk.out/manifest.json": '{"version":"36.0.0","artifacts":{"Shop":{"type":"aws:cloudformation:stack"}}}',
      "cdk.out/tree.json": '{"version":"tree-0.1","tree":{"id":"App","path":""}}',
      "cdk.out/Shop.assets.json": '{"version":"36.0.0","files":{}}',
      "cdk.out/old.template": YAML,
    };
    expect(await check(files, "cdk.out")).toEqual({
      code: 1,
      findings: [
        "fail Disk0 cdk.out/Shop.template.json:6:9 Disk0 (Shop/Disk/Resource)",
        "fail Bad cdk.out/old.template:10:7 Bad",
      ],
      diagnostics: [],
    });
  });

  it("prints nothing secret that stands in it", async () => {
    const secret = `${YAML}  Db: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: correct-horse } }\n`;
    const folder = folderOf({ "policies/p.yaml": POLICY, "t.yaml": secret });
    for (const format of ["text", "json", "sarif"]) {
      const { stdout, stderr } = await writ(folder, [
        "check",
        "-p",
        "policies",
        "-o",
        format,
        "--show-passed",
        "t.yaml",
      ]);
      expect(`${stdout}${stderr}`).not.toContain("correct-horse");
      expect(stdout).toContain("Bad");
    }
  });

  it("ends with 2 when part of it cannot be read, and the rest is judged", async () => {
    const circle = `${YAML}  A: { Type: AWS::SQS::Queue, Properties: { Q: !GetAtt B.Arn } }\n  B: { Type: AWS::SQS::Queue, DependsOn: A }\n`;
    expect(
      await check(
        { "t.yaml": circle, "broken.yaml": "Resources:\n  A: {Type: AWS::S3::Bucket\n" },
        "t.yaml",
        "broken.yaml",
      ),
    ).toEqual({
      code: 2,
      findings: ["fail Bad t.yaml:10:7 Bad"],
      diagnostics: ["yaml-syntax 3", "circular-reference 11"],
    });
  });
});
