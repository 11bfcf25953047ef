import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { REPORTERS, type ReporterName } from "./index.ts";
import { finding, report } from "./testing/report.ts";

const OPTIONS = { colour: false, width: null, quiet: false, verbose: false };
const ORACLES = process.env["WRIT_ORACLES"] ?? join(import.meta.dirname, "../../../../shared/oracles");

function render(format: ReporterName, given = report()): string {
  return REPORTERS[format].render(given, OPTIONS);
}

describe("every format", () => {
  it.each(Object.entries(REPORTERS))("%s tells who waived a finding, until when and why", (_, reporter) => {
    const told = reporter.render(report(), OPTIONS).replaceAll("&#45;", "-");
    for (const part of ["w-1", "bob", "web", "2027-01-01T00:00:00Z", "public by design", "SEC-12"]) {
      expect(told).toContain(part);
    }
  });
});

describe("each format", () => {
  it.each(Object.entries(REPORTERS))("%s tells of a finding for which a waiver is requested", (_, reporter) => {
    const told = reporter.render(report(), OPTIONS).replaceAll("&#45;", "-");
    for (const part of ["migration", "2028-02-03", "infra/main.tf"]) expect(told).toContain(part);
  });
});

describe("sarif", () => {
  it("is valid against the schema of SARIF 2.1.0", (context) => {
    const schema = join(ORACLES, "schemas/sarif/sarif-schema-2.1.0.json");
    if (!existsSync(schema)) context.skip("the SARIF schema is not beside the repository");
    const ajv = new AjvDraft04.default({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
    expect(validate(JSON.parse(render("sarif"))), JSON.stringify(validate.errors)).toBe(true);
  });

  it("keeps rule id and fingerprint, and tells waivers as suppressions", () => {
    const [run] = JSON.parse(render("sarif")).runs;
    expect(run.results[0]).toMatchObject({
      ruleId: "object-store-not-public/public-access-blocked",
      ruleIndex: 0,
      partialFingerprints: { "writ/v1": "0123456789abcdef0123456789abcdef" },
    });
    expect(run.results[3].suppressions).toEqual([expect.objectContaining({ kind: "external", status: "accepted" })]);
    expect(run.results[4].baselineState).toBe("unchanged");
    expect(run.invocations[0].executionSuccessful).toBe(false);
  });

  it("tells who waived a finding until when beside the sentence", () => {
    const [run] = JSON.parse(render("sarif")).runs;
    expect(run.results[3].suppressions[0]).toMatchObject({
      justification:
        "waived by w-1 until 2027-01-01T00:00:00Z, approved by bob for web, accepted: public by design (SEC-12)",
      properties: { waiver: "w-1", owner: "web", approver: "bob", expires: "2027-01-01T00:00:00Z" },
    });
  });

  it("percent-encodes what a URI cannot hold", () => {
    const location = { file: "a b/ü#1.yaml", address: "x", path: [] };
    const [run] = JSON.parse(render("sarif", report({ findings: [finding({ location })] }))).runs;
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("a%20b/%C3%BC%231.yaml");
  });
});

describe("gitlab", () => {
  it("is valid against the schema and gives every issue a fingerprint of its own", (context) => {
    const schema = join(ORACLES, "schemas/gitlab/gitlab-code-quality.schema.json");
    if (!existsSync(schema)) context.skip("the GitLab schema is not beside the repository");
    const validate = new Ajv2020({ strict: false, validateSchema: false }).compile({
      ...JSON.parse(readFileSync(schema, "utf8")),
      $schema: undefined,
    });
    const issues = JSON.parse(render("gitlab", report({ findings: [finding(), finding()] })));
    expect(validate(issues), JSON.stringify(validate.errors)).toBe(true);
    expect(new Set(issues.map((issue: { fingerprint: string }) => issue.fingerprint)).size).toBe(2);
  });
});

describe("junit", () => {
  it("counts failures, errors and skips, and puts each case into the suite of its input", () => {
    const xml = render("junit");
    expect(xml).toContain('<testsuite name="plan.json" tests="7" failures="1" errors="2" skipped="3"');
    expect(xml).toContain('<testsuite name="broken.yaml" tests="1" failures="0" errors="1" skipped="0"');
    expect(xml).toContain('<failure message="the bucket can be made public" type="critical">');
  });

  it("drops what XML cannot hold and escapes the rest", () => {
    const xml = render("junit", report({ findings: [finding({ message: 'a\u0000<b>&"c"\n' })] }));
    expect(xml).toContain("a\ufffd&lt;b&gt;&amp;&quot;c&quot;&#10;");
  });
});

describe("github", () => {
  it("names file, line and rule in one command a finding", () => {
    const [, first] = render("github").split("\n");
    expect(first).toMatch(
      /^::error file=main\.tf,line=12,col=3,endLine=12,title=object-store-not-public\/public-access-blocked \(critical\)::/,
    );
  });

  it("lets no name end its command or start another", () => {
    const resource = { ...finding().resource, id: "x\n::error::forged" };
    const location = { file: "a,line=9:b\n.tf", address: "x", path: [] };
    const output = render("github", report({ diagnostics: [], findings: [finding({ resource, location })] }));
    expect(output.trimEnd().split("\n")).toHaveLength(1);
    expect(output).toContain("file=a%2Cline=9%3Ab%0A.tf,");
  });
});

describe("policyreport", () => {
  it("writes one report for each namespace and a summary that adds up", () => {
    const namespaced = finding({ resource: { ...finding().resource, type: "apps/v1 Deployment", scope: "shop" } });
    const documents = parseAllDocuments(
      render("policyreport", report({ findings: [finding(), namespaced], quiet: [] })),
    );
    expect(documents.map((one) => one.toJS())).toMatchObject([
      { kind: "ClusterPolicyReport", summary: { fail: 1 } },
      {
        kind: "PolicyReport",
        metadata: { namespace: "shop" },
        results: [{ resources: [{ apiVersion: "apps/v1", kind: "Deployment" }] }],
      },
    ]);
  });
});

describe("json and ndjson", () => {
  it("are valid against the published schema and hold the same findings", () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../../spec/schemas/check-report.json"), "utf8"),
    );
    const ajv = new Ajv2020();
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const whole = JSON.parse(render("json"));
    expect(validate(whole), JSON.stringify(validate.errors)).toBe(true);
    const lines = render("ndjson")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.filter((line) => line.type === "finding").map(({ type: _type, ...rest }) => rest)).toEqual(
      whole.findings,
    );
    expect(lines.at(-1)).toMatchObject({ type: "summary", counts: whole.counts });
  });
});

describe("markdown", () => {
  it("stays under the limit of a comment and says how many it left out", () => {
    const findings = Array.from({ length: 2000 }, (_, index) => finding({ message: `number ${index} `.repeat(5) }));
    const text = render("markdown", report({ findings }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/… and \d+ more/);
  });

  it("lets no user text become markup", () => {
    const text = render("markdown", report({ findings: [finding({ message: "<img src=x> [a](b) | @team `x`" })] }));
    expect(text).not.toMatch(/<img|\]\(|@team/);
  });
});

describe("every format", () => {
  it("survives any text in names, messages and values", () => {
    const anyText = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(anyText, anyText, (name, message) => {
        const resource = { ...finding().resource, id: name, name };
        const given = report({
          findings: [
            finding({
              message,
              resource,
              observed: [{ path: name, value: message, known: "yes", default: false, location: null }],
            }),
          ],
        });
        for (const format of ["json", "sarif", "gitlab"] as const) JSON.parse(render(format, given));
        for (const format of ["text", "markdown", "policyreport", "junit"] as const) {
          expect(render(format, given)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
        }
      }),
      { numRuns: 200 },
    );
  });
});
