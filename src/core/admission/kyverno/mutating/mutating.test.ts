import { describe, expect, it } from "vitest";
import { parseTimestamp, Timestamp, type ValueObject } from "#core/language";
import { creationRequest } from "../../model/request.ts";
import { reviewMutations } from "../../mutating/review.ts";
import { readAdmissionDocuments } from "../../documents/read.ts";
import { loadAdmission } from "../../validating/load.ts";
import { rewriteMutation } from "../autogen/mutating.ts";
import { readKyvernoDocuments } from "../documents/read.ts";
import { EMPTY_WORLD } from "../functions/world.ts";
import { compileMutating } from "./compile.ts";
import { evaluateMutation, type KyvernoMutation } from "./evaluate.ts";
import { kyvernoPlugin } from "./plugin.ts";
import { mutateExisting } from "./targets.ts";

interface Written {
  readonly name?: string;
  readonly kind?: string;
  readonly resources?: string;
  readonly more?: string;
}

function policy(
  mutations: string,
  { name = "change", kind = "MutatingPolicy", resources, more = "" }: Written = {},
): string {
  return `apiVersion: policies.kyverno.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${kind === "MutatingPolicy" ? "null" : "team"} }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: ["*"], apiVersions: [v1], operations: [CREATE], resources: [${resources ?? "pods"}] }]
${more}  mutations:
${mutations}---
`;
}

function apply(expression: string): string {
  return `  - { patchType: ApplyConfiguration, applyConfiguration: { expression: ${JSON.stringify(expression)} } }\n`;
}

function patch(expression: string): string {
  return `  - { patchType: JSONPatch, jsonPatch: { expression: ${JSON.stringify(expression)} } }\n`;
}

function exception(spec: string, kind = "MutatingPolicy"): string {
  return `apiVersion: policies.kyverno.io/v1
kind: PolicyException
metadata: { name: but, namespace: ops }
spec: { policyRefs: [{ name: change, kind: ${kind} }], ${spec} }
---
`;
}

const POD: ValueObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "team", labels: { a: "b" } },
  spec: { containers: [{ name: "web", image: "nginx:1" }] },
};
const DEPLOYMENT: ValueObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "team" },
  spec: { template: { metadata: { labels: { a: "b" } }, spec: { containers: [{ name: "web", image: "nginx:1" }] } } },
};
const LABEL = "Object{metadata: Object.metadata{labels: {'team': 'shop'}}}";
const parsed = parseTimestamp("2026-01-01T00:00:00Z");
const AROUND = {
  namespaces: new Map([["team", { metadata: { name: "team" } }]]),
  now: parsed instanceof Timestamp ? parsed : null,
  definitions: [],
};

function mutationsOf(text: string, object: ValueObject = POD): readonly KyvernoMutation[] {
  const { mutating, exceptions, diagnostics } = readKyvernoDocuments("policy.yaml", text);
  expect(diagnostics).toEqual([]);
  return mutating.flatMap((one) => {
    const compiled = compileMutating(one, exceptions, EMPTY_WORLD);
    expect(compiled.diagnostics).toEqual([]);
    const request = { ...creationRequest(object), object };
    return compiled.policies.flatMap((ready) => evaluateMutation(ready, request, AROUND) ?? []);
  });
}

function codesOf(text: string): readonly string[] {
  return loadAdmission([readAdmissionDocuments("policy.yaml", text)]).diagnostics.map(({ code }) => code);
}

function aboutPods(expression: string, more = ""): string {
  return policy(apply(expression), { more }).replace('apiGroups: ["*"]', 'apiGroups: [""]');
}

function review(text: string): ReturnType<typeof reviewMutations> {
  const { kyverno, diagnostics } = loadAdmission([readAdmissionDocuments("policy.yaml", text)]);
  expect(diagnostics).toEqual([]);
  return reviewMutations(
    (reversed) => [kyvernoPlugin(reversed ? kyverno.mutating.toReversed() : kyverno.mutating, AROUND)],
    creationRequest(POD),
  );
}

function add(label: string, value = "x"): string {
  return apply(`Object{metadata: Object.metadata{labels: {'${label}': '${value}'}}}`);
}

describe("evaluateMutation()", () => {
  it("makes each mutation of what the one before it left, and shows the request as it came", () => {
    const first = apply("Object{metadata: Object.metadata{labels: {'team': 'shop'}}}");
    const second = patch(
      "[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('x/y'), value: object.metadata.labels.team + string('team' in request.object.metadata.labels)}]",
    );
    expect(mutationsOf(policy(first + second))).toMatchObject([
      {
        status: "pass",
        message: "success",
        object: { metadata: { labels: { a: "b", team: "shop", "x/y": "shopfalse" } } },
      },
    ]);
  });

  it("keeps the value of a variable that was read before a mutation", () => {
    const more = "  variables: [{ name: labels, expression: 'object.metadata.labels.size()' }]\n";
    const size = "Object{metadata: Object.metadata{labels: {'size' + string(variables.labels): 'x'}}}";
    const [mutation] = mutationsOf(policy(apply(size) + apply(size), { more }));
    expect(mutation?.object).toMatchObject({ metadata: { labels: { a: "b", size1: "x" } } });
  });

  it("builds objects in variables, which Kubernetes does not allow", () => {
    const more = "  variables: [{ name: meta, expression: \"Object.metadata{labels: {'team': 'shop'}}\" }]\n";
    const [mutation] = mutationsOf(policy(apply("Object{metadata: variables.meta}"), { more }));
    expect(mutation?.object).toMatchObject({ metadata: { labels: { a: "b", team: "shop" } } });
  });

  it("asks conditions with variables, and skips where they do not hold", () => {
    const more =
      "  variables: [{ name: kind, expression: object.kind }]\n  matchConditions: [{ name: a, expression: \"variables.kind == 'Job'\" }]\n";
    expect(mutationsOf(policy(apply(LABEL), { more }))).toMatchObject([
      { status: "skip", message: "skip", object: POD },
    ]);
  });

  it("says nothing of what a policy is not about, and of another namespace than that of a policy in one", () => {
    expect(mutationsOf(policy(apply(LABEL), { resources: "services" }))).toEqual([]);
    const namespaced = policy(apply(LABEL), { kind: "NamespacedMutatingPolicy" });
    expect(mutationsOf(namespaced)).toMatchObject([{ status: "pass" }]);
    expect(mutationsOf(namespaced.replace("namespace: team", "namespace: other"))).toEqual([]);
  });

  it.each<readonly [string, string, string]>([
    [
      "an expression that fails",
      apply("Object{metadata: Object.metadata{labels: {'a': object.metadata.annotations.none}}}"),
      "has no key `annotations`",
    ],
    ["a path that is not there", patch("[JSONPatch{op: 'remove', path: '/spec/none'}]"), "JSON Patch: "],
    [
      "an unknown field",
      apply("Object{spec: Object.spec{hostnam: 'a'}}"),
      ".spec.hostnam: field not declared in schema",
    ],
    [
      "an atomic field",
      apply("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'web', args: ['a']}]}}"),
      "may not mutate atomic arrays, maps or structs",
    ],
    [
      "a condition that fails",
      `${apply(LABEL)}  matchConditions: [{ name: a, expression: object.none }]\n`,
      "has no key `none`",
    ],
  ])("fails whole for %s", (_, mutations, message) => {
    const [mutation] = mutationsOf(policy(apply(LABEL) + mutations));
    expect(mutation).toMatchObject({ status: "error", rule: "evaluation", isOpen: false, object: POD });
    expect(mutation?.message).toContain("failed to evaluate policy: ");
    expect(mutation?.message).toContain(message);
  });

  it("leaves the object as it is when a patch tests it in vain", () => {
    const failing = patch(
      "[JSONPatch{op: 'test', path: '/kind', value: 'Job'}, JSONPatch{op: 'remove', path: '/spec'}]",
    );
    expect(mutationsOf(policy(failing))).toMatchObject([{ status: "pass", object: POD }]);
  });

  it("replaces what is atomic where the policy applies as a server does", () => {
    const args = apply("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'web', args: ['a']}]}}");
    const more = "  evaluation: { useServerSideApply: true }\n";
    const [mutation] = mutationsOf(policy(args, { more }));
    expect(mutation?.object).toMatchObject({ spec: { containers: [{ name: "web", image: "nginx:1", args: ["a"] }] } });
  });

  it("cannot tell how a kind without a schema is merged, but for its metadata", () => {
    const widget = {
      apiVersion: "example.com/v1",
      kind: "Widget",
      metadata: { name: "w", namespace: "team" },
      spec: {},
    };
    const spec = policy(apply("Object{spec: Object.spec{size: 1}}"), { resources: "widgets" });
    expect(mutationsOf(spec, widget)).toMatchObject([{ status: "error", isOpen: true, object: widget }]);
    const [labelled] = mutationsOf(policy(apply(LABEL), { resources: "widgets" }), widget);
    expect(labelled).toMatchObject({ status: "pass", object: { metadata: { labels: { team: "shop" } } } });
  });

  it("writes annotations about what the object became", () => {
    const more = "  auditAnnotations: [{ key: team, valueExpression: object.metadata.labels.team }]\n";
    expect(mutationsOf(policy(apply(LABEL), { more }))).toMatchObject([{ auditAnnotations: { team: "shop" } }]);
  });

  it.each<readonly [string, string, "pass" | "skip", string]>([
    ["sets a policy aside", "matchConditions: []", "skip", "rule is skipped due to policy exception: ops/but"],
    ["sets it aside as passed", "reportResult: pass", "pass", "rule is passed due to policy exception: ops/but"],
    [
      "leaves it alone when it does not apply",
      "matchConditions: [{ name: a, expression: 'false' }]",
      "pass",
      "success",
    ],
    ["leaves it alone after its end", "expiresAt: '2025-01-01T00:00:00Z'", "pass", "success"],
    ["leaves it alone when it only allows images", "images: ['nginx:*']", "pass", "success"],
  ])("lets an exception that %s do so", (_, spec, status, message) => {
    expect(mutationsOf(policy(apply(LABEL)) + exception(spec))).toMatchObject([{ status, message }]);
  });
});

describe("generateMutatingPolicies()", () => {
  it("changes the Pod inside a controller", () => {
    const more = "  matchConditions: [{ name: a, expression: 'has(object.metadata.labels.a)' }]\n";
    const [mutation] = mutationsOf(aboutPods("Object{spec: Object.spec{hostname: 'a'}}", more), DEPLOYMENT);
    expect(mutation).toMatchObject({
      config: "defaults",
      status: "pass",
      object: { metadata: DEPLOYMENT["metadata"], spec: { template: { spec: { hostname: "a" } } } },
    });
  });

  it("fails where Kyverno leaves the type of the metadata as it was", () => {
    const [mutation] = mutationsOf(aboutPods(LABEL), DEPLOYMENT);
    expect(mutation).toMatchObject({ status: "error", object: DEPLOYMENT });
    expect(mutation?.message).toContain("type mismatch: ");
  });

  it("makes nothing of a policy about more than Pods, or for controllers that are not named", () => {
    expect(mutationsOf(policy(apply(LABEL)), DEPLOYMENT)).toEqual([]);
    const jobs = "  autogen: { podControllers: { controllers: [jobs] } }\n";
    expect(mutationsOf(aboutPods(LABEL, jobs), DEPLOYMENT)).toEqual([]);
  });

  it.each<readonly [string, "defaults" | "cronjobs", string]>([
    [
      "Object{spec: Object.spec{hostname: 'a'}}",
      "defaults",
      "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{hostname: 'a'}}}}",
    ],
    [
      "Object{spec: Object.spec{hostname: 'a'}}",
      "cronjobs",
      "Object{spec: Object.spec{jobTemplate: Object.spec.jobTemplate{spec: Object.spec.jobTemplate.spec{template: Object.spec.jobTemplate.spec.template{spec: Object.spec.jobTemplate.spec.template.spec{hostname: 'a'}}}}}}",
    ],
    [
      "has(object.metadata.labels) && object.metadata.name == 'a'",
      "defaults",
      "has(object.spec.template.metadata.labels) && object.metadata.name == 'a'",
    ],
    [" true ? Object{} : Object{}", "defaults", " true ? Object{} : Object{}"],
    ["Object{", "defaults", "Object{"],
  ])("rewrites %s for %s as Kyverno does", (written, config, expected) => {
    expect(rewriteMutation(written, config)).toBe(expected);
  });
});

describe("mutateExisting()", () => {
  const CONFIG: ValueObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c", namespace: "team" } };
  const targets = (more: string): readonly KyvernoMutation[] => {
    const text = policy(apply(LABEL), { more: `  evaluation: { mutateExisting: { enabled: true } }\n${more}` });
    const { mutating, diagnostics } = readKyvernoDocuments("policy.yaml", text);
    expect(diagnostics).toEqual([]);
    return mutating.flatMap((one) =>
      compileMutating(one, [], { ...EMPTY_WORLD, isWhole: true }).policies.flatMap((ready) =>
        mutateExisting(ready, creationRequest(POD), { existing: [POD, CONFIG], around: AROUND }),
      ),
    );
  };
  const CONFIGS =
    '  targetMatchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }] }\n';

  it("changes what the policy names, or else whatever it is about", () => {
    expect(targets(CONFIGS)).toMatchObject([
      { status: "pass", object: { ...CONFIG, metadata: { labels: { team: "shop" } } } },
    ]);
    expect(targets("")).toMatchObject([{ object: { kind: "Pod" } }]);
  });

  it("asks conditions of the target, and takes one that an expression gives", () => {
    const unmet = "  targetMatchConditions: [{ name: a, expression: has(object.data) }]\n";
    expect(targets(CONFIGS + unmet)).toMatchObject([{ status: "skip" }]);
    const given = JSON.stringify(CONFIG).replaceAll('"', "'");
    expect(targets(`  targetMatchConstraints: { expression: "${given}" }\n`)).toMatchObject([
      { object: { kind: "ConfigMap" } },
    ]);
    expect(targets("  targetMatchConstraints: { expression: object.none }\n")).toEqual([]);
    expect(targets(`${CONFIGS}  matchConditions: [{ name: a, expression: 'false' }]\n`)).toEqual([]);
  });
});

describe("kyvernoPlugin()", () => {
  it("hands what one policy left to the next", () => {
    const { object, verdicts } = review(policy(add("one")) + policy(add("two"), { name: "other" }));
    expect(object).toMatchObject({ metadata: { labels: { a: "b", one: "x", two: "x" } } });
    expect(verdicts.map(({ policy: { metadata }, outcome }) => [metadata.name, outcome])).toEqual([
      ["change", "changed"],
      ["other", "changed"],
    ]);
  });

  it("cannot tell what becomes of an object where that hangs on the order of policies", () => {
    const { object, verdicts } = review(policy(add("a", "1")) + policy(add("a", "2"), { name: "other" }));
    expect(object).toBeNull();
    expect(verdicts.at(-1)).toMatchObject({ outcome: "unknown", denies: false });
  });

  it("denies for an error, unless the policy ignores it", () => {
    const broken = apply("Object{spec: Object.spec{hostnam: 'a'}}");
    expect(review(policy(broken)).verdicts).toMatchObject([{ outcome: "error", denies: true }]);
    const ignoring = review(policy(broken, { more: "  failurePolicy: Ignore\n" }));
    expect(ignoring).toMatchObject({ object: POD, verdicts: [{ outcome: "error", denies: false }] });
    expect(ignoring.verdicts[0]?.message).toContain("Policy change error: failed to evaluate policy: ");
  });

  it("names the exceptions that set a policy aside", () => {
    const { object, verdicts } = review(policy(add("one")) + exception("matchConditions: []"));
    expect(object).toEqual(POD);
    expect(verdicts).toMatchObject([{ outcome: "unchanged", exceptions: ["ops/but"] }]);
  });
});

describe("loadAdmission() with mutating policies of Kyverno", () => {
  it.each<readonly [string, string, string]>([
    ["an expression of another type", policy(apply("'teapot'")), "expression-wrong-type"],
    ["a list of anything for a patch", policy(patch("[1]")), "expression-wrong-type"],
    ["a name that is not there", policy(apply("Object{metadata: nothing}")), "expression-unknown-name"],
    ["a variable that is not there", policy(apply("Object{metadata: variables.none}")), "expression-unknown-field"],
    ["no mutations", policy(""), "document-empty"],
    [
      "a patch of another type",
      policy("  - { patchType: JSONPatch, applyConfiguration: { expression: 'Object{}' } }\n"),
      "foreign-invalid-mutation",
    ],
    ["a stray key", policy(apply(LABEL), { more: "  surprise: 1\n" }), "document-unknown-key"],
    [
      "resources that are none",
      policy(apply(LABEL)).replace(/resourceRules: \[.*\]/, "resourceRules: []"),
      "document-empty",
    ],
    ["any JSON", policy(apply(LABEL), { more: "  evaluation: { mode: JSON }\n" }), "foreign-unsupported-mode"],
    [
      "changes to what exists",
      policy(apply(LABEL), { more: "  evaluation: { mutateExisting: { enabled: true } }\n" }),
      "foreign-unsupported-mode",
    ],
    [
      "a policy that is off",
      policy(apply(LABEL), { more: "  evaluation: { admission: { enabled: false } }\n" }),
      "foreign-switched-off",
    ],
    ["two of one name", policy(apply(LABEL)) + policy(apply(LABEL)), "foreign-duplicate"],
    [
      "an exception from nothing",
      policy(apply(LABEL)) + exception("matchConditions: []", "ValidatingPolicy"),
      "foreign-excepts-nothing",
    ],
  ])("tells of %s", (_, text, code) => {
    expect(codesOf(text)).toContain(code);
  });
});
