import { describe, expect, it } from "vitest";
import { Unknown, type ValueObject } from "#core/language";
import { readAdmissionDocuments } from "../documents/read.ts";
import { creationRequest, type AdmissionRequest } from "../model/request.ts";
import { reviewRequest, type AdmissionReview } from "./dispatch.ts";
import { loadAdmission } from "./load.ts";
import { ParamObjects } from "./params.ts";
import { denialText, warningText } from "./words.ts";

const POD: ValueObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
  spec: { replicas: 3, names: ["a", "b"] },
};

interface Written {
  /** Further fields of the policy's spec. */
  readonly spec?: object;
  readonly validations?: readonly object[];
  readonly bindings?: readonly object[];
  readonly objects?: readonly ValueObject[];
}

const PARAM_KIND = { apiVersion: "v1", kind: "ConfigMap" };
const PARAM: ValueObject = {
  ...PARAM_KIND,
  metadata: { name: "limits", namespace: "shop", labels: { use: "limits" } },
  data: { max: "2" },
};

function written({ spec = {}, validations = [{ expression: "false" }], bindings = [{}] }: Written): string {
  const apiVersion = "admissionregistration.k8s.io/v1";
  const rule = { apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"] };
  const policy = {
    apiVersion,
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: "P" },
    spec: { matchConstraints: { resourceRules: [rule] }, validations, ...spec },
  };
  const bound = bindings.map((binding, at) => ({
    apiVersion,
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: `B${at === 0 ? "" : at}` },
    spec: { policyName: "P", validationActions: ["Deny"], ...binding },
  }));
  return [policy, ...bound].map((one) => JSON.stringify(one)).join("\n---\n");
}

function review(parts: Written, request: AdmissionRequest = creationRequest(POD)): AdmissionReview {
  const documents = readAdmissionDocuments("p.json", written(parts));
  const { policies, diagnostics } = loadAdmission([documents]);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors).toEqual([]);
  const objects = parts.objects ?? [];
  const namespaces = new Map(objects.filter(({ kind }) => kind === "Namespace").map((one) => ["shop", one]));
  return reviewRequest(policies, request, { namespaces, params: new ParamObjects(objects) });
}

const evaluations = (parts: Written, request?: AdmissionRequest): readonly string[] =>
  review(parts, request).verdicts.map(({ decision }) => decision.evaluation);
const messages = (parts: Written): readonly string[] => review(parts).verdicts.map(({ decision }) => decision.message);
const blocking = (parts: Written): boolean =>
  review(parts).verdicts.some(({ decision, actions }) => decision.denies && actions.includes("Deny"));

/** An expression that holds and costs about 126,000 units `times` over; seven stay below the budget of one expression. */
const costly = (times: number): string =>
  `[${Array.from({ length: times }, (_, at) => at).join(",")}].all(x, "${"a".repeat(10)}".size() > 0 && ${LOOP})`;
const DIGITS = "[0,1,2,3,4,5,6,7,8,9]";
const LOOP = `${DIGITS}.all(a, ${DIGITS}.all(b, ${DIGITS}.all(c, ${DIGITS}.all(d, a + b + c + d >= 0))))`;
const OVER = "validation failed due to running out of cost budget, no further validation rules will be run";

const condition = (name: string, expression: string): object => ({ name, expression });
const ref = (part: object): object => ({ paramRef: { parameterNotFoundAction: "Deny", ...part } });
const annotated = (valueExpression: string, failurePolicy = "Fail"): Written => ({
  validations: [],
  spec: { failurePolicy, auditAnnotations: [{ key: "k", valueExpression }] },
  bindings: [{ validationActions: ["Audit"] }],
});

describe("reviewRequest()", () => {
  it("does nothing without a binding, and asks each binding", () => {
    expect(evaluations({ bindings: [] })).toEqual([]);
    expect(evaluations({ bindings: [{}, {}] })).toEqual(["deny", "deny"]);
    const other = { matchResources: { objectSelector: { matchLabels: { app: "db" } } } };
    expect(evaluations({ bindings: [other] })).toEqual([]);
  });

  it("exempts the documents of admission policies themselves", () => {
    const policy = { apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy" };
    expect(evaluations({}, creationRequest({ ...policy, metadata: { name: "x" } }))).toEqual([]);
  });

  it("asks the conditions first: a false one leaves the policy out, whatever another one fails at", () => {
    const no = condition("no", "object.kind == 'Job'");
    const broken = condition("broken", "object.missing == 1");
    expect(evaluations({ spec: { matchConditions: [no, broken] } })).toEqual([]);
    expect(evaluations({ spec: { matchConditions: [broken, no] } })).toEqual([]);
    expect(evaluations({ spec: { matchConditions: [broken] } })).toEqual(["error"]);
    expect(blocking({ spec: { matchConditions: [broken], failurePolicy: "Ignore" } })).toBe(false);
    expect(evaluations({ spec: { matchConditions: [condition("yes", "true")] } })).toEqual(["deny"]);
  });

  it("applies `failurePolicy` to errors and never to what is false", () => {
    const error = [{ expression: "object.missing == 1" }];
    expect(blocking({ validations: error })).toBe(true);
    expect(blocking({ validations: error, spec: { failurePolicy: "Ignore" } })).toBe(false);
    expect(evaluations({ validations: error, spec: { failurePolicy: "Ignore" } })).toEqual(["error"]);
    expect(blocking({ spec: { failurePolicy: "Ignore" } })).toBe(true);
  });

  it("says what failed in the words of the API server", () => {
    const [verdict] = review({
      validations: [{ expression: " object.spec.replicas < 3 ", reason: "Forbidden" }],
    }).verdicts;
    expect(verdict?.decision.reason).toBe("Forbidden");
    expect(verdict && denialText(verdict)).toBe(
      "ValidatingAdmissionPolicy 'P' with binding 'B' denied request: failed expression: object.spec.replicas < 3",
    );
    expect(verdict && warningText(verdict)).toBe(
      "Validation failed for ValidatingAdmissionPolicy 'P' with binding 'B': failed expression: object.spec.replicas < 3",
    );
    expect(review({}).verdicts[0]?.decision.reason).toBe("Invalid");
  });

  it.each([
    ["takes what the expression says, trimmed", "'  has ' + string(object.spec.replicas) + ' '", "has 3"],
    ["falls back when the expression fails", "object.missing", null],
    ["falls back when it says nothing", "' '", null],
    ["falls back when it says several lines", "'a\\nb'", null],
    [
      "falls back when it says more than 5 KiB",
      "'ä'.replace('ä', object.metadata.name).split('').map(x, x).join('') + '" + "x".repeat(5200) + "'",
      null,
    ],
  ])("%s", (_name, expression, expected) => {
    const messageExpression = expression === "object.missing" ? "string(object.missing)" : expression;
    const validations = [{ expression: "false", messageExpression, message: " written " }];
    expect(messages({ validations })).toEqual([expected ?? "written"]);
    expect(messages({ validations: [{ expression: "false", messageExpression }] })).toEqual([
      expected ?? "failed expression: false",
    ]);
  });

  it("makes an error of every validation, even of those that hold, when the messages overdraw the budget", () => {
    const validations = [
      { expression: "true" },
      ...Array.from({ length: 12 }, () => ({ expression: "false", messageExpression: `${costly(7)} ? 'x' : 'y'` })),
    ];
    const said = messages({ validations });
    expect(said[0]).toBe(`failed messageExpression: ${OVER}`);
    expect(new Set(said)).toEqual(new Set([`failed messageExpression: ${OVER}`]));
    expect(evaluations({ validations, spec: { failurePolicy: "Ignore" } })).not.toContain("admit");
  });

  it("ends one expression at its own budget and all of them at the one that they share", () => {
    expect(messages({ validations: [{ expression: costly(100) }, { expression: "true" }] })).toEqual([
      `expression '${costly(100)}' resulted in error: operation cancelled: actual cost limit exceeded`,
      "",
    ]);
    const many = Array.from({ length: 15 }, () => ({ expression: costly(7) }));
    expect(messages({ validations: many })).toEqual([OVER]);
  });

  it("gives conditions a quarter of the budget, and audit annotations a fresh one", () => {
    const conditions = Array.from({ length: 5 }, (_, at) => ({ name: `c${at}`, expression: costly(7) }));
    expect(messages({ spec: { matchConditions: conditions } })).toEqual([OVER]);
    const validations = Array.from({ length: 9 }, () => ({ expression: costly(7) }));
    const auditAnnotations = Array.from({ length: 9 }, (_, at) => ({
      key: `k${at}`,
      valueExpression: `${costly(7)} ? 'v' : 'w'`,
    }));
    expect(review({ validations, spec: { auditAnnotations } }).annotations).toHaveLength(9);
  });

  it("evaluates variables when they are read, once, and charges them to whoever reads first", () => {
    const variables = [
      { name: "unread", expression: "object.missing" },
      { name: "dear", expression: costly(7) },
      { name: "next", expression: "variables.dear && true" },
    ];
    const reads = Array.from({ length: 15 }, () => ({ expression: "variables.next" }));
    expect(new Set(evaluations({ spec: { variables }, validations: reads }))).toEqual(new Set(["admit"]));
    const broken = messages({ spec: { variables }, validations: [{ expression: "variables.unread == 1" }] })[0];
    expect(broken).toMatch(
      /^expression 'variables.unread == 1' resulted in error: composited variable "unread" fails to evaluate: /,
    );
  });

  it("shows the request, and null for what is not there", () => {
    const validations = [
      {
        expression:
          "request.operation == 'CREATE' && request.namespace == 'shop' && request.resource.resource == 'pods'",
      },
      { expression: "oldObject == null && request.kind.kind == 'Pod' && !request.dryRun" },
      { expression: "!has(request.subResource) && request.requestKind.version == 'v1'" },
    ];
    expect(evaluations({ validations })).toEqual(["admit", "admit", "admit"]);
    const node = creationRequest({ apiVersion: "v1", kind: "Node", metadata: { name: "n" } });
    expect(
      evaluations({ validations: [{ expression: "namespaceObject == null && !has(request.namespace)" }] }, node),
    ).toEqual(["admit"]);
  });

  it("does not know who asks, nor a namespace that nobody handed in", () => {
    expect(evaluations({ validations: [{ expression: "request.userInfo.username == 'a'" }] })).toEqual(["unknown"]);
    const named =
      "namespaceObject != null && has(namespaceObject.metadata.labels) && namespaceObject.metadata.name == 'shop'";
    expect(evaluations({ validations: [{ expression: named }] })).toEqual(["admit"]);
    for (const asked of ["annotations", "generateName", "finalizers"]) {
      const expression = `has(namespaceObject.metadata.${asked}) || !has(namespaceObject.metadata.${asked})`;
      expect(evaluations({ validations: [{ expression }] })).toEqual(["unknown"]);
    }
    const owned = [{ expression: "namespaceObject.metadata.labels['team'] == 'a'" }];
    expect(evaluations({ validations: owned })).toEqual(["unknown"]);
    const shop: ValueObject = {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "shop", labels: { team: "a" } },
    };
    expect(evaluations({ validations: owned, objects: [shop] })).toEqual(["admit"]);
    const selected = { matchResources: { namespaceSelector: { matchLabels: { team: "a" } } } };
    expect(evaluations({ bindings: [selected] })).toEqual(["unknown"]);
    expect(evaluations({ bindings: [selected], objects: [shop] })).toEqual(["deny"]);
  });

  describe("with parameters", () => {
    const spec = { paramKind: PARAM_KIND };
    const validations = [{ expression: "params != null && object.spec.replicas <= int(params.data.max)" }];
    const other: ValueObject = {
      ...PARAM,
      metadata: { name: "more", namespace: "shop", labels: { use: "limits" } },
      data: { max: "9" },
    };

    it("takes the one that is named, in the namespace of the request or the one that is written", () => {
      expect(evaluations({ spec, validations, bindings: [ref({ name: "limits" })], objects: [PARAM] })).toEqual([
        "deny",
      ]);
      expect(evaluations({ spec, validations, bindings: [ref({ name: "more" })], objects: [PARAM, other] })).toEqual([
        "admit",
      ]);
      const away = ref({ name: "limits", namespace: "elsewhere" });
      expect(messages({ spec, validations, bindings: [away], objects: [PARAM] })).toEqual([
        "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction",
      ]);
    });

    it("judges with each that a selector finds, and all must hold", () => {
      const bindings = [ref({ selector: { matchLabels: { use: "limits" } } })];
      expect(evaluations({ spec, validations, bindings, objects: [PARAM, other] })).toEqual(["deny", "admit"]);
    });

    it("evaluates nothing when there are none and that is allowed", () => {
      const bindings = [ref({ name: "none", parameterNotFoundAction: "Allow" })];
      expect(evaluations({ spec, validations, bindings, objects: [PARAM] })).toEqual([]);
    });

    it("gives null where the binding asks for none", () => {
      expect(evaluations({ spec, validations })).toEqual(["deny"]);
    });

    it("does not know them where nobody knows the namespace yet, unless the binding names one", () => {
      const later = new Unknown([{ reason: "after-apply", path: "metadata.namespace" }]);
      const pod = creationRequest({ ...POD, metadata: { name: "web", namespace: later } });
      const said = (binding: object): readonly string[] =>
        review({ spec, validations, bindings: [binding], objects: [PARAM] }, pod).verdicts.map(
          ({ decision }) => decision.evaluation,
        );
      expect(said(ref({ name: "limits" }))).toEqual(["unknown"]);
      expect(said(ref({ name: "limits", namespace: "shop" }))).toEqual(["deny"]);
      const asked = [{ expression: "request.namespace == 'shop' || namespaceObject != null" }];
      expect(review({ validations: asked }, pod).verdicts[0]?.decision.evaluation).toBe("unknown");
    });

    it("refuses a request without a namespace when nothing says where they are", () => {
      const node = creationRequest({ apiVersion: "v1", kind: "Node", metadata: { name: "n" } });
      const { verdicts } = review({ spec, validations, bindings: [ref({ name: "limits" })], objects: [PARAM] }, node);
      expect(verdicts[0]?.decision.message).toContain("cannot use namespaced paramRef");
    });

    it("denies for an error of configuration even where the binding only audits, unless errors are ignored", () => {
      const bindings = [{ ...ref({ name: "none" }), validationActions: ["Audit"] }];
      expect(blocking({ spec, validations, bindings })).toBe(true);
      expect(blocking({ spec: { ...spec, failurePolicy: "Ignore" }, validations, bindings })).toBe(false);
    });
  });

  describe("with audit annotations", () => {
    it("publishes text, trimmed, and nothing for null or blanks", () => {
      expect(review(annotated("' three '")).annotations).toEqual([{ key: "P/k", value: "three" }]);
      expect(review(annotated("null")).annotations).toEqual([]);
      expect(review(annotated("' '")).annotations).toEqual([]);
    });

    it("says of which nobody can tell here that they are unknown", () => {
      expect(review(annotated("request.userInfo.username")).annotations).toEqual([{ key: "P/k", value: null }]);
    });

    it("keeps no more than 10 KiB of one, and no half of a sign", () => {
      const values = review(annotated(`'${"é".repeat(6000)}'`)).annotations.map(({ value }) => value);
      expect(values).toEqual(["é".repeat(5120)]);
    });

    it("tells the failures that a binding audits as the API server writes them", () => {
      const validations = [{ expression: "object.spec.replicas < 2", message: "<2 & no more" }, { expression: "true" }];
      const { annotations } = review({ validations, bindings: [{ validationActions: ["Warn", "Audit"] }] });
      expect(annotations).toEqual([
        {
          key: "validation.policy.admission.k8s.io/validation_failure",
          value:
            '[{"message":"\\u003c2 \\u0026 no more","policy":"P","binding":"B","expressionIndex":0,"validationActions":["Warn","Audit"]}]',
        },
      ]);
      expect(review({ validations }).annotations).toEqual([]);
      const unknown = [{ expression: "request.userInfo.username == 'a'" }];
      const open = review({ validations: unknown, bindings: [{ validationActions: ["Audit"] }] }).annotations;
      expect(open.map(({ value }) => value)).toEqual([null]);
    });

    it("tells no more than fifty of them", () => {
      const validations = Array.from({ length: 60 }, () => ({ expression: "false" }));
      const [annotation] = review({ validations, bindings: [{ validationActions: ["Audit"] }] }).annotations;
      expect(JSON.parse(annotation?.value ?? "")).toHaveLength(50);
    });

    it("denies for an error whatever the binding says, unless errors are ignored", () => {
      expect(blocking(annotated("string(object.missing)"))).toBe(true);
      expect(blocking(annotated("string(object.missing)", "Ignore"))).toBe(false);
    });
  });
});
