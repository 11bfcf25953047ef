import { describe, expect, it } from "vitest";
import { parseTimestamp, Timestamp, type ValueObject, Unknown } from "#core/language";
import { creationRequest } from "../model/request.ts";
import { generatePolicies } from "./autogen/autogen.ts";
import { rewriteText } from "./autogen/rewrite.ts";
import { readKyvernoDocuments } from "./documents/read.ts";
import { compilePolicy } from "./evaluate/compile.ts";
import { evaluateJson, evaluateRequest } from "./evaluate/evaluate.ts";
import type { KyvernoResult } from "./evaluate/result.ts";
import { EMPTY_WORLD } from "./functions/world.ts";

function policy(spec: string, { kind = "ValidatingPolicy", annotations = "{}" } = {}): string {
  return `apiVersion: policies.kyverno.io/v1
kind: ${kind}
metadata: { name: labelled, namespace: ${kind === "ValidatingPolicy" ? "null" : "team"}, annotations: ${annotations} }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
${spec}`;
}

function exception(spec: string, labels = "{}", name = "but"): string {
  return `
---
apiVersion: policies.kyverno.io/v1beta1
kind: PolicyException
metadata: { name: ${name}, namespace: ops, labels: ${labels} }
spec: { policyRefs: [{ name: labelled, kind: ValidatingPolicy }], ${spec} }`;
}

const HAS_LABELS = "  validations: [{ expression: 'has(object.metadata.labels)', message: 'Label it' }]";
const POD: ValueObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "team" },
  spec: { containers: [{ name: "web", image: "nginx:1" }] },
};
const DEPLOYMENT: ValueObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "team", labels: { a: "b" } },
  spec: { template: { metadata: {}, spec: { containers: [] } } },
};
const NAMESPACES = new Map([["team", { metadata: { name: "team", labels: { tier: "one" } } }]]);

function resultsOf(text: string, object: ValueObject = POD, time = "2026-01-01T00:00:00Z"): readonly KyvernoResult[] {
  const { policies, exceptions, diagnostics } = readKyvernoDocuments("policy.yaml", text);
  expect(diagnostics).toEqual([]);
  const parsed = parseTimestamp(time);
  const now = parsed instanceof Timestamp ? parsed : null;
  return policies.flatMap((one) => {
    const compiled = compilePolicy(one, exceptions, EMPTY_WORLD);
    expect(compiled.diagnostics).toEqual([]);
    const results = compiled.policies.map((ready) =>
      ready.document.spec.mode === "JSON"
        ? evaluateJson(ready, object, now)
        : evaluateRequest(ready, creationRequest(object), { namespaces: NAMESPACES, now }),
    );
    return results.filter((result) => result !== null);
  });
}

function codesOf(text: string): readonly string[] {
  const { policies, exceptions, diagnostics } = readKyvernoDocuments("policy.yaml", text);
  const compiled = policies.flatMap((one) => compilePolicy(one, exceptions, EMPTY_WORLD).diagnostics);
  return [...diagnostics, ...compiled].map(({ code }) => code);
}

describe("evaluateRequest()", () => {
  it("denies where the list of actions is empty, as where there is none", () => {
    expect(resultsOf(policy(`  validationActions: []\n${HAS_LABELS}`))).toMatchObject([
      { validationActions: ["Deny"] },
    ]);
    expect(resultsOf(policy(HAS_LABELS))).toMatchObject([{ validationActions: ["Deny"] }]);
  });

  it("fails with the message, the actions and the position of the validation", () => {
    expect(resultsOf(policy(`  validationActions: [Audit]\n${HAS_LABELS}`))).toMatchObject([
      {
        policy: "labelled",
        config: null,
        status: "fail",
        message: "Label it",
        validation: 0,
        validationActions: ["Audit"],
      },
    ]);
  });

  it("asks what was generated for controllers about them, by the labels of their Pod", () => {
    expect(resultsOf(policy(HAS_LABELS), DEPLOYMENT)).toMatchObject([{ config: "defaults", status: "fail" }]);
  });

  it.each<readonly [string, Partial<KyvernoResult>]>([
    ["  validations: [{ expression: 'true' }]", { status: "pass", message: "success" }],
    [
      "  validations: [{ expression: 'false' }]",
      { status: "fail", message: "CEL expression validation failed at index 0" },
    ],
    [
      "  variables: [{ name: a, expression: object.metadata.name }, { name: b, expression: variables.a + '!' }]\n" +
        "  validations: [{ expression: 'false', messageExpression: 'variables.b' }]",
      { message: "web!" },
    ],
    [
      "  validations: [{ expression: 'false', messageExpression: 'object.spec.none' }]",
      { status: "fail", message: "failed to evaluate message expression: The map has no key `none`" },
    ],
    ["  validations: [{ expression: 'object.spec.none == 1' }]", { status: "error", validation: 0 }],
    [
      '  variables: [{ name: map, expression: \'{"why": "x"}\' }]\n  validations: [{ expression: variables.map }]',
      { status: "error", message: "error: the expression gives no bool" },
    ],
    [
      "  matchConditions: [{ name: a, expression: 'object.metadata.name != \"web\"' }]\n  validations: [{ expression: 'false' }]",
      { status: "skip", rule: "" },
    ],
    [
      "  matchConditions: [{ name: a, expression: 'object.none == 1' }]\n  validations: [{ expression: 'true' }]",
      { status: "error", rule: "evaluation" },
    ],
    [
      "  failurePolicy: Ignore\n  matchConditions: [{ name: a, expression: 'object.none == 1' }]\n  validations: [{ expression: 'false' }]",
      { status: "skip" },
    ],
    [
      "  matchConditions: [{ name: a, expression: 'object.none == 1' }, { name: b, expression: 'false' }]\n  validations: [{ expression: 'true' }]",
      { status: "skip" },
    ],
    [
      "  auditAnnotations: [{ key: who, valueExpression: object.metadata.name }]\n  validations: [{ expression: 'true' }]",
      { status: "pass", auditAnnotations: { who: "web" } },
    ],
    [
      "  auditAnnotations: [{ key: who, valueExpression: object.none }]\n  validations: [{ expression: 'true' }]",
      { status: "error" },
    ],
    [
      '  validations: [{ expression: \'namespaceObject.metadata.labels.tier == "one" && request.operation == "CREATE" && images.containers == ["nginx:1"]\' }]',
      { status: "pass" },
    ],
    ["  validations: [{ expression: 'request.userInfo.username != \"\"' }]", { status: "error" }],
    [
      "  variables: [{ name: big, expression: '[1,2,3,4,5,6,7,8,9,10]' }]\n  validations: [{ expression: 'variables.big.all(a, variables.big.all(b, variables.big.all(c, variables.big.all(d, variables.big.all(e, variables.big.all(f, variables.big.all(g, a + b + c + d + e + f + g > 0)))))))' }]",
      { status: "error" },
    ],
  ])("%s", (spec, expected) => {
    expect(resultsOf(policy(spec))).toMatchObject([expected]);
  });

  it("warns of a failure of a policy that is not scored", () => {
    const annotations = '{ policies.kyverno.io/scored: "false" }';
    expect(resultsOf(policy(HAS_LABELS, { annotations }))).toMatchObject([{ status: "warn" }]);
  });

  it("asks a policy of a namespace about that namespace alone", () => {
    const text = policy(HAS_LABELS, { kind: "NamespacedValidatingPolicy" });
    expect(resultsOf(text)).toMatchObject([{ status: "fail", namespace: "team" }]);
    expect(resultsOf(text, { ...POD, metadata: { name: "web", namespace: "other" } })).toEqual([]);
    const later = new Unknown([{ reason: "after-apply", path: "metadata.namespace" }]);
    const [open] = resultsOf(text, { ...POD, metadata: { name: "web", namespace: later } });
    expect(open?.message).toContain("the namespace of the object");
  });
});

describe("evaluateJson()", () => {
  it("asks a policy of mode JSON about any value", () => {
    const text = `apiVersion: policies.kyverno.io/v1alpha1
kind: ValidatingPolicy
metadata: { name: any }
spec: { evaluation: { mode: JSON }, validations: [{ expression: object.size == 1 }] }`;
    expect(resultsOf(text, { size: 1 })).toMatchObject([{ status: "pass" }]);
    expect(resultsOf(text, { size: 2 })).toMatchObject([{ status: "fail" }]);
  });
});

describe("a PolicyException", () => {
  const text = policy(HAS_LABELS);

  it("sets the policy aside where its conditions hold", () => {
    const named = exception("matchConditions: [{ name: a, expression: 'object.metadata.name == \"web\"' }]");
    expect(resultsOf(text + named)).toMatchObject([
      {
        status: "skip",
        rule: "exception",
        exceptions: ["ops/but"],
        message: "rule is skipped due to policy exception: ops/but",
      },
    ]);
    const other = exception("matchConditions: [{ name: a, expression: 'object.metadata.name == \"api\"' }]");
    expect(resultsOf(text + other)).toMatchObject([{ status: "fail" }]);
  });

  it("reports a pass when it says so, and the one with the highest priority speaks", () => {
    const passing = exception("reportResult: pass", '{ polex.kyverno.io/priority: "2" }', "second");
    expect(resultsOf(text + exception("reportResult: skip") + passing)).toMatchObject([
      { status: "pass", message: "rule is passed due to policy exception: ops/but, ops/second" },
    ]);
  });

  it("with images or values lets the policy ask for them", () => {
    const asks = policy(
      "  validations: [{ expression: 'object.spec.containers.all(c, c.image in exceptions.allowedImages || \"x\" in exceptions.allowedValues)' }]",
    );
    expect(resultsOf(asks)).toMatchObject([{ status: "fail" }]);
    expect(resultsOf(asks + exception("images: ['nginx:1']"))).toMatchObject([{ status: "pass" }]);
    expect(resultsOf(asks + exception("allowedValues: [x]"))).toMatchObject([{ status: "pass" }]);
  });

  it("holds until it ends, and not at all when nobody knows the time", () => {
    const ending = text + exception("expiresAt: '2026-06-01T00:00:00Z'");
    expect(resultsOf(ending)).toMatchObject([{ status: "skip" }]);
    expect(resultsOf(ending, POD, "2026-06-01T00:00:00Z")).toMatchObject([{ status: "fail" }]);
    expect(resultsOf(ending, POD, "")).toMatchObject([{ status: "fail" }]);
  });
});

function generated(spec: string): readonly string[] {
  const { policies } = readKyvernoDocuments("policy.yaml", policy(`${spec}${HAS_LABELS}`));
  return policies
    .flatMap(generatePolicies)
    .flatMap(({ policy: one }) =>
      (one.spec.matchConstraints?.resourceRules ?? []).flatMap(({ resources }) => resources),
    );
}

describe("generatePolicies()", () => {
  it("makes all controllers where none are listed, and those that are listed otherwise", () => {
    expect(generated("")).toEqual(["cronjobs", "daemonsets", "deployments", "replicasets", "statefulsets", "jobs"]);
    expect(generated("  autogen: { podControllers: { controllers: [jobs] } }\n")).toEqual(["jobs"]);
    expect(generated("  autogen: { podControllers: { controllers: [] } }\n")).toEqual([]);
  });

  it("rewrites paths of the Pod but not the name and the namespace of the controller", () => {
    expect(
      rewriteText(
        "object.spec.a + oldObject.metadata.labels + object.metadata.name + object.metadata.names",
        "spec.template",
      ),
    ).toBe(
      "object.spec.template.spec.a + oldObject.spec.template.metadata.labels + object.metadata.name + object.spec.template.metadata.names",
    );
  });
});

describe("readKyvernoDocuments()", () => {
  it.each<readonly [string, string]>([
    ["apiVersion: policies.kyverno.io/v1\nkind: GeneratingPolicy", "foreign-unsupported-kind"],
    ["apiVersion: kyverno.io/v1\nkind: ClusterPolicy", "foreign-unsupported-kind"],
    ["apiVersion: kyverno.io/v2\nkind: PolicyException", "foreign-unsupported-kind"],
    [policy("  evaluation: { mode: Envoy }\n" + HAS_LABELS), "foreign-unsupported-mode"],
    [policy("  validations: []"), "document-empty"],
    [policy("  surprise: 1\n" + HAS_LABELS), "document-unknown-key"],
    [policy("  validations: [{ expression: 'object.' }]"), "expression-syntax"],
    [policy("  validations: [{ expression: object.kind + 'x' }]"), "expression-wrong-type"],
    [policy("  validations: [{ expression: 'true', messageExpression: '1' }]"), "expression-wrong-type"],
    [policy("  validations: [{ expression: \"gzip.compress('') == b''\" }]"), "foreign-unsupported-function"],
    [policy("  validations: [{ expression: 'variables.none' }]"), "expression-unknown-field"],
    [policy(HAS_LABELS) + exception("matchConditions: [{ name: a, expression: nothing }]"), "expression-unknown-name"],
    [policy(HAS_LABELS) + exception("expiresAt: tomorrow"), "foreign-invalid-time"],
  ])("tells what is wrong with %j", (text, code) => {
    expect(codesOf(text)).toContain(code);
  });

  it("passes over what is not Kyverno's", () => {
    expect(codesOf("apiVersion: v1\nkind: Pod")).toEqual([]);
  });
});
