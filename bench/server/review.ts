/** What an API server asks about a Deployment as people write them, filled in as the API server fills it in. */
export const DEPLOYMENT_REVIEW: object = {
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request: {
    uid: "705ab4f5-6393-11e8-b7cc-42010a800002",
    kind: { group: "apps", version: "v1", kind: "Deployment" },
    resource: { group: "apps", version: "v1", resource: "deployments" },
    name: "web",
    namespace: "shop",
    operation: "CREATE",
    userInfo: { username: "ada", groups: ["system:authenticated"] },
    dryRun: false,
    object: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop", labels: { app: "web", owner: "shop" } },
      spec: {
        replicas: 3,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        selector: { matchLabels: { app: "web" } },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
        template: {
          metadata: { labels: { app: "web", owner: "shop" } },
          spec: {
            serviceAccountName: "web",
            automountServiceAccountToken: false,
            restartPolicy: "Always",
            dnsPolicy: "ClusterFirst",
            schedulerName: "default-scheduler",
            terminationGracePeriodSeconds: 30,
            securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
            containers: [container("web", 8080), container("metrics", 9090)],
          },
        },
      },
    },
  },
};

function container(name: string, containerPort: number): object {
  return {
    name,
    image: `registry.example.com/shop/${name}@sha256:${"0".repeat(64)}`,
    imagePullPolicy: "IfNotPresent",
    ports: [{ containerPort, protocol: "TCP" }],
    env: [{ name: "LEVEL", value: "info" }],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    livenessProbe: { httpGet: { path: "/livez", port: containerPort, scheme: "HTTP" }, periodSeconds: 10 },
    readinessProbe: { httpGet: { path: "/readyz", port: containerPort, scheme: "HTTP" }, periodSeconds: 5 },
  };
}
