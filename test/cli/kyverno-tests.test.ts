import { describe, expect, it } from "vitest";
import { folderOf, writ } from "./writ.ts";

const POLICY = `apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: { name: labelled }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ expression: has(object.metadata.labels), message: Label it }]
`;
const PODS = `apiVersion: v1
kind: Pod
metadata: { name: good, labels: { a: b } }
---
apiVersion: v1
kind: Pod
metadata: { name: bad }
`;

function test(results: string): string {
  return `apiVersion: cli.kyverno.io/v1alpha1
kind: Test
metadata: { name: labels }
policies: [policy.yaml]
resources: [pods.yaml]
results:
${results}`;
}

const GOOD = "- { policy: labelled, kind: Pod, resources: [good], result: pass }\n";
const BAD = "- { policy: labelled, kind: Pod, resources: [default/bad], result: fail }\n";

describe.concurrent("writ test of a kyverno-test.yaml", () => {
  it("passes when every result is as expected", async () => {
    const folder = folderOf({ "policy.yaml": POLICY, "pods.yaml": PODS, "kyverno-test.yaml": test(GOOD + BAD) });
    expect(await writ(folder, ["test", "."])).toMatchObject({ code: 0, stdout: "1 passed, 0 failed\n" });
  });

  it("fails with what differs, and why", async () => {
    const wrong = BAD.replace("fail", "pass") + GOOD.replace("[good]", "[nobody]");
    const folder = folderOf({ "policy.yaml": POLICY, "pods.yaml": PODS, "kyverno-test.yaml": test(wrong) });
    const { code, stdout } = await writ(folder, ["test", "."]);
    expect(code).toBe(1);
    expect(stdout).toContain("labelled on Pod default/bad: expected pass, got fail (Label it)");
    expect(stdout).toContain("labelled on Pod nobody: expected pass, got absent");
  });

  it("is broken where a policy is of a type that cannot be run, or a file is missing", async () => {
    const other = POLICY.replace("kind: ValidatingPolicy", "kind: GeneratingPolicy");
    const folder = folderOf({ "policy.yaml": other, "pods.yaml": PODS, "kyverno-test.yaml": test(GOOD) });
    const refused = await writ(folder, ["test", "."]);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain("A `GeneratingPolicy` of `policies.kyverno.io/v1` cannot be run here");
    const missing = await writ(folderOf({ "policy.yaml": POLICY, "kyverno-test.yaml": test(GOOD) }), ["test", "."]);
    expect(missing.code).toBe(2);
    expect(missing.stdout).toContain("pods.yaml");
  });
});
