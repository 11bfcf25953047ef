import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, ROOT, writ } from "./writ.ts";

const OPEN = `resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.anywhere]
  }
}
`;
const VARIABLES = 'variable "anywhere" {\n  default = "0.0.0.0/0"\n}\n';
const CALL = 'module "web" {\n  source   = "../modules/web"\n  anywhere = "0.0.0.0/0"\n}\n';

interface Report {
  readonly inputs: readonly { readonly file: string; readonly format: string; readonly resources: number }[];
  readonly findings: readonly {
    readonly validation: string;
    readonly resource: { readonly id: string };
    readonly location: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
  }[];
  readonly diagnostics: readonly { readonly code: string; readonly span: Report["findings"][number]["location"] }[];
}

async function check(folder: string, ...args: readonly string[]): Promise<Report & { readonly code: number | null }> {
  const { code, stdout, stderr } = await writ(folder, ["check", ...args, "-o", "json"]);
  expect(stdout, stderr).not.toBe("");
  const report: Report = JSON.parse(stdout);
  return { ...report, code };
}

function inputsOf({ inputs }: Report): readonly string[] {
  return inputs.map(({ file, format, resources }) => `${file} ${format} ${resources}`);
}

function placesOf({ findings }: Report, validation: string): readonly string[] {
  return findings
    .filter((finding) => finding.validation === validation)
    .map(({ location: { file, start } }) => `${file}:${start.line}:${start.column}`);
}

/** Each finding with its resource, without what tells the parts of one apart. */
function foundIn({ findings }: Report): readonly string[] {
  return findings
    .map(({ validation, resource }) => `${validation} ${resource.id.replace(/\[[0-9a-f]{12}\]$/, "")}`)
    .toSorted();
}

describe.concurrent("writ check on a Terraform configuration", () => {
  it("judges a folder as one configuration, and points at the line of the cause", async () => {
    const folder = folderOf({ "infra/main.tf": OPEN, "infra/variables.tf": VARIABLES });
    const report = await check(folder, "infra");
    expect(report.code).toBe(1);
    expect(inputsOf(report)).toEqual(["infra terraform-hcl 1"]);
    expect(placesOf(report, "admin-ports-closed")).toEqual(["infra/main.tf:7:5"]);
  });

  it("judges what a named file declares, with the files beside it to understand it by", async () => {
    const folder = folderOf({
      "main.tf": OPEN,
      "variables.tf": VARIABLES,
      "other.tf": OPEN.replace('"web"', '"other"'),
    });
    const report = await check(folder, "main.tf");
    expect(report.code).toBe(1);
    expect(inputsOf(report)).toEqual(["main.tf terraform-hcl 1"]);
    expect(placesOf(report, "admin-ports-closed")).toEqual(["main.tf:7:5"]);
  });

  it("judges a module where it is called, and not once more by itself", async () => {
    const folder = folderOf({
      "live/main.tf": CALL,
      "modules/web/main.tf": OPEN,
      "modules/web/variables.tf": 'variable "anywhere" {}\n',
      "alone/main.tf": OPEN.replace("var.anywhere", '"10.0.0.0/8"'),
    });
    const report = await check(folder, ".");
    expect(inputsOf(report)).toEqual(["alone terraform-hcl 1", "live terraform-hcl 1"]);
    expect(report.findings.map(({ resource }) => resource.id.replace(/\[.*/, ""))).toContain(
      "module.web.aws_security_group.web",
    );
    expect(placesOf(report, "admin-ports-closed")).toEqual(["modules/web/main.tf:7:5"]);
    const inside = await check(folder, "live");
    expect(placesOf(inside, "admin-ports-closed")).toEqual(["modules/web/main.tf:7:5"]);
  });

  it("takes the values of variables from files that are named", async () => {
    const folder = folderOf({
      "main.tf": OPEN,
      "variables.tf": VARIABLES,
      "inside.tfvars": 'anywhere = "10.0.0.0/8"\n',
    });
    expect(placesOf(await check(folder, "main.tf", "inside.tfvars"), "admin-ports-closed")).toEqual([]);
  });

  it("reads one on stdin, by its content", async () => {
    const text = OPEN.replace("var.anywhere", '"0.0.0.0/0"');
    const { code, stdout } = await writ(folderOf({}), ["check", "-"], { stdin: text });
    expect(code).toBe(1);
    expect(stdout).toContain("stdin:7:5");
  });

  it("judges the plan where one lies beside the configuration, and says so", async () => {
    const folder = folderOf({});
    cpSync(join(ROOT, "examples/shop"), folder, { recursive: true });
    const [whole, plan] = [await check(folder, "."), await check(folder, "plan.json")];
    expect(inputsOf(whole)).toEqual(expect.arrayContaining([...inputsOf(plan)]));
    expect(whole.inputs.map(({ format }) => format)).not.toContain("terraform-hcl");
    expect(whole.diagnostics.map(({ code }) => code)).toEqual(["configuration-beside-plan"]);
  });

  it("finds in a configuration what it finds in its plan", async () => {
    const folder = folderOf({});
    cpSync(join(ROOT, "examples/shop"), folder, { recursive: true });
    const [files, plan] = [await check(folder, "main.tf"), await check(folder, "plan.json")];
    expect(foundIn(files)).toEqual(foundIn(plan));
    expect(foundIn(files).length).toBeGreaterThan(5);
  });

  it("exits with 2 when one file of twenty does not parse, and still decides on the rest", async () => {
    const good = Array.from({ length: 18 }, (_, at) => [`f${at}.tf`, `resource "aws_kms_key" "k${at}" {}\n`] as const);
    const broken = 'resource "aws_s3_bucket" "b" {\n  bucket = [\n}\n';
    const folder = folderOf({
      "main.tf": OPEN,
      "variables.tf": VARIABLES,
      "z.tf": broken,
      ...Object.fromEntries(good),
    });
    const report = await check(folder, ".");
    expect(report.code).toBe(2);
    expect(report.inputs).toMatchObject([{ format: "terraform-hcl", resources: 20 }]);
    const lines = report.diagnostics.map(
      ({ code, span }) => `${code} ${span.file}:${span.start.line}:${span.start.column}`,
    );
    expect(lines).toEqual(["terraform-truncated z.tf:1:1", "terraform-syntax z.tf:3:1"]);
    expect(placesOf(report, "admin-ports-closed")).toEqual(["main.tf:7:5"]);
  });

  it("is undecided about modules that are not there", async () => {
    const folder = folderOf({
      "main.tf": 'module "vpc" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.0.0"\n}\n',
    });
    const report = await check(folder, ".");
    expect(report.code).toBe(4);
    expect(report.diagnostics.map(({ code }) => code)).toContain("terraform-module-not-installed");
  });

  it("sees into manifests that are written as text, and ends with 4 where a chart cannot be seen into", async () => {
    const chart = 'resource "helm_release" "web" {\n  chart = "web"\n}\n';
    const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  hostNetwork: true\n";
    const folder = folderOf({
      "chart/main.tf": chart,
      "manifest/main.tf": `resource "kubectl_manifest" "pod" {\n  yaml_body = <<YAML\n${pod}YAML\n}\n`,
    });
    const [alone, seen] = [await check(folder, "chart"), await check(folder, "manifest")];
    expect(alone.code).toBe(4);
    expect(alone.diagnostics.map(({ code, span }) => `${code} ${span.file}:${span.start.line}`)).toEqual([
      "terraform-chart-not-seen chart/main.tf:1",
    ]);
    expect(placesOf(seen, "no-address-of-the-node")).toEqual(["manifest/main.tf:7:3"]);
  });
});
