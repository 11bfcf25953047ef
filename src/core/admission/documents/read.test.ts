import { describe, expect, it } from "vitest";
import { readAdmissionDocuments } from "./read.ts";

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: limits, creationTimestamp: null }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ expression: "has(object.spec)" }]
`;
const BINDING = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: limits }
spec: { policyName: limits, validationActions: [Deny] }
`;

describe("readAdmissionDocuments()", () => {
  it("reads policies, bindings and the objects beside them, with the defaults of the API", () => {
    const config = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n";
    const read = readAdmissionDocuments("p.yaml", [POLICY, BINDING, config].join("---\n"));
    expect(read.diagnostics).toEqual([]);
    expect(read.policies[0]?.spec).toMatchObject({
      failurePolicy: "Fail",
      matchConstraints: { matchPolicy: "Equivalent", resourceRules: [{ scope: "*" }] },
    });
    expect(read.bindings[0]?.spec).toMatchObject({ policyName: "limits", matchResources: null });
    expect(read.objects.map(({ value }) => value["kind"])).toEqual(["ConfigMap"]);
  });

  const bad: readonly (readonly [string, string, string, number])[] = [
    ["an unknown version", POLICY.replace("/v1\n", "/v9\n"), "document-not-one-of", 1],
    ["an unknown kind", POLICY.replace(/kind: .*/, "kind: ValidatingAdmisionPolicy"), "foreign-unsupported-kind", 2],
    ["an unknown field", POLICY.replace("spec:\n", "spec:\n  mode: x\n"), "document-unknown-key", 5],
    ["no resources", POLICY.replace(/resourceRules: .*/, "resourceRules: []"), "document-empty", 6],
    ["nothing to say", POLICY.replace(/ {2}validations: .*/, "  validations: []"), "document-empty", 5],
    ["Deny with Warn", BINDING.replace("[Deny]", "[Deny, Warn]"), "foreign-deny-with-warn", 4],
    ["an action twice", BINDING.replace("[Deny]", "[Deny, Deny]"), "document-duplicate", 4],
    [
      "a param both by name and by label",
      BINDING.replace("[Deny]", "[Deny], paramRef: { name: a, selector: {}, parameterNotFoundAction: Deny }"),
      "foreign-invalid-param-ref",
      4,
    ],
    [
      "a selector without values",
      POLICY.replace("validations:", "matchConditions: []\n  validations:").replace(
        "resourceRules:",
        "objectSelector: { matchExpressions: [{ key: a, operator: In }] }\n    resourceRules:",
      ),
      "foreign-invalid-selector",
      6,
    ],
    ["a message of several lines", POLICY.replace('" }]', '", message: "a\\nb" }]'), "foreign-invalid-message", 7],
    ["text that is no YAML", "a: [", "yaml-syntax", 1],
  ];
  it.each(bad)("refuses %s at its place", (_name, text, code, line) => {
    const { policies, bindings, diagnostics } = readAdmissionDocuments("p.yaml", text);
    expect(diagnostics.map((one) => [one.code, one.severity, one.span?.start.line])).toEqual([[code, "error", line]]);
    expect([...policies, ...bindings]).toEqual([]);
  });
});
