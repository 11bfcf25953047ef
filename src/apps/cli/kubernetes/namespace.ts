import { inNamespace, labelsOf, NAME, type InstallOptions, type Manifest } from "./options.ts";

/** The namespace, in which the cluster itself admits only pods that reach for nothing of their node. */
export function namespaceOf(options: InstallOptions): Manifest {
  const level = "restricted";
  const labels = {
    ...labelsOf(options),
    "pod-security.kubernetes.io/enforce": level,
    "pod-security.kubernetes.io/enforce-version": "latest",
    "pod-security.kubernetes.io/warn": level,
    "pod-security.kubernetes.io/audit": level,
  };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name: options.namespace, labels } };
}

/** How much may run in the namespace, and what a container gets that says nothing. */
export function limitsOf(options: InstallOptions): readonly Manifest[] {
  const pods = 2 * options.replicas + 2;
  const metadata = inNamespace(options);
  return [
    {
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata,
      spec: {
        hard: {
          pods: String(pods),
          "requests.cpu": String(pods),
          "requests.memory": `${pods}Gi`,
          "limits.cpu": String(2 * pods),
          "limits.memory": `${pods}Gi`,
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "LimitRange",
      metadata,
      spec: {
        limits: [
          {
            type: "Container",
            default: { cpu: "500m", memory: "512Mi" },
            defaultRequest: { cpu: "100m", memory: "128Mi" },
          },
        ],
      },
    },
  ];
}

/** Who Writ is in the cluster, and what it may do there: read namespaces, and keep its own registration right. */
export function accountOf(options: InstallOptions): readonly Manifest[] {
  const metadata = { name: NAME, labels: labelsOf(options) };
  const rbac = "rbac.authorization.k8s.io";
  return [
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: inNamespace(options),
      automountServiceAccountToken: false,
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata,
      rules: [
        { apiGroups: [""], resources: ["namespaces"], verbs: ["get"] },
        {
          apiGroups: ["admissionregistration.k8s.io"],
          resources: ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
          resourceNames: [NAME],
          verbs: ["get", "patch"],
        },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata,
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: NAME },
      subjects: [{ kind: "ServiceAccount", name: NAME, namespace: options.namespace }],
    },
  ];
}
