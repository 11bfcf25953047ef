/** A kind as requests name it: the resource of its group and version, and whether its objects live in namespaces. */
export interface ResourceName {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The plural in lower case, as in `deployments`. */
  readonly resource: string;
  /** Null when nothing tells. */
  readonly namespaced: boolean | null;
}

/** The kinds that Kubernetes itself serves, by group: `Kind` with its plural where that is no regular one; `*` marks cluster-wide ones. */
const BUILT_IN: Readonly<Record<string, string>> = {
  "": `Pod Service ConfigMap Secret ServiceAccount Endpoints/endpoints Event LimitRange PersistentVolumeClaim PodTemplate ReplicationController
    ResourceQuota Binding Namespace* Node* PersistentVolume* ComponentStatus/componentstatuses*`,
  apps: "Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision",
  batch: "Job CronJob",
  autoscaling: "HorizontalPodAutoscaler Scale",
  policy: "PodDisruptionBudget PodSecurityPolicy*",
  "networking.k8s.io": "NetworkPolicy Ingress IngressClass* IPAddress* ServiceCIDR*",
  extensions: "Ingress",
  "rbac.authorization.k8s.io": "Role RoleBinding ClusterRole* ClusterRoleBinding*",
  "storage.k8s.io": "StorageClass* VolumeAttachment* CSIDriver* CSINode* CSIStorageCapacity VolumeAttributesClass*",
  "admissionregistration.k8s.io": `ValidatingWebhookConfiguration* MutatingWebhookConfiguration* ValidatingAdmissionPolicy*
    ValidatingAdmissionPolicyBinding* MutatingAdmissionPolicy* MutatingAdmissionPolicyBinding*`,
  "apiextensions.k8s.io": "CustomResourceDefinition*",
  "apiregistration.k8s.io": "APIService*",
  "authentication.k8s.io": "TokenReview* TokenRequest* SelfSubjectReview*",
  "authorization.k8s.io":
    "SubjectAccessReview* SelfSubjectAccessReview* SelfSubjectRulesReview* LocalSubjectAccessReview",
  "certificates.k8s.io": "CertificateSigningRequest* ClusterTrustBundle* PodCertificateRequest",
  "coordination.k8s.io": "Lease LeaseCandidate",
  "discovery.k8s.io": "EndpointSlice",
  "events.k8s.io": "Event",
  "flowcontrol.apiserver.k8s.io": "FlowSchema* PriorityLevelConfiguration*",
  "node.k8s.io": "RuntimeClass*",
  "resource.k8s.io": "ResourceClaim ResourceClaimTemplate DeviceClass* ResourceSlice* DeviceTaintRule*",
  "scheduling.k8s.io": "PriorityClass*",
  "internal.apiserver.k8s.io": "StorageVersion*",
  "storagemigration.k8s.io": "StorageVersionMigration*",
};

/**
 * The resource of a kind. Kinds of others are named as Kubernetes' own guess has it (`meta.UnsafeGuessKindToResource`), which holds for nearly
 * every custom resource; whether they live in namespaces is then not known.
 */
export function resourceOf(apiVersion: string, kind: string): ResourceName {
  const slash = apiVersion.indexOf("/");
  const group = apiVersion.slice(0, Math.max(slash, 0));
  const version = apiVersion.slice(slash + 1);
  const known = table().get(`${group}/${kind}`);
  const resource = known?.resource ?? pluralOf(kind);
  return { group, version, kind, resource, namespaced: known?.namespaced ?? null };
}

/** Whether Kubernetes itself serves a group. */
export function isBuiltInGroup(group: string): boolean {
  return Object.hasOwn(BUILT_IN, group);
}

let parsed: ReadonlyMap<string, Pick<ResourceName, "resource" | "namespaced">> | undefined;

function table(): NonNullable<typeof parsed> {
  parsed ??= new Map(Object.entries(BUILT_IN).flatMap(([group, kinds]) => kinds.split(/\s+/).map(entryOf(group))));
  return parsed;
}

function entryOf(group: string): (word: string) => readonly [string, Pick<ResourceName, "resource" | "namespaced">] {
  return (word) => {
    const namespaced = !word.endsWith("*");
    const [kind = "", plural] = word.replace("*", "").split("/");
    return [`${group}/${kind}`, { resource: plural ?? pluralOf(kind), namespaced }];
  };
}

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (singular.endsWith("s")) return `${singular}es`;
  return singular.endsWith("y") ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
