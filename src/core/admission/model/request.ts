import { Unknown, type ValueObject } from "#core/language";
import { isObject, memberAt } from "#core/model";
import { textAt } from "./field.ts";
import { resourceOf, type ResourceName } from "./resources.ts";

export type Operation = "CREATE" | "UPDATE" | "DELETE" | "CONNECT";

export interface UserInfo {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** A request as admission policies see it (Kubernetes, `admission.k8s.io/v1`, AdmissionRequest). */
export interface AdmissionRequest {
  readonly operation: Operation;
  readonly resource: ResourceName;
  /** Empty for the resource itself. */
  readonly subResource: string;
  readonly name: string;
  /** Empty for what lives in no namespace; a request for a Namespace carries that namespace's own name. */
  readonly namespace: string;
  /** Which of both are not known yet, and stand as empty text. */
  readonly unknown?: { readonly name: boolean; readonly namespace: boolean };
  /** Null for a DELETE. */
  readonly object: ValueObject | null;
  /** Null for a CREATE. */
  readonly oldObject: ValueObject | null;
  /** Null when nobody knows who asks, as for a manifest: what hangs on it is then unknown. */
  readonly userInfo: UserInfo | null;
  readonly dryRun: boolean;
}

/** The namespace that an object goes to when its manifest names none. */
const DEFAULT_NAMESPACE = "default";

/**
 * The request that creates what a manifest holds. An object of a kind that lives in namespaces and names none goes to `default`, which the object
 * then says itself, as it does when the API server asks its policies. Nothing else is defaulted.
 */
export function creationRequest(manifest: ValueObject): AdmissionRequest {
  const resource = resourceOf(textAt(manifest, "apiVersion") ?? "", textAt(manifest, "kind") ?? "");
  const written = textAt(manifest, "metadata", "namespace") ?? "";
  const name = textAt(manifest, "metadata", "name") ?? "";
  const unknown = unknownIn(manifest, resource);
  const namespace = unknown.namespace ? "" : namespaceFor(resource, written, name);
  const isPlaced = written !== "" || unknown.namespace || resource.namespaced !== true;
  const object = isPlaced ? manifest : inNamespace(manifest, namespace);
  return {
    operation: "CREATE",
    resource,
    subResource: "",
    name,
    namespace,
    ...((unknown.name || unknown.namespace) && { unknown }),
    object,
    oldObject: null,
    userInfo: null,
    dryRun: false,
  };
}

/** The same for what changes an object that exists. */
export function updateRequest(manifest: ValueObject, before: ValueObject): AdmissionRequest {
  return { ...creationRequest(manifest), operation: "UPDATE", oldObject: creationRequest(before).object };
}

function unknownIn(manifest: ValueObject, resource: ResourceName): NonNullable<AdmissionRequest["unknown"]> {
  const isUnknown = (...path: readonly string[]): boolean =>
    [path, path.slice(0, 1)].some((at) => memberAt(manifest, ...at) instanceof Unknown);
  const name = isUnknown("metadata", "name");
  const namespace = isNamespace(resource) ? name : isUnknown("metadata", "namespace");
  return { name, namespace: namespace && resource.namespaced !== false };
}

function namespaceFor(resource: ResourceName, written: string, name: string): string {
  if (isNamespace(resource)) return name;
  if (resource.namespaced === false) return "";
  return written === "" && resource.namespaced === true ? DEFAULT_NAMESPACE : written;
}

function inNamespace(manifest: ValueObject, namespace: string): ValueObject {
  const metadata = memberAt(manifest, "metadata");
  const own = isObject(metadata) ? metadata : {};
  return { ...manifest, metadata: { ...own, namespace } };
}

/** Tells the resource of namespaces themselves, for which Kubernetes makes several exceptions. */
export function isNamespace({ group, resource }: Pick<ResourceName, "group" | "resource">): boolean {
  return group === "" && resource === "namespaces";
}
