import { list, mapOf, oneOf, record, required, withRule, type RuleProblem, type Shape } from "#core/documents";
import { EVERYTHING, type LabelRequirement, type LabelSelector } from "../matching/label-selector.ts";
import type { MatchResources } from "../matching/match-resources.ts";
import type { ResourceRule } from "../matching/resource-rule.ts";
import { defaulted } from "./field.ts";
import { anyText } from "./scalars.ts";

const words = list(anyText, { of: "words" });
const someWords = list(anyText, { of: "words", atLeastOne: true });

const requirement: Shape<LabelRequirement> = withRule(
  record<LabelRequirement>("a map with `key` and `operator`", {
    key: required(anyText, "The label"),
    operator: required(oneOf(["In", "NotIn", "Exists", "DoesNotExist"]), "How it is compared"),
    values: defaulted(words, [], "What it is compared with"),
  }),
  valuesProblem,
);

function valuesProblem({ operator, values }: LabelRequirement): RuleProblem | null {
  const compares = operator === "In" || operator === "NotIn";
  if (compares === values.length > 0) return null;
  const message = compares
    ? `Operator \`${operator}\` compares with \`values\`, but there are none`
    : `Operator \`${operator}\` asks for the label alone, but there are \`values\``;
  const hint = compares ? "List the values" : "Remove `values`";
  return { path: ["values"], code: "foreign-invalid-selector", message, hint };
}

/** A label selector as Kubernetes writes it. */
export const labelSelectorShape: Shape<LabelSelector> = record<LabelSelector>("a label selector", {
  matchLabels: defaulted(mapOf(anyText, anyText, "labels"), {}, "Labels with their values"),
  matchExpressions: defaulted(list(requirement, { of: "requirements" }), [], "Further requirements"),
});

const resourceRule: Shape<ResourceRule> = record<ResourceRule>("a rule about resources", {
  apiGroups: required(someWords, 'The groups, `""` for the core, `*` for all'),
  apiVersions: required(someWords, "The versions, `*` for all"),
  operations: required(
    list(oneOf(["CREATE", "UPDATE", "DELETE", "CONNECT", "*"]), { of: "operations", atLeastOne: true }),
    "The operations, `*` for all",
  ),
  resources: required(someWords, "The resources in the plural, `*` for all"),
  resourceNames: defaulted(words, [], "The names of objects; without it, all"),
  scope: defaulted(oneOf(["*", "Namespaced", "Cluster"]), "*", "Whether in namespaces or not"),
});

const rules = list(resourceRule, { of: "rules about resources" });

/** The fields of what a policy or a binding takes. */
export const matchResourcesFields: Parameters<typeof record<MatchResources>>[1] = {
  resourceRules: defaulted(rules, [], "What is taken"),
  excludeResourceRules: defaulted(rules, [], "What is left out, whatever is taken"),
  namespaceSelector: defaulted(labelSelectorShape, EVERYTHING, "The labels of the namespace"),
  objectSelector: defaulted(labelSelectorShape, EVERYTHING, "The labels of the object"),
  matchPolicy: defaulted(oneOf(["Exact", "Equivalent"]), "Equivalent", "Whether other versions of a resource count"),
};

/** What a policy or a binding takes, as Kubernetes writes it. */
export const matchResourcesShape: Shape<MatchResources> = record<MatchResources>(
  "what is matched",
  matchResourcesFields,
);
