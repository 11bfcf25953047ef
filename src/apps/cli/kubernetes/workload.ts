import {
  DATA,
  inNamespace,
  labelsOf,
  NAME,
  SELECTOR,
  WEBHOOK_PORT,
  type InstallOptions,
  type Manifest,
} from "./options.ts";

const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
const POLICIES = "/etc/writ/policies";
const SETTINGS = "/etc/writ/settings";
/** The user of the image, who owns nothing on a node. */
const USER = 65_532;

/** The control plane: each replica with a volume of its own for its evidence, and its state where it has no database. */
export function workloadOf(options: InstallOptions): Manifest {
  const labels = labelsOf(options);
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: inNamespace(options),
    spec: {
      replicas: options.replicas,
      serviceName: NAME,
      podManagementPolicy: "Parallel",
      selector: { matchLabels: SELECTOR },
      template: { metadata: { labels }, spec: podOf(options) },
      volumeClaimTemplates: [
        {
          metadata: { name: NAME, labels },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
        },
      ],
    },
  };
}

function podOf(options: InstallOptions): object {
  const { policies, settingsSecret } = options;
  return {
    serviceAccountName: NAME,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 30,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: SELECTOR },
      },
    ],
    containers: [containerOf(options)],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
      { name: "account", projected: { defaultMode: 0o440, sources: ACCOUNT_SOURCES } },
      ...(policies === null ? [] : [{ name: "policies", configMap: { name: policies } }]),
      ...(settingsSecret === null
        ? []
        : [{ name: "settings", secret: { secretName: settingsSecret, defaultMode: 0o440 } }]),
    ],
  };
}

/** A token that ends within the hour, in place of the one that every pod gets. */
const ACCOUNT_SOURCES = [
  { serviceAccountToken: { path: "token", expirationSeconds: 3600 } },
  { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
];

function probe(path: string, more: object): object {
  return { httpGet: { path, port: "webhook", scheme: "HTTPS" }, timeoutSeconds: 3, ...more };
}

function containerOf(options: InstallOptions): object {
  const { image, policies, settingsSecret } = options;
  return {
    name: NAME,
    image,
    imagePullPolicy: "IfNotPresent",
    args: ["up"],
    env: environmentOf(options),
    ports: [{ name: "webhook", containerPort: WEBHOOK_PORT, protocol: "TCP" }],
    startupProbe: probe("/readyz", { periodSeconds: 2, failureThreshold: 60 }),
    readinessProbe: probe("/readyz", { periodSeconds: 5 }),
    livenessProbe: probe("/livez", { periodSeconds: 10, failureThreshold: 6 }),
    resources: {
      requests: { cpu: "250m", memory: "512Mi", "ephemeral-storage": "64Mi" },
      limits: { cpu: "2", memory: "1Gi", "ephemeral-storage": "256Mi" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [
      { name: NAME, mountPath: DATA },
      { name: "tmp", mountPath: "/tmp" },
      { name: "account", mountPath: ACCOUNT, readOnly: true },
      ...(policies === null ? [] : [{ name: "policies", mountPath: POLICIES, readOnly: true }]),
      ...(settingsSecret === null ? [] : [{ name: "settings", mountPath: SETTINGS, readOnly: true }]),
    ],
  };
}

function environmentOf({ settingsSecret, policies }: InstallOptions): readonly object[] {
  return [
    { name: "WRIT_DATA", value: DATA },
    { name: "WRIT_TOKEN_FILE", value: `${DATA}/administrator.token` },
    { name: "WRIT_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
    { name: "WRIT_CLUSTER_URL", value: "https://kubernetes.default.svc" },
    { name: "WRIT_WEBHOOK_HOST", value: "0.0.0.0" },
    { name: "WRIT_WEBHOOK_PORT", value: String(WEBHOOK_PORT) },
    { name: "WRIT_WEBHOOK_CONFIGURATION", value: NAME },
    ...(policies === null ? [] : [{ name: "WRIT_POLICIES", value: POLICIES }]),
    ...(settingsSecret === null ? [] : [{ name: "WRIT_CONFIG", value: `${SETTINGS}/writ.yaml` }]),
  ];
}
