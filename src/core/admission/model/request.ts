import type { ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { fieldAt, textAt } from "./field.ts";
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
  const namespace = namespaceFor(resource, written, name);
  const object = resource.namespaced === true && written === "" ? inNamespace(manifest, namespace) : manifest;
  return {
    operation: "CREATE",
    resource,
    subResource: "",
    name,
    namespace,
    object,
    oldObject: null,
    userInfo: null,
    dryRun: false,
  };
}

function namespaceFor(resource: ResourceName, written: string, name: string): string {
  if (isNamespace(resource)) return name;
  if (resource.namespaced === false) return "";
  return written === "" && resource.namespaced === true ? DEFAULT_NAMESPACE : written;
}

function inNamespace(manifest: ValueObject, namespace: string): ValueObject {
  const metadata = fieldAt(manifest, "metadata");
  const own = isObject(metadata) ? metadata : {};
  return { ...manifest, metadata: { ...own, namespace } };
}

/** Tells the resource of namespaces themselves, for which Kubernetes makes several exceptions. */
export function isNamespace({ group, resource }: Pick<ResourceName, "group" | "resource">): boolean {
  return group === "" && resource === "namespaces";
}
