import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { folderOf, writ } from "./writ.ts";

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: limits }
spec:
  paramKind: { apiVersion: v1, kind: ConfigMap }
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]
  validations:
    - expression: object.spec.replicas <= int(params.data.max)
      messageExpression: "'at most ' + params.data.max + ' replicas'"
---
apiVersion: v1
kind: ConfigMap
metadata: { name: max, namespace: conf }
data: { max: "3" }
---
`;

function binding(action: string, param = "max"): string {
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: limits-here }
spec:
  policyName: limits
  validationActions: [${action}]
  paramRef: { name: ${param}, namespace: conf, parameterNotFoundAction: Deny }
`;
}

function deployment(name: string, replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { replicas: ${replicas} }
`;
}

const ALONE = ["check", "app.yaml", "--policy", "policies", "--no-library"];
const app = `${deployment("web", 5)}---\n${deployment("ok", 1)}`;

describe("writ check with policies of Kubernetes' admission", () => {
  it("denies in the words of the API server", async () => {
    const folder = folderOf({ "app.yaml": app, "policies/p.yaml": POLICY + binding("Deny") });
    const { code, stdout } = await writ(folder, ALONE);
    expect(stdout).toContain(
      "ValidatingAdmissionPolicy 'limits' with binding 'limits-here' denied request: at most 3 replicas",
    );
    expect(stdout).toContain("1 passed, 1 failed, 0 warned");
    expect(code).toBe(1);
  });

  it("tells which version of Kubernetes a policy needs, as the flag or the configuration names that of the cluster", async () => {
    const policies = (POLICY + binding("Deny")).replace("<= int(params.data.max)", "in [[3]].flatten()");
    const folder = folderOf({
      "app.yaml": app,
      "policies/p.yaml": policies,
      "old.yaml": 'kubernetesVersion: "1.34"\n',
    });
    const message = "`flatten()` exists since Kubernetes 1.35, but the cluster is 1.34";
    const named = await writ(folder, [...ALONE, "--kubernetes-version", "1.34"]);
    expect([named.code, named.stderr.includes(message)]).toEqual([2, true]);
    const linted = await writ(folder, ["lint", "policies", "--no-library", "--config", "old.yaml"]);
    expect([linted.code, linted.stdout.includes(message)]).toEqual([2, true]);
    const newest = await writ(folder, ALONE);
    expect([newest.code, newest.stdout.includes("denied request: at most 3")]).toEqual([1, true]);
  });

  it("warns and notes where the binding says so", async () => {
    const folder = folderOf({ "app.yaml": app, "policies/p.yaml": POLICY + binding("Warn") });
    const warned = await writ(folder, ALONE);
    expect(warned.stdout).toContain(
      "Validation failed for ValidatingAdmissionPolicy 'limits' with binding 'limits-here'",
    );
    expect(warned.code).toBe(0);
    const noted = await writ(folderOf({ "app.yaml": app, "policies/p.yaml": POLICY + binding("Audit") }), [
      ...ALONE,
      "-o",
      "json",
    ]);
    const report: unknown = JSON.parse(noted.stdout);
    expect(report).toMatchObject({
      exitCode: 0,
      effect: "allow",
      findings: [{ level: "note", policy: "limits", validation: "validation-1" }],
    });
  });

  it("tells it in SARIF, and as a PolicyReport in the words of a scan", async () => {
    const folder = folderOf({ "app.yaml": app, "policies/p.yaml": POLICY + binding("Deny") });
    const { code, stdout } = await writ(folder, [...ALONE, "-o", "sarif", "-o", "policyreport=report.yaml"]);
    expect(code).toBe(1);
    expect(stdout).toContain("limits/validation-1");
    expect(stdout).toContain("denied request: at most 3 replicas");
    expect(parse(readFileSync(join(folder, "report.yaml"), "utf8"))).toMatchObject({
      results: [
        {
          source: "ValidatingAdmissionPolicy",
          policy: "limits",
          rule: "limits",
          result: "fail",
          message: "at most 3 replicas",
          properties: { binding: "limits-here", process: "background scan" },
          resources: [{ kind: "Deployment", name: "web", namespace: "shop" }],
        },
      ],
    });
  });

  it("judges beside the policies of Writ's own", async () => {
    const folder = folderOf({ "app.yaml": app, "policies/p.yaml": POLICY + binding("Deny") });
    const { stdout } = await writ(folder, ["check", "app.yaml", "--policy", "policies"]);
    expect(stdout).toContain("denied request: at most 3 replicas");
    expect(stdout).toMatch(/\d\d+ passed/);
  });

  it("takes parameters among the inputs, but never in the place of those that were handed in", async () => {
    const [policy = "", params = ""] = POLICY.split("---\n");
    const generous = params.replace('"3"', '"9"');
    const among = folderOf({
      "app.yaml": `${app}---\n${params}`,
      "policies/p.yaml": `${policy}---\n${binding("Deny")}`,
    });
    expect((await writ(among, ALONE)).stdout).toContain("1 passed, 1 failed, 0 warned");
    const both = folderOf({ "app.yaml": `${app}---\n${generous}`, "policies/p.yaml": POLICY + binding("Deny") });
    expect((await writ(both, ALONE)).stdout).toContain("denied request: at most 3 replicas");
  });

  it("lets pass without parameters where the binding says so, and tells it", async () => {
    const policies = POLICY + binding("Deny", "min").replace("NotFoundAction: Deny", "NotFoundAction: Allow");
    const { code, stdout } = await writ(folderOf({ "app.yaml": app, "policies/p.yaml": policies }), ALONE);
    expect(stdout).toContain("foreign-missing-param");
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("without them the API server lets pass whatever it is about");
    expect([code, /0 passed, 0 failed/.test(stdout)]).toEqual([0, true]);
  });

  it("tells what would be written to the audit log", async () => {
    const annotated = POLICY.replace(
      "  validations:",
      `  auditAnnotations:
    - { key: replicas, valueExpression: string(object.spec.replicas) }
    - { key: asked-by, valueExpression: request.userInfo.username }
  validations:`,
    );
    const folder = folderOf({ "app.yaml": app, "policies/p.yaml": annotated + binding("Audit") });
    const text = await writ(folder, [...ALONE, "--verbose"]);
    expect(text.stdout).toContain("Deployment/web  limits/replicas\n    5\n");
    expect(text.stdout).toContain("Deployment/web  limits/asked-by\n    cannot be told here\n");
    const { annotations } = JSON.parse((await writ(folder, [...ALONE, "-o", "json"])).stdout);
    expect(annotations).toContainEqual({
      file: "app.yaml",
      resource: "shop/Deployment/ok",
      key: "limits/replicas",
      value: "1",
    });
    expect(annotations.at(2)).toMatchObject({
      resource: "shop/Deployment/web",
      value: expect.stringContaining("at most 3"),
    });
    const report = (await writ(folder, [...ALONE, "-o", "policyreport"])).stdout;
    expect(report).toContain('limits/replicas: "5"');
  });

  it("asks about objects inside Terraform, and tells which it cannot ask about", async () => {
    const main = `resource "kubernetes_manifest" "web" {
  manifest = {
    apiVersion = "apps/v1"
    kind       = "Deployment"
    metadata   = { name = "web", namespace = "shop" }
    spec       = { replicas = 5 }
  }
}
resource "kubernetes_deployment_v1" "typed" {}
`;
    const folder = folderOf({ "main.tf": main, "policies/p.yaml": POLICY + binding("Deny") });
    const { code, stdout } = await writ(folder, ["check", "main.tf", "--policy", "policies", "--no-library"]);
    expect(stdout).toContain("kubernetes_manifest.web Deployment, create, main.tf");
    expect(stdout).toContain("denied request: at most 3 replicas");
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("Resources of the type `kubernetes_deployment_v1`");
    expect(code).toBe(1);
  });

  it("has a digest that hangs on what the policies say", async () => {
    const digests = await Promise.all(
      ["Deny", "Warn"].map(async (action) => {
        const folder = folderOf({ "app.yaml": app, "policies/p.yaml": POLICY + binding(action) });
        const { stdout } = await writ(folder, [...ALONE, "-o", "json"]);
        return /"bundleDigest": "([0-9a-f]{64})"/.exec(stdout)?.[1];
      }),
    );
    expect(new Set(digests).size).toBe(2);
  });

  it("does not take a policy that nothing binds for one that judges", async () => {
    const folder = folderOf({ "app.yaml": app, "policies/p.yaml": POLICY });
    const { code, stderr } = await writ(folder, ALONE);
    expect(stderr).toContain("there is no policy to judge by");
    expect(code).toBe(2);
  });

  const bad: readonly (readonly [string, string, RegExp])[] = [
    [
      "a binding to nothing",
      POLICY + binding("Deny").replace("policyName: limits", "policyName: limit"),
      /foreign-binds-nothing[^]*Did you mean `limits`/,
    ],
    [
      "documents of Writ beside those of others",
      `${POLICY}${binding("Deny")}---\napiVersion: writ/v1\nkind: Grant\n`,
      /There is no kind of document `ValidatingAdmissionPolicy`[^]*file of their own/,
    ],
    [
      "a missing param",
      POLICY + binding("Deny", "min"),
      /failed to configure binding: no params found for policy binding with\s+`Deny`\s+parameterNotFoundAction[^]*foreign-missing-param/,
    ],
    ["Deny with Warn", POLICY + binding("Deny, Warn"), /foreign-deny-with-warn/],
    ["an unknown version", (POLICY + binding("Deny")).replace("k8s.io/v1", "k8s.io/v7"), /document-not-one-of/],
    [
      "an expression that does not compile",
      POLICY.replace("object.spec", "objekt.spec") + binding("Deny"),
      /expression-unknown-name/,
    ],
    [
      "a template in Rego alone",
      `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: { name: labels }
spec:
  crd: { spec: { names: { kind: Labels } } }
  targets: [{ target: admission.k8s.gatekeeper.sh, rego: package labels }]
`,
      /foreign-rego-alone[^]*written in Rego alone/,
    ],
    [
      "a policy of an engine that is not run",
      "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: a }\n",
      /foreign-unsupported-kind/,
    ],
  ];
  it.each(bad)("ends with 2 for %s", async (_name, policy, says) => {
    const folder = folderOf({ "app.yaml": app, "policies/p.yaml": policy });
    const { code, stdout, stderr } = await writ(folder, ["check", "app.yaml", "--policy", "policies"]);
    expect(stdout + stderr).toMatch(says);
    expect(code).toBe(2);
  });

  it("never ends with 0 for a policy that goes over its budget", async () => {
    const digits = "[0,1,2,3,4,5,6,7,8,9]";
    const loops = ["a", "b", "c", "d", "e"].reduceRight(
      (body, name) => `${digits}.all(${name}, ${body})`,
      "a + b + c + d + e >= 0",
    );
    const policy =
      POLICY.replace("object.spec.replicas <= int(params.data.max)", JSON.stringify(loops)) + binding("Deny");
    const { code, stdout } = await writ(folderOf({ "app.yaml": app, "policies/p.yaml": policy }), ALONE);
    expect(stdout).toContain("operation cancelled: actual cost limit exceeded");
    expect(code).toBe(2);
  });
});
