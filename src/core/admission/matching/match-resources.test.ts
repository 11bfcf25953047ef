import { describe, expect, it } from "vitest";
import { Unknown, type ValueObject } from "#core/language";
import { creationRequest } from "../model/request.ts";
import { EVERYTHING, type LabelSelector } from "./label-selector.ts";
import { matchesResources, type MatchResources } from "./match-resources.ts";
import type { ResourceRule } from "./resource-rule.ts";

const rule = (part: Partial<ResourceRule> = {}): ResourceRule => ({
  apiGroups: ["apps"],
  apiVersions: ["v1"],
  operations: ["CREATE"],
  resources: ["deployments"],
  resourceNames: [],
  scope: "*",
  ...part,
});

const match = (part: Partial<MatchResources> = {}): MatchResources => ({
  resourceRules: [rule()],
  excludeResourceRules: [],
  namespaceSelector: EVERYTHING,
  objectSelector: EVERYTHING,
  matchPolicy: "Equivalent",
  ...part,
});

const deployment: ValueObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop", labels: { tier: "front" } },
};
const shop: ValueObject = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "a" } } };

function answer(
  part: Partial<MatchResources>,
  object = deployment,
  namespaces: readonly ValueObject[] = [shop],
): string {
  const named = new Map(namespaces.map((one) => ["shop", one]));
  return matchesResources(match(part), creationRequest(object), named).kind;
}

const labels = (matchLabels: Record<string, string>): LabelSelector => ({ matchLabels, matchExpressions: [] });
const hpa: ValueObject = {
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  metadata: { name: "web", namespace: "shop" },
};
const hpaV1 = rule({ apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"] });

describe("matchesResources()", () => {
  const table: readonly (readonly [string, Partial<MatchResources>, string])[] = [
    ["takes what a rule names", {}, "yes"],
    ["takes `*` for all", { resourceRules: [rule({ apiGroups: ["*"], apiVersions: ["*"], resources: ["*"] })] }, "yes"],
    ["takes everything without rules", { resourceRules: [] }, "yes"],
    ["leaves another group", { resourceRules: [rule({ apiGroups: [""] })] }, "no"],
    ["leaves another operation", { resourceRules: [rule({ operations: ["UPDATE"] })] }, "no"],
    ["leaves a subresource", { resourceRules: [rule({ resources: ["deployments/status"] })] }, "no"],
    ["takes all subresources, the empty one included", { resourceRules: [rule({ resources: ["*/*"] })] }, "yes"],
    ["leaves another name", { resourceRules: [rule({ resourceNames: ["db"] })] }, "no"],
    ["leaves what is in a namespace to rules for it", { resourceRules: [rule({ scope: "Cluster" })] }, "no"],
    ["lets an exclusion win", { excludeResourceRules: [rule()] }, "no"],
    ["leaves a version that is no longer served", { resourceRules: [rule({ apiVersions: ["v1beta1"] })] }, "no"],
    ["selects by labels of the object", { objectSelector: labels({ tier: "front" }) }, "yes"],
    ["leaves other labels of the object", { objectSelector: labels({ tier: "back" }) }, "no"],
    ["selects by labels of the namespace", { namespaceSelector: labels({ team: "a" }) }, "yes"],
    [
      "knows the label that every namespace has",
      { namespaceSelector: labels({ "kubernetes.io/metadata.name": "x" }) },
      "no",
    ],
    [
      "reads every operator of a selector",
      {
        objectSelector: {
          matchLabels: {},
          matchExpressions: [
            { key: "tier", operator: "In", values: ["front", "back"] },
            { key: "tier", operator: "NotIn", values: ["back"] },
            { key: "none", operator: "NotIn", values: ["x"] },
            { key: "tier", operator: "Exists", values: [] },
            { key: "toString", operator: "DoesNotExist", values: [] },
          ],
        },
      },
      "yes",
    ],
  ];
  it.each(table)("%s", (_name, part, expected) => expect(answer(part)).toBe(expected));

  it("does not know the labels of a namespace that nobody handed in", () => {
    expect(answer({ namespaceSelector: labels({ team: "a" }) }, deployment, [])).toBe("unknown");
    expect(
      answer({ namespaceSelector: labels({ team: "a" }), resourceRules: [rule({ apiGroups: [""] })] }, deployment, []),
    ).toBe("no");
  });

  it("asks a new Namespace for its own labels and a cluster-wide object for none", () => {
    const take: Partial<MatchResources> = { resourceRules: [], namespaceSelector: labels({ team: "a" }) };
    expect(answer(take, shop, [])).toBe("yes");
    expect(answer(take, { apiVersion: "v1", kind: "Node", metadata: { name: "n" } }, [])).toBe("yes");
  });

  it("does not know labels that are masked", () => {
    const hidden = {
      ...deployment,
      metadata: { name: "web", labels: new Unknown([{ reason: "sensitive", path: "" }]) },
    };
    expect(answer({ objectSelector: labels({ tier: "front" }) }, hidden)).toBe("unknown");
  });

  it("does not know the scope of a custom resource that names no namespace", () => {
    const custom: ValueObject = { apiVersion: "acme.example/v1", kind: "Widget", metadata: { name: "w" } };
    const widgets = rule({ apiGroups: ["acme.example"], resources: ["widgets"] });
    expect(answer({ resourceRules: [widgets] }, custom)).toBe("yes");
    expect(answer({ resourceRules: [{ ...widgets, scope: "Namespaced" }] }, custom)).toBe("unknown");
    expect(answer({ resourceRules: [{ ...widgets, scope: "Cluster" }] }, custom)).toBe("unknown");
  });

  it("cannot convert to another version, so `Equivalent` is unknown and `Exact` is no", () => {
    expect(answer({ resourceRules: [hpaV1] }, hpa)).toBe("unknown");
    expect(answer({ resourceRules: [hpaV1], matchPolicy: "Exact" }, hpa)).toBe("no");
  });

  it("does not know whether what lives in a namespace that nobody knows yet is taken by the labels of namespaces", () => {
    const later = new Unknown([{ reason: "after-apply", path: "metadata.namespace" }]);
    const object = { ...deployment, metadata: { name: "web", namespace: later } };
    const namespaceSelector: LabelSelector = { matchLabels: { team: "a" }, matchExpressions: [] };
    expect(answer({ namespaceSelector }, object)).toBe("unknown");
    expect(answer({}, object)).toBe("yes");
    expect(answer({ resourceRules: [rule({ scope: "Namespaced" })] }, object)).toBe("yes");
    const nameless = { ...deployment, metadata: { name: later, namespace: "shop" } };
    expect(answer({ resourceRules: [rule({ resourceNames: ["web"] })] }, nameless)).toBe("unknown");
  });
});
