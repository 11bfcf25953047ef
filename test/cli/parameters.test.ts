import { describe, expect, it } from "vitest";
import { folderOf, writ } from "./writ.ts";

const VOLUMES = `apiVersion: writ/v1
kind: Policy
metadata: { name: encrypted, title: Volumes are encrypted }
spec:
  match: { types: ["AWS::EC2::Volume", "Microsoft.Compute/disks", aws_ebs_volume] }
  validations:
    - id: encrypted
      expression: "[resource.native.?Encrypted, resource.native.?encrypted, resource.native.?properties.?encrypted].exists(x, x.orValue(false) == true)"
`;
const STACK = `Parameters:
  Encrypt: { Type: String, AllowedValues: ["true", "false"], Default: "false" }
Resources:
  Disk: { Type: AWS::EC2::Volume, Properties: { Encrypted: !Ref Encrypt } }
`;
const AZURE = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  parameters: { encrypt: { type: "bool" } },
  resources: [{ type: "Microsoft.Compute/disks", name: "d", properties: { encrypted: "[parameters('encrypt')]" } }],
});
const TERRAFORM = `variable "encrypt" {}\nresource "aws_ebs_volume" "disk" {\n  encrypted = var.encrypt\n}\n`;

const FILES = {
  "policies/p.yaml": VOLUMES,
  "t.yaml": STACK,
  "m.json": AZURE,
  "tf/main.tf": TERRAFORM,
  "aws.json": '[{"ParameterKey": "Encrypt", "ParameterValue": "true"}]',
  "pipeline.json": '{"Parameters": {"Encrypt": "false"}}',
  "m.parameters.json": '{"parameters": {"encrypt": {"value": true}}}',
  "prod.tfvars": "encrypt = true\n",
};

async function check(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = folderOf({ ...FILES, ...files });
  const { code, stdout, stderr } = await writ(folder, [
    "check",
    "--no-library",
    "-p",
    "policies",
    "-o",
    "json",
    ...args,
  ]);
  const report: Report = JSON.parse(stdout === "" ? '{"findings":[],"diagnostics":[]}' : stdout);
  return {
    code,
    stderr,
    findings: report.findings.map(({ outcome, resource }) => `${outcome} ${resource.id}`),
    diagnostics: report.diagnostics.map(
      ({ code: id, span }) => `${id} ${span?.file}:${span?.start.line}:${span?.start.column}`,
    ),
  };
}

interface Report {
  readonly findings: readonly { readonly outcome: string; readonly resource: { readonly id: string } }[];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly span?: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
  }[];
}

const CLEAN = { code: 0, findings: [], diagnostics: [] };

describe.concurrent("writ check --parameters", () => {
  it("hands values to templates of CloudFormation, the last of a name", async () => {
    expect(await check(["t.yaml"])).toMatchObject({ code: 1, findings: ["fail Disk"] });
    expect(await check(["t.yaml", "--parameters", "aws.json"])).toMatchObject(CLEAN);
    expect(await check(["t.yaml", "--parameters", "aws.json", "--parameters", "pipeline.json"])).toMatchObject({
      code: 1,
    });
  });

  it("hands values to templates of Azure and configurations of Terraform, each its own", async () => {
    const all = ["--parameters", "m.parameters.json", "--parameters", "prod.tfvars"];
    expect(await check(["m.json", "tf", ...all])).toMatchObject(CLEAN);
    expect(await check(["m.json", "tf"])).toMatchObject({
      code: 0,
      findings: [expect.any(String), expect.any(String)],
    });
  });

  it("leaves files of values in a folder alone unless they are named", async () => {
    const { diagnostics, findings } = await check(["."]);
    expect([diagnostics, findings]).toEqual([[], expect.arrayContaining(["fail Disk"])]);
  });

  it("takes them from the configuration, for the runs that have use of them", async () => {
    const files = { "writ.yaml": "parameters: [aws.json]\n" };
    expect(await check(["t.yaml"], files)).toMatchObject(CLEAN);
    expect(await check(["m.json"], files)).toMatchObject({ code: 0, diagnostics: [] });
    expect(await check(["t.yaml", "--parameters", "pipeline.json"], files)).toMatchObject({ code: 1 });
  });

  it.each<readonly [string, readonly string[], Readonly<Record<string, string>>, string]>([
    [
      "a value that is not allowed",
      ["t.yaml", "--parameters", "x.json"],
      { "x.json": '{"Parameters": {\n "Encrypt": "yes"}}' },
      "parameter-invalid x.json:2:2",
    ],
    [
      "a parameter that is not declared",
      ["t.yaml", "--parameters", "x.json"],
      { "x.json": '["Encrypted=true"]' },
      "parameter-undeclared x.json:1:2",
    ],
    ["values that nothing takes", ["t.yaml", "--parameters", "prod.tfvars"], {}, "parameters-unused prod.tfvars:1:1"],
    ["a file that holds no values", ["t.yaml", "--parameters", "m.json"], {}, "parameters-unrecognised m.json:1:1"],
    [
      "a file that is cut off",
      ["t.yaml", "--parameters", "x.json"],
      { "x.json": '["Encrypt' },
      "parameters-syntax x.json:1:2",
    ],
    ["a file that is not there", ["t.yaml", "--parameters", "none.json"], {}, "input-unreadable none.json:1:1"],
  ])("ends with 2 for %s, and the rest is judged", async (_, args, files, expected) => {
    const { code, diagnostics, findings } = await check(args, files);
    expect([code, diagnostics]).toEqual([2, [expected]]);
    expect(findings).toHaveLength(1);
  });

  it("lets one file serve several templates, when any of them declares what is in it", async () => {
    const other = STACK.replaceAll("Encrypt:", "Other:").replace("!Ref Encrypt", "!Ref Other");
    const shared = { "u.yaml": other, "x.json": '["Encrypt=true", "Other=true"]' };
    expect(await check(["t.yaml", "u.yaml", "--parameters", "x.json"], shared)).toMatchObject(CLEAN);
    const typo = { ...shared, "x.json": '["Encrypt=true", "Others=true"]' };
    expect((await check(["t.yaml", "u.yaml", "--parameters", "x.json"], typo)).diagnostics).toEqual([
      "parameter-undeclared x.json:1:18",
      "parameter-undeclared x.json:1:18",
    ]);
  });

  it("shows nothing of a secret, and is there for explain and for completion", async () => {
    const files = {
      "s.yaml":
        "Parameters:\n  P: { Type: String, NoEcho: true, MaxLength: 3 }\nResources:\n  A: { Type: AWS::EC2::Volume, Properties: { K: !Ref P } }\n",
      "s.json": '["P=correct-horse"]',
    };
    const folder = folderOf({ ...FILES, ...files });
    for (const format of ["text", "json", "sarif"]) {
      const args = ["check", "--no-library", "-p", "policies", "-o", format, "s.yaml", "--parameters", "s.json"];
      const { code, stdout, stderr } = await writ(folder, args);
      expect([code, `${stdout}${stderr}`]).toEqual([2, expect.not.stringContaining("correct-horse")]);
    }
    const explained = ["explain", "encrypted", "t.yaml", "-p", "policies", "--parameters", "aws.json"];
    expect((await writ(folder, explained)).stdout).toContain("true");
    expect((await writ(folder, ["completion", "bash"])).stdout).toContain("--parameters");
  });
});
