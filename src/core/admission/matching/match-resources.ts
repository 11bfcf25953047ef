import type { ValueObject } from "#core/language";
import { labelsOf, namespaceLabels, type Labels } from "../model/labels.ts";
import { isNamespace, type AdmissionRequest } from "../model/request.ts";
import { allOf, answerOf, NO, UNKNOWN_NAMESPACE, YES, type Answer } from "./answer.ts";
import { selects, selectsEverything, type LabelSelector } from "./label-selector.ts";
import { matchesRules, type MatchPolicy, type ResourceRule } from "./resource-rule.ts";

/** Which requests a policy or a binding takes (Kubernetes, `admissionregistration.k8s.io/v1`, MatchResources). */
export interface MatchResources {
  /** Empty for all resources. */
  readonly resourceRules: readonly ResourceRule[];
  readonly excludeResourceRules: readonly ResourceRule[];
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
  readonly matchPolicy: MatchPolicy;
}

/** The Namespace objects that were handed in, by name. */
export type Namespaces = ReadonlyMap<string, ValueObject>;

/** Whether a request is among those that are taken, asked in the order of the API server. */
export function matchesResources(match: MatchResources, request: AdmissionRequest, namespaces: Namespaces): Answer {
  return allOf([
    () => inNamespace(match.namespaceSelector, request, namespaces),
    () => hasLabels(match.objectSelector, request),
    () => negated(matchesRules(match.excludeResourceRules, match.matchPolicy, request)),
    () => (match.resourceRules.length === 0 ? YES : matchesRules(match.resourceRules, match.matchPolicy, request)),
  ]);
}

/** Whether the namespace of a request has labels; of what lives in none nothing is asked. A new Namespace is asked for its own. */
function inNamespace(selector: LabelSelector, request: AdmissionRequest, namespaces: Namespaces): Answer {
  const itself = isNamespace(request.resource);
  if (selectsEverything(selector)) return YES;
  if (request.unknown?.namespace === true && !itself) return UNKNOWN_NAMESPACE;
  if (request.namespace === "" && !itself) return YES;
  return selects(selector, labelsFor(request, namespaces, itself), `namespace \`${request.namespace}\``);
}

function labelsFor(
  { operation, object, namespace }: AdmissionRequest,
  namespaces: Namespaces,
  itself: boolean,
): Labels {
  const own = itself && (operation === "CREATE" || operation === "UPDATE") && object !== null;
  return namespaceLabels(namespace, own ? object : namespaces.get(namespace));
}

/** Whether the object has labels, or had them before the request. */
function hasLabels(selector: LabelSelector, { object, oldObject }: AdmissionRequest): Answer {
  if (selectsEverything(selector)) return YES;
  const answers = [object, oldObject].flatMap((one) =>
    one === null ? [] : [selects(selector, labelsOf(one), "the object")],
  );
  return answers.find(({ kind }) => kind === "yes") ?? answers.find(({ kind }) => kind === "unknown") ?? NO;
}

function negated(answer: Answer): Answer {
  return answer.kind === "unknown" ? answer : answerOf(answer.kind === "no");
}
