import type { ResourceName } from "../model/resources.ts";

/** Built-in resources that Kubernetes serves in several versions at once, stable and beta, from 1.30 on. */
const SEVERAL_VERSIONS: Readonly<Record<string, readonly string[]>> = {
  "autoscaling/horizontalpodautoscalers": ["v1", "v2"],
  "flowcontrol.apiserver.k8s.io/flowschemas": ["v1", "v1beta3"],
  "flowcontrol.apiserver.k8s.io/prioritylevelconfigurations": ["v1", "v1beta3"],
  "admissionregistration.k8s.io/validatingadmissionpolicies": ["v1", "v1beta1", "v1alpha1"],
  "admissionregistration.k8s.io/validatingadmissionpolicybindings": ["v1", "v1beta1", "v1alpha1"],
  "networking.k8s.io/ipaddresses": ["v1", "v1beta1"],
  "networking.k8s.io/servicecidrs": ["v1", "v1beta1"],
};

/** The other versions of a resource that a cluster may serve. Of a custom resource that may be any of those `named` by rules. */
export function equivalentVersions(
  { group, version, resource, namespaced }: ResourceName,
  named: readonly string[],
): readonly string[] {
  const builtIn = SEVERAL_VERSIONS[`${group}/${resource}`];
  if (builtIn === undefined && namespaced !== null) return [];
  return (builtIn ?? named).filter((other) => other !== version && other !== "*");
}
