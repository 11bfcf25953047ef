import type { NamedExpression, Origin, SourceExpression } from "#core/documents";
import type { MatchResources } from "../../matching/match-resources.ts";
import { selectsEverything } from "../../matching/label-selector.ts";
import type { KyvernoPolicy, KyvernoSpec } from "../documents/types.ts";
import { rewriteText } from "./rewrite.ts";

/** A policy for Pods, rewritten for one kind of controllers. */
export interface GeneratedPolicy {
  /** Kyverno's name for the kind of controllers. */
  readonly config: "defaults" | "cronjobs";
  readonly policy: KyvernoPolicy;
}

const TEMPLATES = { cronjobs: "spec.jobTemplate.spec.template", defaults: "spec.template" } as const;

/** The controllers that have a Pod inside, by group, with where it lies. */
const CONTROLLERS = [
  { group: "apps", resource: "daemonsets", config: "defaults" },
  { group: "apps", resource: "deployments", config: "defaults" },
  { group: "apps", resource: "replicasets", config: "defaults" },
  { group: "apps", resource: "statefulsets", config: "defaults" },
  { group: "batch", resource: "cronjobs", config: "cronjobs" },
  { group: "batch", resource: "jobs", config: "defaults" },
] as const;

/**
 * What Kyverno makes of a policy about Pods alone: the same for the controllers that create them. A policy that selects by labels, excludes or
 * names objects is left as it is. Source: Kyverno, `pkg/cel/autogen`.
 */
export function generatePolicies(policy: KyvernoPolicy): readonly GeneratedPolicy[] {
  const { matchConstraints, podControllers } = policy.spec;
  if (matchConstraints === null) return [];
  return generatedMatches(matchConstraints, podControllers).map(({ config, match }) => {
    const spec = { ...rewriteSpec(policy.spec, TEMPLATES[config]), matchConstraints: match };
    return { config, policy: { ...policy, origin: wholeExpressions(policy.origin), spec } };
  });
}

/** What a generated policy takes. */
interface GeneratedMatch {
  readonly config: GeneratedPolicy["config"];
  readonly match: MatchResources;
}

/** What the policies take that are generated from one that takes `match`; empty where none are. */
export function generatedMatches(
  match: MatchResources,
  podControllers: readonly string[] | null,
): readonly GeneratedMatch[] {
  if (!isAboutPodsAlone(match)) return [];
  const wanted = CONTROLLERS.filter(({ resource }) => podControllers?.includes(resource) ?? true);
  return (["cronjobs", "defaults"] as const).flatMap((config) => {
    const targets = wanted.filter((one) => one.config === config);
    return targets.length === 0 ? [] : [{ config, match: matchControllers(match, targets) }];
  });
}

function isAboutPodsAlone(match: MatchResources): boolean {
  const [rule, ...others] = match.resourceRules;
  if (rule === undefined || others.length > 0 || match.excludeResourceRules.length > 0) return false;
  return (
    selectsEverything(match.namespaceSelector) &&
    selectsEverything(match.objectSelector) &&
    rule.resourceNames.length === 0 &&
    isOnly(rule.apiGroups, "") &&
    isOnly(rule.apiVersions, "v1") &&
    isOnly(rule.resources, "pods")
  );
}

function isOnly(words: readonly string[], word: string): boolean {
  return words.length === 1 && words[0] === word;
}

/** Places inside rewritten expressions lead to the whole expression that the author wrote. */
export function wholeExpressions(origin: Origin): Origin {
  return {
    file: origin.file,
    span: origin.span,
    at: (path) => origin.at(path),
    key: (path) => origin.key(path),
    within: (path) => origin.at(path),
  };
}

function matchControllers(
  match: MatchResources,
  targets: readonly { readonly group: string; readonly resource: string }[],
): MatchResources {
  const groups = [...new Set(targets.map(({ group }) => group))];
  const operations = match.resourceRules[0]?.operations ?? [];
  const resourceRules = groups.map((group) => ({
    apiGroups: [group],
    apiVersions: ["v1"],
    operations,
    resources: targets.filter((one) => one.group === group).map(({ resource }) => resource),
    resourceNames: [],
    scope: "*" as const,
  }));
  return { ...match, matchPolicy: "Equivalent", resourceRules };
}

function rewriteSpec(spec: KyvernoSpec, template: string): KyvernoSpec {
  const text = (written: string): string => rewriteText(written, template);
  const expression = (source: SourceExpression): SourceExpression => ({ ...source, text: text(source.text) });
  const named = (one: NamedExpression): NamedExpression => ({ ...one, expression: expression(one.expression) });
  return {
    ...spec,
    matchConditions: spec.matchConditions.map(named),
    variables: spec.variables.map(named),
    validations: spec.validations.map((one) => ({
      expression: expression(one.expression),
      message: one.message === null ? null : text(one.message),
      messageExpression: one.messageExpression === null ? null : expression(one.messageExpression),
    })),
    auditAnnotations: spec.auditAnnotations.map((one) => ({
      ...one,
      valueExpression: expression(one.valueExpression),
    })),
  };
}
