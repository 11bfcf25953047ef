import { textAt } from "#core/admission";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject, parseJson, type NativeResource, memberAt } from "#core/model";
import { maskSecrets } from "#adapters/sources";

/** What a resource holds that becomes objects of a cluster: the objects, or nothing that can be told where they are not known yet. */
export type HeldObjects =
  | { readonly kind: "held"; readonly objects: readonly ValueObject[] }
  | { readonly kind: "untold" };

const NONE: HeldObjects = { kind: "held", objects: [] };
const UNTOLD: HeldObjects = { kind: "untold" };

/** The objects that stand whole in a resource of another kind: an `Object` of Crossplane's provider for Kubernetes, or a manifest of the AWS CDK. */
export function heldObjects({ type, native }: NativeResource): HeldObjects {
  if (type === CDK_MANIFEST) return ofCdk(memberAt(native, "Manifest"));
  const [apiVersion = "", kind] = type.split(" ");
  const [group = ""] = apiVersion.split("/");
  return kind === "Object" && CROSSPLANE.has(group) ? ofCrossplane(native) : NONE;
}

const CDK_MANIFEST = "Custom::AWSCDK-EKS-KubernetesResource";
const CROSSPLANE: ReadonlySet<string> = new Set(["kubernetes.crossplane.io", "kubernetes.m.crossplane.io"]);

/** One that only observes makes nothing. */
function ofCrossplane(native: ValueObject): HeldObjects {
  const policies = memberAt(native, "spec", "managementPolicies");
  const legacy = textAt(native, "spec", "managementPolicy");
  const observes = isList(policies) && policies.length > 0 && policies.every((one) => one === "Observe");
  if (observes || legacy === "Observe") return NONE;
  return held([memberAt(native, "spec", "forProvider", "manifest") ?? null]);
}

/** The CDK writes its manifests as one text of JSON. */
function ofCdk(manifest: Value | undefined): HeldObjects {
  if (typeof manifest !== "string") return UNTOLD;
  const read = parseJson(manifest);
  if (read.kind === "rejected") return UNTOLD;
  return held(isList(read.value) ? read.value : [read.value]);
}

function held(values: readonly Value[]): HeldObjects {
  const objects = values.flatMap((value) => (isObject(value) && textAt(value, "apiVersion") !== null ? [value] : []));
  if (objects.length < values.length) return UNTOLD;
  const masked = objects.map((value) => maskSecrets({ kind: textAt(value, "kind") ?? "", value }));
  return { kind: "held", objects: masked };
}
