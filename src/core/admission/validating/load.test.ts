import { describe, expect, it } from "vitest";
import { readAdmissionDocuments } from "../documents/read.ts";
import { loadAdmission } from "./load.ts";

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: limits }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  variables: [{ name: pod, expression: object.spec }]
  validations: [{ expression: "has(object.spec)" }]
`;
const BINDING = `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: limits-binding }
spec: { policyName: limits, validationActions: [Deny] }
`;

const withExpression = (expression: string): string => POLICY.replace("has(object.spec)", expression) + BINDING;
const parameterised = POLICY.replace("spec:\n", "spec:\n  paramKind: { apiVersion: v1, kind: ConfigMap }\n");
const taking = BINDING.replace("[Deny]", "[Deny], paramRef: { name: c, parameterNotFoundAction: Allow }");

describe("loadAdmission()", () => {
  it("puts a policy together with what binds it", () => {
    const { policies, diagnostics } = loadAdmission([readAdmissionDocuments("p.yaml", POLICY + BINDING)]);
    expect(diagnostics).toEqual([]);
    expect(policies.map(({ bindings }) => bindings.map(({ metadata }) => metadata.name))).toEqual([["limits-binding"]]);
  });

  const bad: readonly (readonly [string, string, string, string])[] = [
    ["an expression that does not parse", withExpression("object.spec ="), "expression-syntax", '="'],
    ["a name that is not there", withExpression("pod.spec == 1"), "expression-unknown-name", "pod.spec"],
    ["`params` without `paramKind`", withExpression("params.a == 1"), "expression-unknown-name", "params.a"],
    [
      "`authorizer` in a message",
      withExpression("has(object.spec)\", messageExpression: \"authorizer.path('/').check('get').reason()"),
      "expression-unknown-name",
      "authorizer",
    ],
    ["a variable that is not declared", withExpression("variables.a == 1"), "expression-unknown-field", "a == 1"],
    ["a field that requests do not have", withExpression("request.uid == ''"), "expression-unknown-field", "uid"],
    ["a function of other engines", withExpression("math.abs(1) == 1"), "expression-unknown-function", "math.abs"],
    [
      "a validation whose type cannot be told",
      withExpression("object.spec.ok"),
      "expression-wrong-type",
      "object.spec.ok",
    ],
    [
      "a variable that is read before it is declared",
      POLICY.replace("object.spec }", "variables.later }, { name: later, expression: '1' }") + BINDING,
      "expression-unknown-field",
      "later",
    ],
    [
      "a variable in a condition",
      POLICY.replace("  variables:", "  matchConditions: [{ name: a, expression: variables.pod == 1 }]\n  variables:") +
        BINDING,
      "expression-unknown-name",
      "variables.pod",
    ],
    [
      "a binding to nothing",
      POLICY + BINDING + BINDING.replace("limits-binding", "x").replace("policyName: limits", "policyName: limit"),
      "foreign-binds-nothing",
      "limit,",
    ],
    ["a list of policies", "apiVersion: v1\nkind: List\nitems: []\n", "foreign-list", "List"],
    [
      "a policy of another engine",
      "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\n",
      "foreign-unsupported-kind",
      "ClusterPolicy",
    ],
    ["two of one name", `${POLICY}---\n${POLICY}${BINDING}`, "foreign-duplicate", "limits"],
  ];
  it.each(bad)("refuses %s at its place", (_name, text, code, at) => {
    const { diagnostics } = loadAdmission([readAdmissionDocuments("p.yaml", text)]);
    const [first] = diagnostics;
    expect([first?.code, first?.severity]).toEqual([code, "error"]);
    expect(text.slice(first?.span?.start.offset).startsWith(at)).toBe(true);
    expect(diagnostics.every(({ hint }) => hint !== undefined)).toBe(true);
  });

  it("tells a function that the cluster has not got yet from one that does not exist", () => {
    const documents = [readAdmissionDocuments("p.yaml", withExpression("[object.a].flatten() == [1]"))];
    expect(loadAdmission(documents, 35).diagnostics).toEqual([]);
    expect(loadAdmission(documents, 34).diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["foreign-newer-function", "`flatten()` exists since Kubernetes 1.35, but the cluster is 1.34"],
    ]);
  });

  it.each([
    ["Allow", "lets pass"],
    ["Deny", "denies"],
  ])("awaits parameters that nobody handed in, and says what `%s` makes of it", (action, then) => {
    const text = parameterised + taking.replace("Allow", action);
    const { awaited, diagnostics, policies } = loadAdmission([readAdmissionDocuments("p.yaml", text)]);
    expect([diagnostics, policies.length]).toEqual([awaited.map(({ warning }) => warning), 1]);
    const message = `Binding \`limits-binding\` takes a \`ConfigMap\` \`c\` as its parameters, but none was handed in, and without them the API server ${then} whatever it is about`;
    expect(awaited.map(({ warning }) => [warning.severity, warning.message])).toEqual([["warning", message]]);
    expect(text.slice(awaited[0]?.warning.span?.start.offset).startsWith("{ name: c")).toBe(true);
  });

  it("warns of a policy that nothing binds, and runs none that it refused", () => {
    expect(
      loadAdmission([readAdmissionDocuments("p.yaml", POLICY)]).diagnostics.map(({ code, severity }) => [
        code,
        severity,
      ]),
    ).toEqual([["foreign-unbound", "warning"]]);
    expect(loadAdmission([readAdmissionDocuments("p.yaml", withExpression("nothing"))]).policies).toEqual([]);
  });
});
