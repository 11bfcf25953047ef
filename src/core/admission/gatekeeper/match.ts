import { allOf, answerOf, NO, UNKNOWN_NAME, UNKNOWN_NAMESPACE, YES, type Answer } from "../matching/answer.ts";
import { selects, selectsEverything, type LabelSelector } from "../matching/label-selector.ts";
import type { Namespaces } from "../matching/match-resources.ts";
import { hasOpenScope, openScope } from "../matching/resource-rule.ts";
import { labelsOf, namespaceLabels } from "../model/labels.ts";
import { isNamespace, type AdmissionRequest } from "../model/request.ts";
import type { ConstraintMatch, MatchedKinds } from "./types.ts";

/** Whether a constraint is about a request (Gatekeeper, `pkg/mutation/match`). What is written is no object that others generate. */
export function matchesConstraint(match: ConstraintMatch, request: AdmissionRequest, namespaces: Namespaces): Answer {
  const { namespace, unknown } = request;
  const placed = namespace !== "";
  return allOf([
    () => (unknown?.namespace === true && hangsOnNamespace(match) ? UNKNOWN_NAMESPACE : YES),
    () => answerOf(match.kinds.length === 0 || match.kinds.some((one) => isOfKinds(one, request))),
    () => isInScope(match, request),
    () => answerOf(!placed || match.namespaces.length === 0 || match.namespaces.some((one) => isLike(one, namespace))),
    () => answerOf(!placed || !match.excludedNamespaces.some((one) => isLike(one, namespace))),
    () => hasLabels(match.labelSelector, request),
    () => (placed ? inLabelled(match.namespaceSelector, request, namespaces) : YES),
    () => (unknown?.name === true && match.name !== "" ? UNKNOWN_NAME : YES),
    () => answerOf(match.name === "" || unknown?.name === true || isLike(match.name, request.name)),
    () => answerOf(match.source !== "Generated"),
  ]);
}

function hangsOnNamespace({ namespaces, excludedNamespaces, namespaceSelector }: ConstraintMatch): boolean {
  return namespaces.length + excludedNamespaces.length > 0 || !selectsEverything(namespaceSelector);
}

function isInScope({ scope }: ConstraintMatch, request: AdmissionRequest): Answer {
  if (scope === "*") return YES;
  if (hasOpenScope(request)) return openScope(request);
  return answerOf((scope === "Namespaced") === isInNamespace(request));
}

function isInNamespace({ namespace, resource, unknown }: AdmissionRequest): boolean {
  return (namespace !== "" || unknown?.namespace === true) && !isNamespace(resource);
}

function isOfKinds({ apiGroups, kinds }: MatchedKinds, { resource }: AdmissionRequest): boolean {
  return isAmong(kinds, resource.kind) && isAmong(apiGroups, resource.group);
}

function isAmong(words: readonly string[], word: string): boolean {
  return words.length === 0 || words.includes("*") || words.includes(word);
}

/** `*` at either end of a pattern stands for anything. */
function isLike(pattern: string, name: string): boolean {
  const open = pattern.startsWith("*");
  const ends = pattern.endsWith("*");
  const text = pattern.slice(open ? 1 : 0, ends ? -1 : undefined);
  if (open && ends) return name.includes(text);
  if (open) return name.endsWith(text);
  return ends ? name.startsWith(text) : name === pattern;
}

function hasLabels(selector: LabelSelector, { object, oldObject }: AdmissionRequest): Answer {
  if (selectsEverything(selector)) return YES;
  const asked = object ?? oldObject;
  return asked === null ? NO : selects(selector, labelsOf(asked), "the object");
}

function inLabelled(selector: LabelSelector, request: AdmissionRequest, namespaces: Namespaces): Answer {
  if (selectsEverything(selector)) return YES;
  const own = isNamespace(request.resource) ? (request.object ?? undefined) : undefined;
  const labels = namespaceLabels(request.namespace, own ?? namespaces.get(request.namespace));
  return selects(selector, labels, `namespace \`${request.namespace}\``);
}
