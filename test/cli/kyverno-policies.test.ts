import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { folderOf, writ, type Run } from "./writ.ts";

const HEAD = "apiVersion: policies.kyverno.io/v1\nkind: ValidatingPolicy\n";

function policy(spec = "", name = "labelled"): string {
  return `${HEAD}metadata:
  name: ${name}
  annotations: { policies.kyverno.io/severity: high, policies.kyverno.io/category: Labels }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
${spec || "  validations: [{ expression: has(object.metadata.labels), message: Label it }]"}
---
`;
}

function exception(spec: string): string {
  return `apiVersion: policies.kyverno.io/v1beta1
kind: PolicyException
metadata: { name: but, namespace: ops }
spec: { ${spec} }
---
`;
}

const OF_BAD = "matchConditions: [{ name: bad, expression: object.metadata.name == 'bad' }]";
const REFS = "policyRefs: [{ name: labelled, kind: ValidatingPolicy }]";

const APP = `# what we run
apiVersion: v1
kind: Pod
metadata: { name: bad }
spec: { containers: [] }
---
# and its controller
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { a: b } }, spec: { containers: [] } } }
`;

/** Runs the check on the app with the policies of a file. */
function check(policies: string, ...args: readonly string[]): Promise<Run> {
  const folder = folderOf({ "app.yaml": APP, "policies/p.yaml": policies });
  return writ(folder, ["check", "app.yaml", "--policy", "policies", "--no-library", ...args]);
}

describe.concurrent("writ check with policies of Kyverno", () => {
  it("denies in the words of Kyverno, at the object, with the severity that the policy says", async () => {
    const { code, stdout } = await check(policy(), "--show-passed");
    expect(code).toBe(1);
    expect(stdout).toContain("high labelled/validation-1\n              Policy labelled failed: Label it\n");
    expect(stdout).toContain("app.yaml:2:1  (Pod/bad)");
    expect(stdout).toContain("pass  labelled/admission  shop/Deployment/web");
    expect(stdout).toContain("1 passed, 1 failed, 0 warned");
  });

  it("reads YAML inside of objects as Kyverno does, and says what it cannot tell", async () => {
    const spec = `  validations: [{ expression: "yaml.parse(object.metadata.annotations.rules).on == [true]", message: Off }]`;
    const judge = (rules: string): Promise<Run> => {
      const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { rules: '${rules}' } }\n`;
      const folder = folderOf({ "app.yaml": pod, "policies/p.yaml": policy(spec) });
      return writ(folder, ["check", "app.yaml", "--policy", "policies", "--no-library"]);
    };
    const [wrong, error, tagged] = await Promise.all([
      judge('{"on": [off]}'),
      judge("[yes]"),
      judge("on: !!seq [yes]"),
    ]);
    expect([wrong.code, error.code, tagged.code]).toEqual([1, 2, 0]);
    expect(wrong.stdout).toContain("Policy labelled failed: Off");
    expect(tagged.stdout).toContain("tags, directives or deep nesting");
  });

  it("warns, and notes, where the policy says so, and where it judges what exists alone", async () => {
    const rest = "  validations: [{ expression: has(object.metadata.labels), message: Label it }]";
    const off = "  evaluation: { admission: { enabled: false } }\n";
    const runs = await Promise.all([
      check(policy(`  validationActions: [Warn]\n${rest}`)),
      check(policy(`  validationActions: [Audit]\n${rest}`), "-o", "json"),
      check(policy(`${off}${rest}`), "-o", "json"),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(runs[0].stdout).toContain("high, warning labelled/validation-1");
    for (const { stdout } of runs.slice(1)) {
      expect(JSON.parse(stdout).findings).toMatchObject([{ level: "note", message: "Label it" }]);
    }
  });

  it("writes the entries of a PolicyReport as Kyverno does, exceptions and passes among them", async () => {
    const folder = folderOf({
      "app.yaml": `${APP}---\napiVersion: v1\nkind: Pod\nmetadata: { name: worse }\nspec: {}\n`,
      "policies/p.yaml": policy() + exception(`${REFS}, ${OF_BAD}`),
    });
    const args = ["check", "app.yaml", "--policy", "policies", "--no-library", "--show-passed"];
    expect((await writ(folder, [...args, "-o", "policyreport=report.yaml"])).code).toBe(1);
    const text = readFileSync(join(folder, "report.yaml"), "utf8");
    const results = parseAllDocuments(text).flatMap((one) => one.toJS().results);
    const common = {
      source: "KyvernoValidatingPolicy",
      policy: "labelled",
      category: "Labels",
      severity: "high",
      scored: true,
    };
    expect(results.map(({ timestamp: _timestamp, ...result }) => result)).toEqual([
      {
        ...common,
        rule: "validation",
        result: "fail",
        message: "Label it",
        properties: { "cel.validationIndex": "0", process: "background scan" },
        resources: [{ apiVersion: "v1", kind: "Pod", name: "worse" }],
      },
      {
        ...common,
        rule: "exception",
        result: "skip",
        message: "rule is skipped due to policy exception: ops/but",
        properties: { exceptions: "but", process: "background scan" },
        resources: [{ apiVersion: "v1", kind: "Pod", name: "bad" }],
      },
      {
        ...common,
        rule: "validation",
        result: "pass",
        message: "success",
        properties: { process: "background scan" },
        resources: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" }],
      },
    ]);
  });

  it("takes what only a cluster knows for unknown, unless a context or an object beside the policies tells it", async () => {
    const spec = `  failurePolicy: Ignore
  matchConditions: [{ name: asked, expression: "resource.Get('v1', 'configmaps', 'ops', 'teams').data.on == 'yes'" }]
  validations: [{ expression: has(object.metadata.labels), message: Label it }]`;
    const map = "apiVersion: v1, kind: ConfigMap, metadata: { name: teams, namespace: ops }, data: { on: 'yes' }";
    const context = `apiVersion: cli.kyverno.io/v1alpha1\nkind: Context\nmetadata: { name: c }\nspec: { resources: [{ ${map} }] }\n`;
    const [untold, told, beside] = await Promise.all([
      check(policy(spec)),
      check(policy(spec) + context),
      check(`${policy(spec)}{ ${map} }\n`),
    ]);
    expect(untold.code).toBe(0);
    expect(untold.stdout).toContain("unknown (high) labelled/admission");
    expect(untold.stdout).toContain("it hangs on what is not known: Object `teams` of `configmaps`");
    expect(untold.stdout).toContain("0 passed, 0 failed, 0 warned, 2 unknown");
    expect([told.code, beside.code]).toEqual([1, 1]);
    expect(told.stdout + beside.stdout).not.toContain("Problems");
  });

  it("passes over tests in folders of policies, and over entries whose data lie in a cluster", async () => {
    const entry = "apiVersion: kyverno.io/v2beta1\nkind: GlobalContextEntry\nmetadata: { name: e }\nspec: {}\n";
    const folder = folderOf({
      "app.yaml": APP,
      "policies/p.yaml": policy() + entry,
      "policies/.chainsaw-test/policy-ready.yaml": `${HEAD}metadata: { name: labelled }\nstatus: {}\n`,
      "policies/.kyverno-test/kyverno-test.yaml": "apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\n",
    });
    const { code, stdout } = await writ(folder, ["check", "app.yaml", "--policy", "policies", "--no-library"]);
    expect(code).toBe(1);
    expect(stdout.match(/^ {2}(?:warning|error) .*/gm)).toEqual([
      expect.stringMatching(/^ {2}warning foreign-idle-object /),
    ]);
  });

  it("reads the present from the clock of the run", async () => {
    const { code } = await check(
      policy(
        "  validations: [{ expression: \"time.now() < timestamp('2000-01-01T00:00:00Z') || has(object.metadata.labels)\" }]",
      ),
    );
    expect(code).toBe(1);
  });
});

const TWO = "evaluation: { admission: { enabled: false }, background: { enabled: false } }";
const VALIDATIONS = "  validations: [{ expression: has(object.metadata.labels), message: Label it }]";

describe.concurrent("bad policies of Kyverno", () => {
  const kinds: readonly (readonly [string, string, RegExp])[] = [
    ["kyverno.io/v1", "ClusterPolicy", /its rules are patterns and JMESPath, not CEL/],
    ["kyverno.io/v2", "PolicyException", /it is about ClusterPolicies/],
    ["kyverno.io/v2", "ClusterCleanupPolicy", /deletes by the clock/],
    ["policies.kyverno.io/v1", "ImageValidatingPolicy", /asks registries/],
    ["policies.kyverno.io/v1", "GeneratingPolicy", /makes further objects/],
    ["policies.kyverno.io/v1", "DeletingPolicy", /deletes by the clock/],
  ];
  it("refuses each kind that is not run by name, with the reason, once", async () => {
    const documents = kinds.map(([version, kind]) => `apiVersion: ${version}\nkind: ${kind}\nmetadata: { name: a }\n`);
    const { code, stdout } = await check(policy() + documents.join("---\n"));
    expect(code).toBe(2);
    expect(stdout.match(/error foreign-unsupported-kind/g)).toHaveLength(kinds.length);
    for (const [version, kind, why] of kinds) {
      expect(stdout).toContain(`A \`${kind}\` of \`${version}\` cannot be run here`);
      expect(stdout).toMatch(why);
    }
    expect(stdout).toContain("Policy labelled failed: Label it");
  });

  it.each([
    ["an expression that does not compile", policy().replace("object.", "objekt."), 2, "expression-unknown-name"],
    ["mode JSON", policy(`  evaluation: { mode: JSON }\n${VALIDATIONS}`), 2, "foreign-unsupported-mode"],
    ["a policy that judges nothing", policy() + policy(`  ${TWO}\n${VALIDATIONS}`, "off"), 1, "foreign-switched-off"],
    ["two of one name", policy() + policy(), 2, "foreign-duplicate"],
    [
      "an exception to nothing",
      policy() + exception("policyRefs: [{ name: label, kind: ValidatingPolicy }]"),
      1,
      "foreign-excepts-nothing",
    ],
    [
      "an exception that applies to nothing while a finding stands",
      policy() + exception(`${REFS}, ${OF_BAD.replace("'bad'", "'gone'")}`),
      1,
      "foreign-exception-unmatched",
    ],
    [
      "an exception that is over",
      policy() + exception(`${REFS}, ${OF_BAD}, expiresAt: '2020-01-01T00:00:00Z'`),
      1,
      "foreign-exception-expired",
    ],
  ])("tells of %s", async (_, policies, code, told) => {
    const run = await check(policies);
    expect(run.stdout + run.stderr).toContain(told);
    expect(run.code).toBe(code);
  });

  it("ends with 2 for an expression over its budget", async () => {
    const digits = "[0,1,2,3,4,5,6,7,8,9]";
    const loops = ["a", "b", "c", "d", "e", "f", "g"].reduceRight(
      (body, name) => `${digits}.all(${name}, ${body})`,
      "a + b + c + d + e + f + g >= 0",
    );
    const { code, stdout } = await check(policy(`  validations: [{ expression: "${loops}" }]`));
    expect(stdout).toContain("Policy labelled error: error:");
    expect(code).toBe(2);
  });
});
