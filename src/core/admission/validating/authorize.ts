import type {
  AuthorizationAnswer,
  AuthorizationCheck,
  Authorize,
  ResourceAttributes,
  ValueObject,
} from "#core/language";
import { memberAt } from "#core/model";
import { textAt } from "../model/field.ts";

const GROUP = "authorization.k8s.io/";
const REVIEWS: ReadonlySet<string> = new Set([
  "SubjectAccessReview",
  "LocalSubjectAccessReview",
  "SelfSubjectAccessReview",
]);

/** Tells the record of an authorization check, as a cluster answers it. */
export function isAccessReview(value: ValueObject): boolean {
  const isOfGroup = textAt(value, "apiVersion")?.startsWith(GROUP) === true;
  return isOfGroup && REVIEWS.has(textAt(value, "kind") ?? "");
}

/**
 * An authorizer that answers what the access reviews among some objects have in their `status`, and knows nothing else. A `SelfSubjectAccessReview`
 * speaks of whoever sends a request, the others of the user that they name. Where two reviews contradict each other, nobody knows.
 */
export function authorizeBy(objects: readonly ValueObject[]): Authorize {
  const answers = new Map<string, AuthorizationAnswer | null>();
  for (const review of objects.filter(isAccessReview)) {
    const key = keyOf(checkOf(review));
    const answer = answerOf(review);
    const known = answers.get(key);
    answers.set(key, known === undefined || isSame(known, answer) ? answer : null);
  }
  return (check) => answers.get(keyOf(check)) ?? null;
}

function keyOf({ user, verb, about }: AuthorizationCheck): string {
  if (typeof about === "string") return JSON.stringify([user, verb, about]);
  const { group, resource, subresource, namespace, name, fieldSelector, labelSelector } = about;
  return JSON.stringify([user, verb, group, resource, subresource, namespace, name, fieldSelector, labelSelector]);
}

function checkOf(review: ValueObject): AuthorizationCheck {
  const isSelf = textAt(review, "kind") === "SelfSubjectAccessReview";
  const user = isSelf ? null : (textAt(review, "spec", "user") ?? "");
  const path = textAt(review, "spec", "nonResourceAttributes", "path");
  const attributes = path === null ? "resourceAttributes" : "nonResourceAttributes";
  const verb = textAt(review, "spec", attributes, "verb") ?? "";
  return { user, verb, about: path ?? attributesOf(review) };
}

/** Versions are not compared: expressions cannot say one. */
function attributesOf(review: ValueObject): ResourceAttributes {
  const read = (...path: readonly string[]): string => textAt(review, "spec", "resourceAttributes", ...path) ?? "";
  return {
    group: read("group"),
    resource: read("resource"),
    subresource: read("subresource"),
    namespace: read("namespace"),
    name: read("name"),
    fieldSelector: read("fieldSelector", "rawSelector"),
    labelSelector: read("labelSelector", "rawSelector"),
  };
}

/** Null for a review that was not answered yet. */
function answerOf(review: ValueObject): AuthorizationAnswer | null {
  const allowed = memberAt(review, "status", "allowed");
  if (typeof allowed !== "boolean") return null;
  const reason = textAt(review, "status", "reason") ?? "";
  return { allowed, reason, error: textAt(review, "status", "evaluationError") ?? "" };
}

function isSame(a: AuthorizationAnswer | null, b: AuthorizationAnswer | null): boolean {
  return a?.allowed === b?.allowed && a?.reason === b?.reason && a?.error === b?.error;
}
