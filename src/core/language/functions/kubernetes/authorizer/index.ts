import { BOOL, opaqueOf, STRING, type Type } from "../../../types/type.ts";
import { sizeForCost } from "../../cost.ts";
import type { FunctionDeclaration, FunctionLibrary } from "../../declaration.ts";
import { declare, method } from "../../define.ts";
import { invalidArgument } from "../../failure.ts";
import type { Value } from "../../../values/index.ts";
import { testDnsLabel, testDnsSubdomain } from "../format/names.ts";
import {
  Authorizer,
  checked,
  GroupCheck,
  PathCheck,
  ResourceCheck,
  type AuthorizationAnswer,
  type AuthorizationDecision,
  type ResourceAttributes,
} from "./check.ts";

/** The type of the name by which expressions ask. */
export const AUTHORIZER: Type = opaqueOf("kubernetes.authorization.Authorizer");
/** The type of a check about a resource. */
export const RESOURCE_CHECK: Type = opaqueOf("kubernetes.authorization.ResourceCheck");
const PATH_CHECK = opaqueOf("kubernetes.authorization.PathCheck");
const GROUP_CHECK = opaqueOf("kubernetes.authorization.GroupCheck");
const DECISION = opaqueOf("kubernetes.authorization.Decision");

/** A check costs so much that an expression has room for two of them. */
const CHECK_COST = 350_000;

/** Questions to the authorizer of a cluster. Source: Kubernetes, `pkg/cel/library/authz.go`. */
export const authorizerLibrary: FunctionLibrary = {
  name: "kubernetes.authz",
  functions: [
    declare(
      "path",
      "A check about a path of the API server that is no resource.",
      method("authorizer_path", [AUTHORIZER, STRING, PATH_CHECK], (authorizer: Authorizer, path: string) =>
        path.trim() === "" ? invalidArgument("path must not be empty") : new PathCheck(authorizer, path),
      ),
    ),
    declare(
      "group",
      "Checks about the resources of a group.",
      method(
        "authorizer_group",
        [AUTHORIZER, STRING, GROUP_CHECK],
        (authorizer: Authorizer, group: string) => new GroupCheck(authorizer, group),
      ),
    ),
    declare(
      "serviceAccount",
      "The authorizer asked for a service account.",
      method("authorizer_serviceaccount", [AUTHORIZER, STRING, STRING, AUTHORIZER], forServiceAccount),
    ),
    declare(
      "resource",
      "A check about a resource, by its plural.",
      method("groupcheck_resource", [GROUP_CHECK, STRING, RESOURCE_CHECK], aboutResource),
    ),
    attribute("subresource", "The check about a part of the resource."),
    attribute("namespace", "The check within a namespace."),
    attribute("name", "The check about one object."),
    attribute("fieldSelector", "The check about objects with some fields.", "authorizer_fieldselector", selectorCost),
    attribute("labelSelector", "The check about objects with some labels.", "authorizer_labelselector", selectorCost),
    declare(
      "check",
      "Asks whether a verb is allowed.",
      method("pathcheck_check", [PATH_CHECK, STRING, DECISION], checked, () => CHECK_COST - 1),
      method("resourcecheck_check", [RESOURCE_CHECK, STRING, DECISION], checked, () => CHECK_COST - 1),
    ),
    answer("allowed", "Whether it is allowed.", BOOL, ({ allowed }) => allowed),
    answer("reason", "Why.", STRING, ({ reason }) => reason),
    answer("errored", "Whether the check failed.", BOOL, ({ error }) => error !== ""),
    answer("error", "Why the check failed; empty when it did not.", STRING, ({ error }) => error),
  ],
};

function forServiceAccount(authorizer: Authorizer, namespace: string, name: string): Value {
  if (testDnsSubdomain(name).length > 0) return invalidArgument("Invalid service account name");
  if (testDnsLabel(namespace).length > 0) return invalidArgument("Invalid service account namespace");
  return new Authorizer(authorizer.authorize, `system:serviceaccount:${namespace}:${name}`);
}

function aboutResource({ authorizer, group }: GroupCheck, resource: string): Value {
  if (resource.trim() === "") return invalidArgument("resource must not be empty");
  const open = { subresource: "", namespace: "", name: "", fieldSelector: "", labelSelector: "" };
  return new ResourceCheck(authorizer, { group, resource, ...open });
}

function attribute(
  name: keyof ResourceAttributes,
  description: string,
  id = `resourcecheck_${name}`,
  cost?: (check: Value, text: Value) => number,
): FunctionDeclaration {
  const set = (check: ResourceCheck, text: string): Value => check.with({ [name]: text });
  return declare(name, description, method(id, [RESOURCE_CHECK, STRING, RESOURCE_CHECK], set, cost));
}

/** A selector is read, and taken to hold one requirement for every two characters, each a list and a structure (apiserver, `selectorCostEstimate`). */
function selectorCost(_check: Value, text: Value): number {
  const length = sizeForCost(text);
  return 10 + Math.ceil(length * 0.1) + Math.ceil(length * 0.5) * 50 - 1;
}

function answer(
  name: string,
  description: string,
  result: Type,
  read: (answer: AuthorizationAnswer) => Value,
): FunctionDeclaration {
  const body = (decision: AuthorizationDecision): Value => read(decision.answer);
  return declare(name, description, method(`decision_${name}`, [DECISION, result], body));
}
