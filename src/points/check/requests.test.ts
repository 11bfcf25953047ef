import { describe, expect, it } from "vitest";
import { readSource, readTerraformConfiguration } from "#adapters/sources";
import { loadBundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import type { CheckReport, SourceReading } from "#core/model";
import { runCheck } from "./index.ts";

const TYPES = ["aws_s3_bucket", "AWS::S3::Bucket", "v1 Pod", "Dockerfile stage", "github-actions job"];

const DOCUMENTS = JSON.stringify({
  apiVersion: "writ/v1",
  kind: "Policy",
  metadata: { name: "p" },
  spec: {
    match: { types: TYPES },
    validations: [
      { id: "named-x", expression: 'resource.name == "x"' },
      { id: "named-y", expression: 'resource.name == "y"' },
    ],
  },
});

const ASK = '# writ:waive p/named-x reason="why" until=2027-03-01';

function reading(file: string, text: string): SourceReading {
  if (!file.endsWith(".tf")) return readSource({ file, bytes: new TextEncoder().encode(text) });
  return readTerraformConfiguration({ name: "app", root: "app", files: [{ file, text }], variables: [] });
}

function check(file: string, text: string, documents: string = DOCUMENTS): CheckReport {
  const { bundle, diagnostics } = loadBundle([{ file: "p.json", text: documents }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return runCheck({
    bundle,
    program: compileProgram(bundle),
    readings: [reading(file, text)],
    unread: [],
    textWith: (name, word) => (name === file && text.includes(word) ? text : null),
    diagnostics: [],
    options: {
      principal: { id: "ci", kind: "pipeline", groups: [], attributes: {}, chain: [] },
      environment: null,
      changedOnly: false,
      failOn: "info",
      failOnUnknown: false,
      warnExitCode: false,
      noFail: false,
      showPassed: false,
      baseline: new Set(),
    },
    clock: { startedAt: "2026-01-01T00:00:00Z", now: { seconds: 1_767_225_600, nanos: 0 }, elapsedMs: () => 0 },
    version: "0",
  });
}

/** The resources for which a waiver of `p/named-x` is asked, each with the line of the comment. */
function asked({ findings }: CheckReport): readonly string[] {
  return findings.flatMap(({ validation, resource, request }) =>
    request === null ? [] : [`${validation} ${resource.name} ${request.line}`],
  );
}

function codes({ diagnostics }: CheckReport): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

const pod = (name: string, inner = ""): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${inner}spec:\n  containers: [{ name: c, image: "c:1" }]\n`;

const bucket = (name: string, inner = ""): string =>
  `resource "aws_s3_bucket" "${name}" {\n${inner}  bucket = "b"\n}\n`;

describe("a comment that asks for a waiver", () => {
  it.each([
    ["above a manifest", "a.yaml", `${ASK}\n# more\n\n${pod("a")}---\n${pod("b")}`, "named-x a 1"],
    ["above a later manifest", "a.yaml", `${pod("a")}---\n${ASK}\n${pod("b")}`, "named-x b 8"],
    ["in a manifest", "a.yaml", `${pod("a")}---\n${pod("b", `  ${ASK}\n`)}`, "named-x b 12"],
    ["at the end of a line", "a.yaml", `${pod("a", `  labels: {} ${ASK}\n`)}---\n${pod("b")}`, "named-x a 5"],
    ["above a block of Terraform", "app/main.tf", `${bucket("a")}${ASK}\n${bucket("b")}`, "named-x b 4"],
    ["in a block of Terraform", "app/main.tf", `${bucket("a", `  ${ASK}\n`)}${bucket("b")}`, "named-x a 2"],
    [
      "above a resource of CloudFormation",
      "t.yaml",
      `Resources:\n  a:\n    Type: AWS::S3::Bucket\n  ${ASK}\n  b:\n    Type: AWS::S3::Bucket\n`,
      "named-x b 4",
    ],
    [
      "above a stage of a Dockerfile",
      "Dockerfile",
      `FROM a:1 AS a\nRUN x\n${ASK}\nFROM b:1 AS b\nRUN y\n`,
      "named-x b 3",
    ],
    ["in a stage of a Dockerfile", "Dockerfile", `FROM a:1 AS a\n${ASK}\nRUN x\nFROM b:1 AS b\nRUN y\n`, "named-x a 2"],
    [
      "in a job of a workflow",
      ".github/workflows/w.yml",
      `on: push\njobs:\n  a:\n    runs-on: u\n    steps: [{ run: x }]\n  b:\n    ${ASK}\n    runs-on: u\n    steps: [{ run: x }]\n`,
      "named-x b 7",
    ],
  ])("is about the resource that it stands at: %s", (_, file, text, expected) => {
    const report = check(file, text);
    expect(asked(report)).toEqual([expected]);
    expect(codes(report)).toEqual([]);
  });

  it("leaves the finding what it is, and every other one untouched", () => {
    const plain = check("a.yaml", `${pod("a")}${ASK.replace("writ:", "writ ")}\n`);
    const report = check("a.yaml", `${pod("a")}${ASK}\n`);
    expect(report.exitCode).toBe(1);
    expect(report.counts).toEqual(plain.counts);
    expect(report.findings.map(({ request: _request, ...rest }) => rest)).toEqual(
      plain.findings.map(({ request: _request, ...rest }) => rest),
    );
    expect(report.findings[0]?.request).toEqual({ reason: "why", until: "2027-03-01", file: "a.yaml", line: 7 });
  });

  it("asks for every validation where it names the policy alone", () => {
    expect(asked(check("a.yaml", `${ASK.replace("/named-x", "")}\n${pod("a")}`))).toEqual([
      "named-x a 1",
      "named-y a 1",
    ]);
  });

  it.each([
    ["nothing violates the validation", `${ASK}\n${pod("x")}`, "waiver-request-idle"],
    ["the violation is elsewhere", `${ASK}\n${pod("x")}---\n${pod("a")}`, "waiver-request-idle"],
    ["the policy is not loaded", `${ASK.replace("p/", "q/")}\n${pod("a")}`, "waiver-request-unknown"],
    ["the validation is not loaded", `${ASK.replace("-x", "-z")}\n${pod("a")}`, "waiver-request-unknown"],
    ["it cannot be understood", `# writ:waive p/named-x\n${pod("a")}`, "waiver-request-invalid"],
  ])("marks nothing and is told when %s", (_, text, code) => {
    const report = check("a.yaml", text);
    expect(asked(report)).toEqual([]);
    expect(codes(report)).toEqual([code]);
  });

  it("counts once where several ask for one finding: the first", () => {
    expect(asked(check("a.yaml", `${ASK}\n${ASK}\n${pod("a", `  ${ASK}\n`)}`))).toEqual(["named-x a 1"]);
  });
});
