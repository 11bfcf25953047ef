import type { Principal } from "#core/model";
import { isList, isObject, memberAt } from "#core/model";
import type { Value, ValueObject } from "#core/language";
import type { ReviewRequest } from "#core/wire";

/** What Writ is made of in its namespace, by plural and group. */
const PARTS: ReadonlySet<string> = new Set([
  "statefulsets.apps",
  "controllerrevisions.apps",
  "pods.",
  "services.",
  "endpoints.",
  "endpointslices.discovery.k8s.io",
  "serviceaccounts.",
  "configmaps.",
  "secrets.",
  "persistentvolumeclaims.",
  "resourcequotas.",
  "limitranges.",
  "poddisruptionbudgets.policy",
  "networkpolicies.networking.k8s.io",
]);
const SUB_RESOURCES: ReadonlySet<string> = new Set(["", "status", "scale", "binding"]);

/**
 * Whether a request is about a part of Writ itself, so that no policy can keep Writ from being repaired: an object of its own namespace, called `writ` or
 * `writ-…`, of a kind that it is made of, or the namespace, but for its deletion.
 *
 * INVARIANT (own-is-narrow): an agent is never let through by this, nor is what reaches for its node; so whoever may write into the namespace gains nothing
 * that they did not have.
 */
export function isOwnObject(request: ReviewRequest, principal: Principal, own: string | null): boolean {
  if (own === null || principal.kind === "agent") return false;
  const { resource, operation, subResource, namespace } = request;
  const part = `${resource.resource}.${resource.group}`;
  if (part === "namespaces.") return request.name === own && subResource === "" && operation !== "DELETE";
  return (
    namespace === own &&
    operation !== "CONNECT" &&
    PARTS.has(part) &&
    SUB_RESOURCES.has(subResource) &&
    isOwnName(nameOf(request)) &&
    !reachesForNode(request.object)
  );
}

/** The name, or the beginning of the one that the API server will make. */
function nameOf({ name, object }: ReviewRequest): string {
  if (name !== "" || object === null) return name;
  const generated = memberAt(object, "metadata", "generateName");
  return typeof generated === "string" ? generated : "";
}

function isOwnName(name: string): boolean {
  return name === "writ" || name.startsWith("writ-");
}

/** Whether a pod, or the template of one, would have more than a container of its own. What cannot be read does. */
function reachesForNode(object: ValueObject | null): boolean {
  const template = object === null ? undefined : memberAt(object, "spec", "template", "spec");
  const spec = template ?? (object === null ? undefined : memberAt(object, "spec"));
  if (!isObject(spec)) return spec !== undefined;
  const isHost = ["hostNetwork", "hostPID", "hostIPC"].some((name) => (memberAt(spec, name) ?? false) !== false);
  return isHost || isOfHost(spec) || itemsOf(spec, "volumes").some(isHostPath) || containersOf(spec).some(isPrivileged);
}

function containersOf(spec: ValueObject): readonly Value[] {
  return ["containers", "initContainers", "ephemeralContainers"].flatMap((name) => itemsOf(spec, name));
}

function itemsOf(spec: ValueObject, name: string): readonly Value[] {
  const items = memberAt(spec, name) ?? [];
  return isList(items) ? [...items] : [items];
}

/** Whether a pod or a container is a process of its node, as Windows has them. */
function isOfHost(one: ValueObject): boolean {
  return (memberAt(one, "securityContext", "windowsOptions", "hostProcess") ?? false) !== false;
}

function isHostPath(volume: Value): boolean {
  return !isObject(volume) || memberAt(volume, "hostPath") !== undefined;
}

function isPrivileged(container: Value): boolean {
  if (!isObject(container)) return true;
  const context = memberAt(container, "securityContext") ?? {};
  if (!isObject(context)) return true;
  const added = memberAt(context, "capabilities", "add") ?? [];
  const gains = isOfHost(container) || (memberAt(context, "privileged") ?? false) !== false;
  return gains || !isList(added) || added.length > 0;
}
