import { describe, expect, it } from "vitest";
import { readAdmissionDocuments } from "../documents/read.ts";
import { loadAdmission } from "../validating/load.ts";

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: { name: change }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  reinvocationPolicy: Never
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration: { expression: "Object{spec: Object.spec{hostname: 'a'}}" }
---
`;
const BINDING = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: { name: here }
spec: { policyName: change }
---
`;

function load(text: string): ReturnType<typeof loadAdmission> {
  return loadAdmission([readAdmissionDocuments("p.yaml", text)]);
}

describe("loadAdmission() with mutating policies", () => {
  it("binds policies in every version of the API, in the order of their names", () => {
    const other = (POLICY + BINDING).replaceAll("change", "a").replace("name: here", "name: there");
    const { mutating, diagnostics } = load(`${POLICY}${BINDING}${other.replaceAll("/v1\n", "/v1beta1\n")}`);
    expect(diagnostics).toEqual([]);
    expect(mutating.map(({ document, bindings }) => [document.metadata.name, bindings.length])).toEqual([
      ["a", 1],
      ["change", 1],
    ]);
  });

  const expression = (text: string): string =>
    POLICY.replace(/expression: ".*"/, `expression: ${JSON.stringify(text)}`);
  const jsonPatch = (text: string): string =>
    expression(text).replace("ApplyConfiguration\n", "JSONPatch\n").replace("applyConfiguration", "jsonPatch");
  const bad: readonly (readonly [string, string, string, number])[] = [
    ["a binding to nothing", POLICY + BINDING.replace("change", "chang"), "foreign-binds-nothing", 15],
    ["an expression of another type", expression("'teapot'") + BINDING, "expression-wrong-type", 10],
    ["another type of object", expression("Object.spec{hostname: 'a'}") + BINDING, "expression-wrong-type", 10],
    ["an object where a patch is said", jsonPatch("Object{}") + BINDING, "expression-wrong-type", 10],
    ["a list of anything where a patch is said", jsonPatch("[]") + BINDING, "expression-wrong-type", 10],
    [
      "a field that operations do not have",
      jsonPatch("[JSONPatch{ops: 'add'}]") + BINDING,
      "expression-unknown-field",
      10,
    ],
    ["an operation that is no text", jsonPatch("[JSONPatch{op: 1}]") + BINDING, "expression-wrong-field-type", 10],
    ["an expression that does not compile", expression("Object{spec: none}") + BINDING, "expression-unknown-name", 10],
    [
      "objects in variables",
      POLICY.replace("  mutations:", "  variables: [{ name: x, expression: 'Object{}' }]\n  mutations:") + BINDING,
      "expression-unknown-type",
      8,
    ],
    [
      "a patch of another type",
      POLICY.replace("ApplyConfiguration", "JSONPatch") + BINDING,
      "foreign-invalid-mutation",
      9,
    ],
    [
      "two patches in one",
      POLICY.replace("applyConfiguration:", "jsonPatch: { expression: '[]' }\n      applyConfiguration:") + BINDING,
      "foreign-invalid-mutation",
      10,
    ],
    ["no mutations", POLICY.replace(/mutations:\n(.*\n){2}/, "mutations: []\n") + BINDING, "document-empty", 8],
    ["a deletion", POLICY.replace("[CREATE]", "[CREATE, DELETE]") + BINDING, "foreign-mutates-deleted", 6],
    [
      "no reinvocation policy",
      POLICY.replace("  reinvocationPolicy: Never\n", "") + BINDING,
      "document-missing-key",
      5,
    ],
    ["two of one name", POLICY + POLICY + BINDING, "foreign-duplicate", 14],
  ];
  it("awaits parameters that nobody handed in", () => {
    const text =
      POLICY.replace("  reinv", "  paramKind: { apiVersion: v1, kind: ConfigMap }\n  reinv") +
      BINDING.replace("change }", "change, paramRef: { name: a, parameterNotFoundAction: Deny } }");
    const [first] = load(text).awaited;
    expect([first?.warning.code, first?.warning.span?.start.line]).toEqual(["foreign-missing-param", 16]);
  });

  it.each(bad)("refuses %s at its place", (_name, text, code, line) => {
    const { diagnostics } = load(text);
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    expect([first?.code, first?.span?.start.line]).toEqual([code, line]);
    expect(first?.hint).toBeDefined();
  });

  it("warns of a policy that nothing binds", () => {
    const { diagnostics } = load(POLICY);
    expect(diagnostics.map(({ code, severity, hint }) => [code, severity, hint])).toEqual([
      ["foreign-unbound", "warning", "Hand in its `MutatingAdmissionPolicyBinding` as well"],
    ]);
  });

  it("takes definitions of custom resources as what they are", () => {
    const definition = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a }\n";
    expect(load(POLICY + BINDING + definition).diagnostics).toEqual([]);
    expect(load(definition).diagnostics.map(({ code }) => code)).toEqual(["foreign-idle-object"]);
  });
});
