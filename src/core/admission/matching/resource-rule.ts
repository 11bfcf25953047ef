import { isNamespace, type AdmissionRequest } from "../model/request.ts";
import { NO, UNKNOWN_NAME, YES, type Answer } from "./answer.ts";
import { equivalentVersions } from "./equivalents.ts";

/** Which requests a policy is about (Kubernetes, `admissionregistration.k8s.io/v1`, NamedRuleWithOperations). `*` stands for all. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  /** `pods`, `pods/status`, `pods/*`, `*` or `*` with a subresource. */
  readonly resources: readonly string[];
  /** Empty for all names. */
  readonly resourceNames: readonly string[];
  readonly scope: "*" | "Namespaced" | "Cluster";
}

export type MatchPolicy = "Exact" | "Equivalent";

/**
 * Whether one of the rules is about a request. Under `Equivalent` a rule may name another version of the same resource, to which the API server
 * would convert the object; as nothing here can, that is unknown.
 */
export function matchesRules(rules: readonly ResourceRule[], policy: MatchPolicy, request: AdmissionRequest): Answer {
  const own = [request.resource.version];
  const open = hasOpenScope(request);
  const isNameless = request.unknown?.name === true && rules.some(({ resourceNames }) => resourceNames.length > 0);
  if (isNameless) return UNKNOWN_NAME;
  if (rules.some((rule) => (!open || rule.scope === "*") && isAbout(rule, request, own))) return YES;
  if (open && rules.some((rule) => isAbout({ ...rule, scope: "*" }, request, own))) return openScope(request);
  if (policy === "Exact") return NO;
  const others = equivalentVersions(
    request.resource,
    rules.flatMap(({ apiVersions }) => apiVersions),
  );
  if (!rules.some((rule) => isAbout(rule, request, others))) return NO;
  const { resource, version } = request.resource;
  return {
    kind: "unknown",
    why: `\`${resource}\` of version \`${version}\` converted to the version that the policy names`,
  };
}

/** Whether nobody can tell if an object lives in a namespace: its kind is not known here, and it names none. */
export function hasOpenScope({ resource, namespace, unknown }: AdmissionRequest): boolean {
  return resource.namespaced === null && namespace === "" && unknown?.namespace !== true;
}

/** What would have to be known of an object with an open scope. */
export function openScope({ resource }: AdmissionRequest): Answer {
  return { kind: "unknown", why: `whether \`${resource.kind}\` lives in namespaces` };
}

function isAbout(rule: ResourceRule, request: AdmissionRequest, versions: readonly string[]): boolean {
  return (
    isScope(rule, request) &&
    includes(rule.apiGroups, request.resource.group) &&
    versions.some((version) => includes(rule.apiVersions, version)) &&
    includes(rule.operations, request.operation) &&
    rule.resources.some((pattern) => isResource(pattern, request)) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name))
  );
}

function includes(words: readonly string[], word: string): boolean {
  return words.includes("*") || words.includes(word);
}

function isScope({ scope }: ResourceRule, { resource, namespace, unknown }: AdmissionRequest): boolean {
  if (scope === "*") return true;
  const clusterWide = isNamespace(resource) || (namespace === "" && unknown?.namespace !== true);
  return clusterWide === (scope === "Cluster");
}

function isResource(pattern: string, { resource, subResource }: AdmissionRequest): boolean {
  const slash = pattern.indexOf("/");
  const main = slash === -1 ? pattern : pattern.slice(0, slash);
  const sub = slash === -1 ? "" : pattern.slice(slash + 1);
  return (main === "*" || main === resource.resource) && (sub === "*" || sub === subResource);
}
