import { describe, expect, it } from "vitest";
import { Unknown, type ValueObject } from "#core/language";
import { readAdmissionDocuments } from "../documents/read.ts";
import { creationRequest } from "../model/request.ts";
import { loadAdmission } from "../validating/load.ts";
import { denialText } from "../validating/words.ts";
import { reviewConstraints } from "./review.ts";

const NATIVE = {
  engine: "K8sNativeValidation",
  source: {
    variables: [{ name: "wanted", expression: "variables.params.labels" }],
    validations: [
      {
        expression: "variables.wanted.all(label, label in variables.anyObject.metadata.labels)",
        messageExpression: "'labels ' + variables.wanted.join(', ') + ' are wanted'",
      },
    ],
  },
};
const REGO = { engine: "Rego", source: { rego: "package a" } };

function template(code: readonly object[] = [REGO, NATIVE], spec: object = {}): object {
  return {
    apiVersion: "templates.gatekeeper.sh/v1",
    kind: "ConstraintTemplate",
    metadata: { name: "wantedlabels" },
    spec: {
      crd: { spec: { names: { kind: "WantedLabels" }, validation: {} } },
      targets: [{ target: "admission.k8s.gatekeeper.sh", code }],
      ...spec,
    },
  };
}

function constraint(spec: object = {}): object {
  return {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind: "WantedLabels",
    metadata: { name: "team" },
    spec: { parameters: { labels: ["team"] }, ...spec },
  };
}

const POD: ValueObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop", labels: { app: "a" } },
};

const WITHOUT_TEAM = { name: "web", namespace: "shop", labels: { app: "a" } };

const load = (documents: readonly object[]): ReturnType<typeof loadAdmission> =>
  loadAdmission([readAdmissionDocuments("g.json", documents.map((one) => JSON.stringify(one)).join("\n---\n"))]);

function evaluations(spec: object, object: ValueObject = POD): readonly string[] {
  const { constraints, diagnostics } = load([template(), constraint(spec)]);
  expect(diagnostics).toEqual([]);
  const verdicts = reviewConstraints(constraints, creationRequest(object), new Map());
  return verdicts.map(({ decision, actions }) => `${decision.evaluation} ${actions.join("+")}`);
}

const scoped = (name: string): object => ({
  enforcementAction: "scoped",
  scopedEnforcementActions: [{ action: "warn", enforcementPoints: [{ name }] }],
});

describe("reviewConstraints()", () => {
  it("gives a template its object and parameters, and says what it says in Gatekeeper's words", () => {
    const { constraints } = load([template(), constraint()]);
    const [verdict] = reviewConstraints(constraints, creationRequest(POD), new Map());
    expect(verdict && denialText(verdict)).toBe("[team] labels team are wanted");
    expect(evaluations({ parameters: { labels: ["app"] } })).toEqual(["admit Deny"]);
  });

  const matches: readonly (readonly [string, object, boolean])[] = [
    ["any object without a match", {}, true],
    ["its kind", { kinds: [{ apiGroups: [""], kinds: ["Pod"] }] }, true],
    ["its kind in any group", { kinds: [{ apiGroups: ["*"], kinds: ["Pod"] }] }, true],
    ["not another kind", { kinds: [{ apiGroups: ["apps"], kinds: ["*"] }] }, false],
    ["its namespace", { namespaces: ["sh*"] }, true],
    ["not another namespace", { namespaces: ["kube-*"] }, false],
    ["not what is left out", { excludedNamespaces: ["*op"] }, false],
    ["its labels", { labelSelector: { matchLabels: { app: "a" } } }, true],
    ["not other labels", { labelSelector: { matchLabels: { app: "b" } } }, false],
    ["its name", { name: "*eb" }, true],
    ["not another name", { name: "db" }, false],
    ["its scope", { scope: "Namespaced" }, true],
    ["not the other scope", { scope: "Cluster" }, false],
    ["what is written", { source: "Original" }, true],
    ["not what is generated", { source: "Generated" }, false],
  ];
  it.each(matches)("takes %s", (_name, match, taken) => {
    expect(evaluations({ match })).toEqual(taken ? ["deny Deny"] : []);
  });

  it("does not know the labels of a namespace that nobody handed in", () => {
    expect(evaluations({ match: { namespaceSelector: { matchLabels: { team: "a" } } } })).toEqual(["unknown Deny"]);
  });

  it("does what the constraint says, at admission alone where it tells points apart", () => {
    expect(evaluations({ enforcementAction: "warn" })).toEqual(["deny Warn"]);
    expect(evaluations({ enforcementAction: "dryrun" })).toEqual(["deny Audit"]);
    expect(evaluations(scoped("validation.gatekeeper.sh"))).toEqual(["deny Warn"]);
    expect(evaluations(scoped("audit.gatekeeper.sh"))).toEqual([]);
  });
});

describe("a constraint and an object whose names nobody knows yet", () => {
  const later = new Unknown([{ reason: "after-apply", path: "metadata" }]);
  const placed = { ...POD, metadata: { ...WITHOUT_TEAM, namespace: later } };
  const named = { ...POD, metadata: { ...WITHOUT_TEAM, name: later } };

  it.each([
    [{ namespaces: ["shop"] }, placed, "unknown"],
    [{ excludedNamespaces: ["shop"] }, placed, "unknown"],
    [{ namespaceSelector: { matchLabels: { a: "b" } } }, placed, "unknown"],
    [{ scope: "Namespaced" }, placed, "deny"],
    [{ name: "web*" }, named, "unknown"],
    [{ name: "" }, named, "deny"],
  ])("match %j as far as that can be told", (match, object, evaluation) => {
    expect(evaluations({ match }, object)).toEqual([`${evaluation} Deny`]);
  });
});

describe("loadAdmission() of Gatekeeper's documents", () => {
  it.each([
    [{ variables: [{ name: "anyObject", expression: "1" }] }, "document-invalid-name"],
    [{ variables: [{ name: "gatekeeper_internal_a", expression: "1" }] }, "document-invalid-name"],
    [{ matchCondition: [{ name: "gatekeeper_internal_a", expression: "true" }] }, "document-invalid-name"],
    [{ variables: [], validations: [{ expression: "params.spec == null" }] }, "expression-unknown-name"],
    [{ variables: [], validations: [{ expression: "authorizer == null" }] }, "expression-unknown-name"],
  ])("refuses %j as Gatekeeper does", (source, code) => {
    const { diagnostics } = load([template([{ ...NATIVE, source: { ...NATIVE.source, ...source } }]), constraint()]);
    expect(diagnostics.map((one) => one.code)).toContain(code);
  });

  it("refuses a template with several targets", () => {
    const target = { target: "admission.k8s.gatekeeper.sh", code: [NATIVE] };
    const { diagnostics } = load([template([NATIVE], { targets: [target, target] }), constraint()]);
    expect(diagnostics.map((one) => one.code)).toContain("foreign-several-targets");
  });

  const bad: readonly (readonly [string, readonly object[], string])[] = [
    ["a template in Rego alone", [template([REGO]), constraint()], "foreign-rego-alone"],
    [
      "a template in Rego of the old form",
      [template([], { targets: [{ target: "admission.k8s.gatekeeper.sh", rego: "package a" }] })],
      "foreign-rego-alone",
    ],
    ["a constraint of no template", [constraint()], "foreign-binds-nothing"],
    ["an action that there is not", [template(), constraint({ enforcementAction: "block" })], "document-not-one-of"],
    ["a scope without actions", [template(), constraint({ enforcementAction: "scoped" })], "foreign-no-scoped-action"],
    [
      "an expression that does not compile",
      [template([{ ...NATIVE, source: { validations: [{ expression: "nothing" }] } }]), constraint()],
      "expression-unknown-name",
    ],
    [
      "a field that sources do not have",
      [template([{ ...NATIVE, source: { ...NATIVE.source, matchConditions: [] } }])],
      "document-unknown-key",
    ],
  ];
  it.each(bad)("refuses %s in one diagnostic", (_name, documents, code) => {
    const { diagnostics, constraints } = load(documents);
    expect(diagnostics.map((one) => [one.code, one.severity])).toEqual([[code, "error"]]);
    expect(constraints).toEqual([]);
  });
});
