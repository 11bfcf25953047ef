import { Unknown, type Value } from "#core/language";
import { sha256Hex } from "#core/model";
import type { ArmFunction, Call, Scope } from "./scope.ts";

/**
 * Functions about the deployment and about resources.
 *
 * Ids are texts with `{subscription}` and the like where only the deployment knows a part: two that are the same text are the same id, whatever
 * that part turns out to be. The same holds for `uniqueString()` and `guid()`, which are functions of their arguments.
 */
export const RESOURCE_FUNCTIONS: Readonly<Record<string, ArmFunction>> = {
  parameters: ({ value, scope }) => named(value(0), (name) => scope.parameter(name)),
  variables: ({ value, scope }) => named(value(0), (name) => scope.variable(name)),
  copyindex: (call) => copyIndex(call),
  resourceid: (call) => resourceId(call, call.scope.group),
  subscriptionresourceid: (call) => resourceId(call, SUBSCRIPTION),
  tenantresourceid: (call) => resourceId(call, ""),
  managementgroupresourceid: (call) =>
    resourceId(call, "/providers/Microsoft.Management/managementGroups/{managementGroup}"),
  extensionresourceid: ({ args, value }) =>
    typedId(
      value(0),
      args.slice(1).map((_, at) => value(at + 1)),
    ),
  reference: ({ value, scope }) => referred(value(0), scope),
  resourceinfo: ({ value, scope }) => named(value(0), (name) => scope.resource(name) ?? undefined),
  references: () => undefined,
  resourcegroup: ({ scope }) => ({
    id: scope.group,
    name: scope.unknown("after-apply", "resourceGroup"),
    location: scope.unknown("after-apply", "resourceGroup().location"),
    tags: scope.unknown("after-apply", "resourceGroup().tags"),
  }),
  subscription: ({ scope }) => ({
    id: SUBSCRIPTION,
    subscriptionId: scope.unknown("after-apply", "subscription"),
    tenantId: scope.unknown("after-apply", "subscription().tenantId"),
    displayName: scope.unknown("after-apply", "subscription().displayName"),
  }),
  tenant: ({ scope }) => ({ tenantId: scope.unknown("after-apply", "tenant().tenantId") }),
  deployment: ({ scope }) => ({
    name: scope.deploymentName,
    location: scope.unknown("after-apply", "deployment().location"),
    properties: scope.unknown("after-apply", "deployment().properties"),
  }),
  uniquestring: (call) => opaque(call, "uniqueString"),
  guid: (call) => opaque(call, "guid"),
};

const SUBSCRIPTION = "/subscriptions/{subscription}";

function named(name: Value, find: (name: string) => Value | undefined): Value | undefined {
  return typeof name === "string" ? find(name) : undefined;
}

function copyIndex({ args, value, scope }: Call): Value | undefined {
  const [first, second] = [args.length > 0 ? value(0) : null, args.length > 1 ? value(1) : null];
  const at = scope.copyIndex(typeof first === "string" ? first : null);
  const offset = typeof first === "number" ? first : typeof second === "number" ? second : 0;
  return typeof at === "number" ? at + offset : at;
}

/** The arguments before the type, if any, name another subscription and resource group. */
function resourceId({ args, value }: Call, group: string): Value | undefined {
  const values = args.map((_, at) => value(at));
  const typeAt = values.findIndex((one) => typeof one === "string" && /^[^/]+\.[^/]+\/|^[^/]+\/[^/]/.test(one));
  if (typeAt < 0) return undefined;
  const before = values.slice(0, typeAt);
  if (!before.every((one) => typeof one === "string")) return before.find((one) => one instanceof Unknown);
  const [first, second] = before;
  const holder =
    second === undefined
      ? first === undefined
        ? group
        : `${SUBSCRIPTION}/resourceGroups/${first}`
      : `/subscriptions/${first}/resourceGroups/${second}`;
  return typedId(holder, values.slice(typeAt));
}

/** `holder/providers/Namespace/type/name/…` from a type and the names of its parts; undefined when they do not go together. */
export function typedId(holder: Value, [type = null, ...names]: readonly Value[]): Value | undefined {
  if (typeof holder !== "string" || typeof type !== "string") return undefined;
  const [namespace = "", ...types] = type.split("/");
  const parts = names.flatMap<Value>((name) => (typeof name === "string" ? name.split("/") : [name]));
  const unknown = parts.find((name) => name instanceof Unknown);
  if (unknown !== undefined) return unknown;
  if (types.length !== parts.length || !parts.every((part) => typeof part === "string")) return undefined;
  return `${holder}/providers/${namespace}${types.map((one, at) => `/${one}/${parts[at] ?? ""}`).join("")}`;
}

/** The outputs of a deployment inside the template, or what a resource has once it is deployed, under the id that tells which one; see `REFERENCE`. */
function referred(target: Value, scope: Scope): Value | undefined {
  if (typeof target !== "string") return undefined;
  const outputs = scope.outputsOf(target);
  if (outputs !== undefined) return { outputs };
  const id = scope.resource(target)?.id ?? target;
  return typeof id === "string" ? scope.unknown("after-apply", `${REFERENCE}${id})`) : id;
}

/** How the path of an unknown begins that comes from a deployed resource: `reference(`, its id and `)`, then the property. */
export const REFERENCE = "reference(";

/** A text that stands for one that Azure computes from the arguments. */
function opaque({ args, value }: Call, name: string): Value | undefined {
  const values = args.map((_, at) => value(at));
  if (!values.every((one) => typeof one === "string" || typeof one === "number")) return undefined;
  return `{${name}-${sha256Hex(JSON.stringify(values)).slice(0, 12)}}`;
}
