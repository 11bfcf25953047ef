import { inNamespace, SELECTOR, WEBHOOK_PORT, type InstallOptions, type Manifest } from "./options.ts";

/** How the API server finds Writ. */
export function serviceOf(options: InstallOptions): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: inNamespace(options),
    spec: {
      type: "ClusterIP",
      selector: SELECTOR,
      ports: [{ name: "webhook", port: 443, targetPort: "webhook", protocol: "TCP" }],
    },
  };
}

/** Nodes are drained one replica at a time. */
export function disruptionBudgetOf(options: InstallOptions): Manifest {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: inNamespace(options),
    spec: { maxUnavailable: 1, selector: { matchLabels: SELECTOR }, unhealthyPodEvictionPolicy: "AlwaysAllow" },
  };
}

/** Whatever runs in the namespace reaches nothing and is reached by nothing, unless another policy says so. */
export function closedNetworkOf(options: InstallOptions): Manifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: inNamespace(options, "default-deny"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  };
}

/** The addresses of API servers and databases are not known here; the metadata service of a node is none of them. */
const ANYWHERE = [
  { ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } },
  { ipBlock: { cidr: "::/0", except: ["fd00:ec2::254/128", "fd20:ce::254/128"] } },
];

/**
 * What may reach Writ, and what it reaches: nothing but the webhook from outside, which an API server calls from an address that no selector tells; names,
 * the API server, and PostgreSQL where it is used.
 */
export function networkPolicyOf(options: InstallOptions): Manifest {
  const names = [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ];
  const resolver = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: inNamespace(options),
    spec: {
      podSelector: { matchLabels: SELECTOR },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ ports: ports(WEBHOOK_PORT) }],
      egress: [
        { to: [resolver], ports: names },
        { to: ANYWHERE, ports: ports(443, 6443, ...(options.settingsSecret === null ? [] : [5432])) },
      ],
    },
  };
}

function ports(...numbers: readonly number[]): readonly object[] {
  return numbers.map((port) => ({ protocol: "TCP", port }));
}
