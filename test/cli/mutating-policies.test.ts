import { describe, expect, it } from "vitest";
import { folderOf, writ } from "./writ.ts";

const MATCH =
  "resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: [CREATE], resources: [pods, namespaces, widgets] }]";

function mutating(expression: string, more = ""): string {
  return `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: { name: change }
spec:
  matchConstraints: { ${MATCH} }
  reinvocationPolicy: Never
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: >-
          ${expression}
${more}---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: { name: change-here }
spec: { policyName: change }
---
`;
}

function validating(expression: string, more = ""): string {
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: judge }
spec:
  matchConstraints: { ${MATCH}${more} }
  validations: [{ expression: "${expression}" }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: judge-here }
spec: { policyName: judge, validationActions: [Deny] }
---
`;
}

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { hostname: a }
`;
const LABEL = `Object{metadata: Object.metadata{labels: {"team": "shop"}}}`;
const LABELLED = "object.metadata.?labels.team.orValue('') == 'shop'";

const ALONE = ["check", "app.yaml", "--policy", "policies", "--no-library"];

describe("writ check with mutating policies of Kubernetes' admission", () => {
  it("lets validating policies judge the changed object, and tells of the change", async () => {
    const folder = folderOf({ "app.yaml": POD, "policies/p.yaml": mutating(LABEL) + validating(LABELLED) });
    const { code, stdout } = await writ(folder, ALONE);
    expect(stdout).toContain("Changed by mutating policies before other admission policies judged it");
    expect(stdout).toContain("by change: metadata.labels");
    expect(stdout).toContain("1 passed, 0 failed");
    expect(code).toBe(0);
    const json: unknown = JSON.parse((await writ(folder, [...ALONE, "--output", "json"])).stdout);
    expect(json).toMatchObject({
      mutations: [{ file: "app.yaml", resource: "shop/Pod/web", policies: ["change"], paths: ["metadata.labels"] }],
    });
  });

  it("denies what a change brings about, and judges by Writ's own policies what the file says", async () => {
    const own = `apiVersion: writ/v1
kind: Policy
metadata: { name: own }
spec:
  severity: high
  mode: enforce
  match: { kinds: [Workload], verbs: [create] }
  validations: [{ id: hostname, expression: "resource.native.spec.hostname == 'b'", message: "the file says otherwise" }]
`;
    const change = mutating("Object{spec: Object.spec{hostname: 'b'}}");
    const folder = folderOf({
      "app.yaml": POD,
      "policies/p.yaml": change + validating("object.spec.hostname == 'a'"),
      "policies/own.yaml": own,
    });
    const { code, stdout } = await writ(folder, ALONE);
    expect(stdout).toContain(
      "'judge' with binding 'judge-here' denied request: failed expression: object.spec.hostname == 'a'",
    );
    expect(stdout).toContain("the file says otherwise");
    expect(code).toBe(1);
  });

  it("asks by the labels that a namespace has after it was changed", async () => {
    const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n";
    const selector = ", namespaceSelector: { matchLabels: { team: shop } }";
    const folder = folderOf({
      "app.yaml": namespace + POD,
      "policies/p.yaml": mutating(LABEL) + validating("object.kind != 'Pod'", selector),
    });
    const { code, stdout } = await writ(folder, ALONE);
    expect(stdout).toContain("denied request: failed expression: object.kind != 'Pod'");
    expect(code).toBe(1);
  });

  it("cannot tell what validating policies say of an object of which nobody can tell what it becomes", async () => {
    const byUser = `Object{metadata: Object.metadata{labels: {"by": request.userInfo.username}}}`;
    const folder = folderOf({ "app.yaml": POD, "policies/p.yaml": mutating(byUser) + validating("true") });
    const { code, stdout } = await writ(folder, ALONE);
    expect(stdout).toContain(
      "MutatingAdmissionPolicy 'change' changes the object in a way that cannot be told without `request.userInfo`",
    );
    expect(stdout).toContain(
      "ValidatingAdmissionPolicy 'judge' cannot be told, since nobody can tell what mutating policies make of the object",
    );
    expect(stdout).toContain("0 passed, 0 failed, 0 warned, 2 unknown");
    expect(code).toBe(0);
  });

  it("tells of an error that denies as one that a cluster would deny for, and ignores one where the policy does", async () => {
    const broken = "Object{spec: Object.spec{hostnam: 'b'}}";
    const failing = folderOf({ "app.yaml": POD, "policies/p.yaml": mutating(broken) + validating("true") });
    const denied = await writ(failing, ALONE);
    expect(denied.stdout).toContain(
      "policy 'change' with binding 'change-here' denied request: error applying patch: failed to convert patch object to typed object: .spec.hostnam: field not declared in schema",
    );
    expect(denied.code).toBe(2);
    const ignoring = folderOf({
      "app.yaml": POD,
      "policies/p.yaml": mutating(broken, "  failurePolicy: Ignore\n") + validating("true"),
    });
    expect((await writ(ignoring, ALONE)).code).toBe(0);
  });

  it("merges a custom resource by its definition, among the policies or the inputs", async () => {
    const widget =
      "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w, namespace: shop }\nspec: { parts: [{ id: a }] }\n";
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  names: { kind: Widget, plural: widgets }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                parts:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [id]
                  items: { type: object, properties: { id: { type: string }, size: { type: integer } } }
`;
    const change = mutating("Object{spec: Object.spec{parts: [Object.spec.parts{id: 'a', size: 2}]}}");
    const judge = validating("object.kind != 'Widget' || object.spec.parts == [{'id': dyn('a'), 'size': dyn(2)}]");
    const policies = { "policies/p.yaml": change + judge };
    const without = await writ(folderOf({ "app.yaml": widget, ...policies }), ALONE);
    expect(without.stdout).toContain("without the CustomResourceDefinition that declares `Widget` of `example.com/v1`");
    const beside = await writ(folderOf({ "app.yaml": widget, "policies/crd.yaml": definition, ...policies }), ALONE);
    expect(beside.stdout).toContain("1 passed, 0 failed, 0 warned, 0 unknown");
    expect(beside.code).toBe(0);
    const among = await writ(folderOf({ "app.yaml": `${widget}---\n${definition}`, ...policies }), ALONE);
    expect(among.stdout).toContain("by change: spec.parts[0].size");
  });

  it("refuses in `writ lint` what the API server would refuse", async () => {
    const folder = folderOf({ "policies/p.yaml": mutating("Object.spec{hostname: 'a'}") });
    const { code, stdout, stderr } = await writ(folder, ["lint", "policies"]);
    expect(stdout + stderr).toContain("This expression must evaluate to Object, but its type is Object.spec");
    expect(code).not.toBe(0);
  });
});

function kyverno(expression: string, more = "", name = "change"): string {
  return `apiVersion: policies.kyverno.io/v1
kind: MutatingPolicy
metadata: { name: ${name} }
spec:
  matchConstraints: { ${MATCH} }
${more}  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: >-
          ${expression}
---
`;
}

describe("writ check with mutating policies of Kyverno", () => {
  it("lets policies of others judge the changed object, after those of Kubernetes changed it", async () => {
    const seen = `Object{metadata: Object.metadata{labels: {"seen": object.metadata.labels.team}}}`;
    const policies =
      mutating(LABEL) + kyverno(seen, "", "second") + validating("object.metadata.labels.seen == 'shop'");
    const folder = folderOf({ "app.yaml": POD, "policies/p.yaml": policies });
    const { code, stdout } = await writ(folder, ALONE);
    expect(stdout).toContain("by change, second: metadata.labels");
    expect(stdout).toContain("1 passed, 0 failed");
    expect(code).toBe(0);
  });

  it("tells of an error in the words of Kyverno, and ignores one where the policy does", async () => {
    const broken = "Object{spec: Object.spec{hostnam: 'b'}}";
    const failing = folderOf({ "app.yaml": POD, "policies/p.yaml": kyverno(broken) + validating("true") });
    const denied = await writ(failing, ALONE);
    expect(denied.stdout).toContain("Policy change error: failed to evaluate policy: error applying patch: ");
    expect(denied.code).toBe(2);
    const ignoring = kyverno(broken, "  failurePolicy: Ignore\n") + validating("true");
    expect((await writ(folderOf({ "app.yaml": POD, "policies/p.yaml": ignoring }), ALONE)).code).toBe(0);
  });

  it("sets a policy aside for an exception, and tells which", async () => {
    const exception = `apiVersion: policies.kyverno.io/v1
kind: PolicyException
metadata: { name: but, namespace: ops }
spec: { policyRefs: [{ name: change, kind: MutatingPolicy }] }
---
`;
    const policies = kyverno(LABEL) + exception + validating("!has(object.metadata.labels)");
    const folder = folderOf({ "app.yaml": POD, "policies/p.yaml": policies });
    const { code, stdout } = await writ(folder, ALONE);
    expect(stdout).not.toContain("Changed by mutating policies");
    expect(stdout).toContain("1 passed, 0 failed");
    expect(code).toBe(0);
  });

  it("refuses one that changes what exists, by name", async () => {
    const folder = folderOf({
      "app.yaml": POD,
      "policies/p.yaml": kyverno(LABEL, "  evaluation: { mutateExisting: { enabled: true } }\n"),
    });
    const { code, stdout, stderr } = await writ(folder, ALONE);
    expect(stdout + stderr).toContain("Policy `change` changes what exists in a cluster");
    expect(code).not.toBe(0);
  });
});

function suite(result: string): string {
  return `apiVersion: cli.kyverno.io/v1alpha1
kind: Test
metadata: { name: t }
policies: [policy.yaml]
resources: [app.yaml]
results:
  - { isMutatingPolicy: true, policy: change, kind: Pod, resources: [shop/web], patchedResources: after.yaml, result: ${result} }
`;
}

describe("writ test with mutating policies of Kyverno", () => {
  const after = POD.replace("namespace: shop", "namespace: shop, labels: { team: shop }");

  it("compares what a resource becomes with the file that a row names", async () => {
    const files = { "policy.yaml": kyverno(LABEL), "app.yaml": POD };
    const right = folderOf({ ...files, "kyverno-test.yaml": suite("pass"), "after.yaml": after });
    expect((await writ(right, ["test", "."])).code).toBe(0);
    const wrong = folderOf({ ...files, "kyverno-test.yaml": suite("pass"), "after.yaml": POD });
    const { code, stdout } = await writ(wrong, ["test", "."]);
    expect(stdout).toContain("change on Pod shop/web: expected pass, got fail (it becomes ");
    expect(code).toBe(1);
    const elsewhere = folderOf({
      ...files,
      "kyverno-test.yaml": suite("pass"),
      "after.yaml": after.replace("web", "other"),
    });
    expect((await writ(elsewhere, ["test", "."])).stdout).toContain("got fail (it is not in ");
    const expected = folderOf({ ...files, "kyverno-test.yaml": suite("fail"), "after.yaml": POD });
    expect((await writ(expected, ["test", "."])).code).toBe(0);
  });
});
