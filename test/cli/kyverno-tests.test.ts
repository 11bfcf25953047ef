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

/** A pod with YAML to read, and `kyverno` compressed. */
function podOf(name: string, mode: string): string {
  return `---
apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec: { mode: "${mode}", z: H4sIADP4umkAA8uuLEstyssHAOgPnDMHAAAA }
`;
}

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

  it("reads YAML and gzip inside of objects as Kyverno does, and passes nothing that cannot be told", async () => {
    const reads = "yaml.parse(object.spec.mode) == 420 && gzip.decompress(base64.decode(object.spec.z)) == 'kyverno'";
    const policy = POLICY.replace("has(object.metadata.labels)", `"${reads}"`);
    const pods = podOf("good", "0644") + podOf("bad", "644") + podOf("tagged", "!!int 420");
    const results = `${GOOD}${BAD}- { policy: labelled, kind: Pod, resources: [tagged], result: pass }\n`;
    const folder = folderOf({ "policy.yaml": policy, "pods.yaml": pods, "kyverno-test.yaml": test(results) });
    const { code, stdout } = await writ(folder, ["test", "."]);
    expect(code).toBe(1);
    expect(stdout.match(/labelled on Pod/g)).toHaveLength(1);
    expect(stdout).toContain("labelled on Pod tagged: expected pass, got ");
  });

  it("answers what a policy asks a cluster from what the test tells", async () => {
    const asks = POLICY.replace(
      "has(object.metadata.labels)",
      `"globalContext.Get('teams', 'a') == 1 && http.Get('https://x/y').body.ok && request.operation == 'UPDATE'"`,
    ).replace("[CREATE]", "[CREATE, UPDATE]");
    const told = `globalContextEntries: [{ name: teams, data: { a: 1 } }]
apiCallResponses: [{ method: GET, url: https://x/y, response: { statusCode: 200, body: { ok: true } } }]
`;
    const values = `values: { policies: [{ name: labelled, resources: [{ name: good, values: { request.operation: UPDATE } }] }] }
`;
    const files = { "policy.yaml": asks, "pods.yaml": PODS };
    const folder = folderOf({ ...files, "kyverno-test.yaml": test(GOOD) + told + values });
    expect(await writ(folder, ["test", "."])).toMatchObject({ code: 0 });
    const untold = await writ(folderOf({ ...files, "kyverno-test.yaml": test(GOOD) + values }), ["test", "."]);
    expect(untold.code).toBe(1);
    expect(untold.stdout).toContain(
      "expected pass, got error (error: Entry `teams` of the global context is not known here",
    );
  });

  it("takes the time that is given for the present", async () => {
    const files = {
      "policy.yaml": POLICY.replace("has(object.metadata.labels)", `"time.now() < timestamp('2026-01-01T00:00:00Z')"`),
      "pods.yaml": PODS,
      "kyverno-test.yaml": test(GOOD),
    };
    const runs = await Promise.all(
      ["2025-12-31T00:00:00Z", "2026-01-02T00:00:00Z", "tomorrow"].map((now) =>
        writ(folderOf(files), ["test", ".", "--now", now]),
      ),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 1, 2]);
  });

  it("is broken where a test says what is not understood, and fails where a result names no resource", async () => {
    const files = { "policy.yaml": POLICY, "pods.yaml": PODS };
    const strange = await writ(folderOf({ ...files, "kyverno-test.yaml": `${test(GOOD)}checks: []\n` }), ["test", "."]);
    expect(strange.code).toBe(2);
    expect(strange.stdout).toContain("`checks` of a test cannot be run");
    const nameless = test("- { policy: labelled, kind: Pod, result: pass }\n");
    const empty = await writ(folderOf({ ...files, "kyverno-test.yaml": nameless }), ["test", "."]);
    expect(empty).toMatchObject({ code: 1 });
  });
});
