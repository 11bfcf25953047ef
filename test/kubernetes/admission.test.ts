import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWholeBundle } from "#core/bundle";
import type { PolicySource } from "#apps/server";
import { manifestsOf, manifestText } from "../../src/apps/cli/kubernetes/manifests.ts";
import type { InstallOptions } from "../../src/apps/cli/kubernetes/options.ts";
import { startHere, until, type StartedServer } from "../server/server.ts";
import { startCluster, type Cluster, type Kubectl } from "./cluster.ts";

const ASSETS = process.env["KUBEBUILDER_ASSETS"] ?? "";
const TITLE =
  ASSETS === ""
    ? "a real API server (skipped: KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd)"
    : "a real API server";

const OWN = `
apiVersion: writ/v1
kind: Policy
metadata: { name: no-host }
spec:
  severity: high
  match: { types: ["v1 Pod"] }
  validations:
    - id: pid
      expression: "resource.native.?spec.hostPID.orValue(false) == false"
      message: Pods must not see the processes of their host
---
apiVersion: writ/v1
kind: Policy
metadata: { name: labelled }
spec:
  severity: low
  mode: warn
  match: { types: ["v1 Pod"] }
  validations: [{ id: team, expression: "'team' in resource.labels", message: Name the team }]
`;

const OTHERS = `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: { name: mark }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }]
  reinvocationPolicy: Never
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration: { expression: 'Object{metadata: Object.metadata{labels: {"seen": "writ"}}}' }
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: { name: mark }
spec: { policyName: mark }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: gold }
spec:
  matchConstraints:
    namespaceSelector: { matchLabels: { tier: gold } }
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [configmaps] }]
  validations: [{ expression: "oldObject.metadata.name != 'precious'", message: precious things stay }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: gold }
spec: { policyName: gold, validationActions: [Deny] }
`;

const SOURCE: PolicySource = {
  load: () =>
    SOURCE.beside([
      { file: "own.yaml", text: OWN },
      { file: "others.yaml", text: OTHERS },
    ]),
  beside: (files) => {
    const { bundle, diagnostics } = loadWholeBundle(files);
    return { bundle, problems: diagnostics.map(({ message }) => message), files };
  },
  known: (files) => ({ others: files, shipped: [] }),
};

const OPTIONS: InstallOptions = {
  namespace: "writ",
  image: "example.com/writ:1",
  replicas: 1,
  failurePolicy: "Fail",
  excluded: ["kube-system"],
  caBundle: null,
  settingsSecret: null,
  policies: null,
  labels: {},
  url: null,
};

/** The manifest of a pod, as `kubectl` reads JSON. */
function pod(name: string, spec: object = {}, namespace: string = "shop", labels: object = { team: "a" }): string {
  const containers = [{ name: "a", image: "example.com/a:1" }];
  const metadata = { name, namespace, labels };
  return JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata, spec: { containers, ...spec } });
}

describe.skipIf(ASSETS === "")(TITLE, () => {
  const folder = mkdtempSync(join(tmpdir(), "writ-admission-"));
  let cluster: Cluster;
  let server: StartedServer;

  const create = (object: object): Promise<Kubectl> => cluster.kubectl(["create", "-f", "-"], JSON.stringify(object));
  const apply = (manifest: string, ...more: readonly string[]): Promise<Kubectl> =>
    cluster.kubectl(["apply", "-f", "-", ...more], manifest);

  beforeAll(async () => {
    cluster = await startCluster(ASSETS);
    server = await startHere(
      {
        data: join(folder, "data"),
        webhookPort: 0,
        webhookConfiguration: "writ",
        clusterUrl: cluster.url,
        clusterAccount: cluster.account,
        namespace: "writ",
        maxRequestsPerSecond: 1000,
      },
      { source: SOURCE },
    );
    const all = manifestsOf({ ...OPTIONS, url: server.webhookUrl });
    const before = all.filter(({ kind }) => !kind.endsWith("WebhookConfiguration"));
    expect(await apply(manifestText(before))).toMatchObject({ status: 0 });
    for (const name of ["shop", "gold"]) {
      expect((await cluster.kubectl(["create", "namespace", name])).status).toBe(0);
    }
    expect((await cluster.kubectl(["label", "namespace", "gold", "tier=gold"])).status).toBe(0);
    expect(await apply(manifestText(all.filter((one) => !before.includes(one))))).toMatchObject({ status: 0 });
    await until(() => server.logged.filter((line) => line.includes("registration of the webhook written")).length >= 2);
    await until(async () => (await apply(pod("first"), "--dry-run=server")).status === 0);
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it("is told whom to believe and by which secret to ask, by the rights that the manifests give", async () => {
    const { shown } = await cluster.kubectl(["get", "validatingwebhookconfiguration", "writ", "-o", "json"]);
    const [{ clientConfig }] = JSON.parse(shown).webhooks;
    expect(clientConfig.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/v1\/admission\/validate\/[\w-]{43}$/);
    expect(Buffer.from(clientConfig.caBundle, "base64").toString()).toContain("BEGIN CERTIFICATE");
    expect(server.logged.join("")).not.toContain(clientConfig.url.split("/").at(-1));
  });

  it("refuses a pod in the words of the policy", async () => {
    const { status, shown } = await apply(pod("bad", { hostPID: true }));
    expect(status).toBe(1);
    expect(shown).toContain('admission webhook "validate.writ.dev" denied the request');
    expect(shown).toContain("no-host/pid: Pods must not see the processes of their host");
  });

  it("admits a pod, and shows what policies only warn of", async () => {
    expect((await apply(pod("good"))).shown).toContain("pod/good created");
    const warned = await apply(pod("plain", {}, "shop", {}));
    expect(warned.status).toBe(0);
    expect(warned.shown).toContain("Warning: labelled/team: Name the team");
  });

  it("changes an object by mutating policies", async () => {
    await cluster.kubectl(["create", "configmap", "marked", "-n", "shop"]);
    const { shown } = await cluster.kubectl([
      "get",
      "configmap",
      "marked",
      "-n",
      "shop",
      "-o",
      "jsonpath={.metadata.labels}",
    ]);
    expect(JSON.parse(shown)).toEqual({ seen: "writ" });
  });

  it("is asked about what is deleted, with the labels of its namespace", async () => {
    for (const namespace of ["shop", "gold"]) {
      expect((await cluster.kubectl(["create", "configmap", "precious", "-n", namespace])).status).toBe(0);
    }
    expect((await cluster.kubectl(["delete", "configmap", "precious", "-n", "shop"])).status).toBe(0);
    expect((await cluster.kubectl(["delete", "configmap", "precious", "-n", "gold"])).shown).toContain(
      "precious things stay",
    );
  });

  it("answers a dry run as any other request, and nothing comes of it", async () => {
    expect((await apply(pod("dry", { hostPID: true }), "--dry-run=server")).shown).toContain("no-host/pid");
    expect((await apply(pod("dry"), "--dry-run=server")).status).toBe(0);
    expect((await cluster.kubectl(["get", "pod", "dry", "-n", "shop"])).status).toBe(1);
  });

  it("refuses while nobody answers, but never what Writ itself and the nodes need", async () => {
    await server.stop();
    expect((await apply(pod("late"))).shown).toContain("failed calling webhook");
    const restricted = {
      securityContext: { runAsNonRoot: true, runAsUser: 1, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "a",
          image: "example.com/a:1",
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
        },
      ],
    };
    expect((await apply(pod("writ-1", restricted, "writ"))).shown).toContain("pod/writ-1 created");
    expect((await apply(pod("writ-2", { hostPID: true }, "writ"))).shown).toContain("violates PodSecurity");
    expect((await apply(pod("other", restricted, "writ"))).shown).toContain("failed calling webhook");
    const generated = { apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "writ-", namespace: "writ" } };
    expect((await create(generated)).shown).toMatch(/configmap\/writ-\w+ created/);
    const hiding = { ...generated, metadata: { ...generated.metadata, name: "hidden" } };
    expect((await create(hiding)).shown).toContain("failed calling webhook");
    const lease = { apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: { name: "n", namespace: "shop" } };
    expect((await apply(JSON.stringify(lease))).status).toBe(0);
  });
});
