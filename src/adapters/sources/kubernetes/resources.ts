import type { NativeResource } from "#core/model";
import { creationOf, type Creation } from "../creation.ts";
import type { Managed } from "./managed/index.ts";
import { maskSecrets } from "./mask.ts";
import type { KubernetesObject } from "./object.ts";

/** What all manifests of one input share. */
export interface ResourceContext {
  readonly file: string;
  readonly id: string;
  readonly template: string | null;
}

/** The id of an object unless another has it: `namespace/Kind/name`, or `Kind/name` where no namespace is written. */
export function identify(object: KubernetesObject): string {
  const named = `${qualifiedKind(object)}/${object.name}`;
  return object.namespace === null ? named : `${object.namespace}/${named}`;
}

/** A manifest says what shall be: the change is a `create`, whose resource holds nothing that is secret. */
export function createdFrom(object: KubernetesObject, context: ResourceContext): Creation {
  const after = toNative(object, context);
  return creationOf(after);
}

/** The change behind an object that stands for a resource of a cloud: that resource, under the id and in the place of the object. */
export function managedBy(managed: Managed, object: KubernetesObject, context: ResourceContext): Creation {
  const after: NativeResource = {
    id: context.id,
    type: managed.type,
    provider: managed.provider,
    providerVersion: null,
    group: `kubernetes ${managed.provider}`,
    module: object.namespace ?? "",
    name: object.name,
    scope: managed.scope,
    labels: managed.labels,
    native: managed.native,
    references: [],
    source: { file: context.file, address: addressOf(context), path: [] },
  };
  return { verb: managed.verb, before: null, after, changed: true, traits: [], previousId: null };
}

/** Answers the native type of an object, such as `apps/v1 Deployment` or `v1 Pod`. */
function typeOf(object: KubernetesObject): string {
  return `${object.apiVersion} ${object.kind}`;
}

/** The place of a resource in words: its id, and in Helm's output the template that made it. */
export function addressOf(context: ResourceContext): string {
  return context.template === null ? context.id : `${context.id} (${context.template})`;
}

function toNative(object: KubernetesObject, context: ResourceContext): NativeResource {
  const namespace = object.namespace ?? "";
  return {
    id: context.id,
    type: typeOf(object),
    provider: "kubernetes",
    providerVersion: null,
    group: "kubernetes",
    module: namespace,
    name: object.name,
    scope: namespace,
    labels: object.labels,
    native: maskSecrets(object),
    references: [],
    source: { file: context.file, address: addressOf(context), path: [] },
  };
}

/**
 * Kinds outside Kubernetes' own groups carry their group, as in `Service.serving.knative.dev`, because the bare kind may name two things. The
 * version is left out: objects keep their identity when they move to a newer one.
 */
function qualifiedKind({ apiVersion, kind }: KubernetesObject): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const own = !group.includes(".") || group.endsWith(".k8s.io");
  return own ? kind : `${kind}.${group}`;
}
