/** How the API of Kubernetes calls a kind, and whether it lies in a namespace. */
export interface ApiResource {
  readonly group: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
}

/** The kinds of Kubernetes itself that credentials are made for: none that gives rights to anybody, and no secrets. */
const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "": {
    ConfigMap: "configmaps",
    Endpoints: "endpoints",
    Event: "events",
    LimitRange: "limitranges",
    Namespace: "namespaces",
    Node: "nodes",
    PersistentVolume: "persistentvolumes",
    PersistentVolumeClaim: "persistentvolumeclaims",
    Pod: "pods",
    ReplicationController: "replicationcontrollers",
    ResourceQuota: "resourcequotas",
    Service: "services",
    ServiceAccount: "serviceaccounts",
  },
  apps: {
    DaemonSet: "daemonsets",
    Deployment: "deployments",
    ReplicaSet: "replicasets",
    StatefulSet: "statefulsets",
  },
  autoscaling: { HorizontalPodAutoscaler: "horizontalpodautoscalers" },
  batch: { CronJob: "cronjobs", Job: "jobs" },
  "networking.k8s.io": { Ingress: "ingresses", NetworkPolicy: "networkpolicies" },
  policy: { PodDisruptionBudget: "poddisruptionbudgets" },
  "storage.k8s.io": { StorageClass: "storageclasses" },
};

const CLUSTER_WIDE: ReadonlySet<string> = new Set(["Namespace", "Node", "PersistentVolume", "StorageClass"]);
const TYPE = /^(?:([a-z0-9.-]+)\/)?v\d+(?:(?:alpha|beta)\d+)? ([A-Za-z]+)$/;

/** The resource of a native type such as `apps/v1 Deployment`; null for one that no credential is made for. */
export function apiResourceOf(type: string): ApiResource | null {
  const [, group = "", kind = ""] = TYPE.exec(type) ?? [];
  const kinds = Object.hasOwn(KINDS, group) ? KINDS[group] : undefined;
  const plural = kinds !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return plural === undefined ? null : { group, plural, isNamespaced: !CLUSTER_WIDE.has(kind) };
}
