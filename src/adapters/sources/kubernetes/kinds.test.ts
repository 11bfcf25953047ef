import { describe, expect, test } from "vitest";
import { resolveReadings } from "#core/kinds";
import type { Resource } from "#core/model";
import { shippedKinds } from "../../../../test/shipped-kinds.ts";
import { readKubernetesManifest } from "./read.ts";

const KINDS = shippedKinds();

function resolve(text: string): readonly Resource[] {
  const reading = readKubernetesManifest({ file: "m.yaml", bytes: new TextEncoder().encode(text) });
  expect(reading.diagnostics).toEqual([]);
  return resolveReadings(KINDS, [reading])
    .effects.flat()
    .map(({ resource }) => resource);
}

function only(text: string, kind: string): Resource {
  const [found, ...others] = resolve(text).filter((resource) => resource.kind === kind);
  expect(others).toEqual([]);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

const object = (apiVersion: string, kind: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: apps}\n${rest}\n`;

const role = (namespace: string, verb: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: ${namespace}}\nrules: [{verbs: ["${verb}"], resources: ["*"]}]\n`;

const POD_SPEC = `{hostPID: true, securityContext: {runAsNonRoot: true, runAsUser: 5},
 volumes: [{name: v, hostPath: {path: /etc}}], initContainers: [{name: i, image: x}],
 containers: [{name: c, image: "r/x@sha256:${"a".repeat(64)}", env: [{name: DB_PASSWORD, value: hunter22}],
 securityContext: {privileged: true, runAsNonRoot: false, capabilities: {add: [NET_ADMIN], drop: [ALL]}}}]}`.replaceAll(
  "\n",
  "",
);

describe("kinds of Kubernetes objects", () => {
  test.each([
    ["v1", "Pod", `spec: ${POD_SPEC}`],
    ["apps/v1", "Deployment", `spec: {template: {spec: ${POD_SPEC}}}`],
    ["batch/v1", "CronJob", `spec: {jobTemplate: {spec: {template: {spec: ${POD_SPEC}}}}}`],
  ])("createKinds() makes %s %s a Workload with what its containers inherit", (apiVersion, kind, rest) => {
    const { properties } = only(object(apiVersion, kind, rest), "Workload");
    expect(properties).toMatchObject({
      controller: kind,
      hostPid: true,
      hostNetwork: false,
      hostPaths: ["/etc"],
      serviceAccount: "default",
      containers: [
        {
          name: "i",
          pinned: false,
          privileged: false,
          runAsNonRoot: true,
          runAsUser: "5",
          allowPrivilegeEscalation: true,
        },
        { name: "c", pinned: true, privileged: true, runAsNonRoot: true, addedCapabilities: ["NET_ADMIN"] },
      ],
    });
    expect(properties["literalSecrets"]).toEqual([expect.stringMatching(/env\.0\.value$/)]);
  });

  test("createKinds() does not let a Pod hide behind a field of a Deployment", () => {
    const { properties } = only(
      object("v1", "Pod", "spec: {hostPID: true, template: {spec: {hostPID: false}}}"),
      "Workload",
    );
    expect(properties["hostPid"]).toBe(true);
  });

  test("createKinds() makes every rule of a role a PolicyStatement", () => {
    const rules = `rules: [{verbs: ["*"], resources: [secrets], apiGroups: [""]}]`;
    expect(only(object("rbac.authorization.k8s.io/v1", "Role", rules), "PolicyStatement").properties).toMatchObject({
      effect: "allow",
      actions: ["*"],
      resources: ["secrets"],
      clusterWide: false,
    });
  });

  test("createKinds() sees through a binding to the role of the same namespace only", () => {
    const binding = object(
      "rbac.authorization.k8s.io/v1",
      "RoleBinding",
      "roleRef: {kind: Role, name: r}\nsubjects: [{kind: ServiceAccount, name: robot}]",
    );
    const grant = only(`${binding}---\n${role("apps", "bind")}---\n${role("other", "*")}`, "AccessGrant");
    expect(grant.properties).toEqual({
      role: "r",
      principal: "apps/robot",
      principalKind: "service-account",
      human: false,
      clusterWide: false,
      administrator: false,
      everyone: false,
      agent: false,
      bounded: true,
      dangerousVerbs: ["bind"],
      allows: [{ actions: ["bind *"], notActions: [], anyResource: true, requiredConditions: [] }],
    });
  });

  test("createKinds() reads network policies as rules, open where nothing limits them", () => {
    const spec = `spec: {podSelector: {}, ingress: [{ports: [{port: 22}, {port: http}]}],
 egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]}]}`.replaceAll("\n", "");
    const text = object("networking.k8s.io/v1", "NetworkPolicy", spec);
    expect(only(text, "IngressRule").properties).toMatchObject({
      public: true,
      ports: [{ from: 22, to: 22 }],
      namedPorts: ["http"],
      allPorts: false,
    });
    expect(only(text, "EgressRule").properties).toMatchObject({ public: true, allPorts: true, reachesMetadata: false });
  });

  test("createKinds() reads Services and Ingresses as listeners", () => {
    const service = object("v1", "Service", "spec: {type: LoadBalancer, ports: [{port: 443}]}");
    expect(only(service, "Listener").properties).toMatchObject({ exposure: "load-balancer", port: 443, sources: [] });
    const ingress = object("networking.k8s.io/v1", "Ingress", "spec: {rules: []}");
    expect(only(ingress, "Listener").properties).toMatchObject({ exposure: "ingress", tls: false });
  });

  test("createKinds() knows the keys of a Secret and nothing of its values", () => {
    expect(only(object("v1", "Secret", "data: {b: eA==}\nstringData: {c: x}"), "Secret").properties).toEqual({
      type: "Opaque",
      keys: ["b", "c"],
      longLived: false,
    });
  });

  test("createKinds() finds secrets written out in a ConfigMap", () => {
    expect(only(object("v1", "ConfigMap", "data: {db_password: hunter22}"), "Configuration").properties).toEqual({
      keys: ["db_password"],
      literalSecrets: ["data.db_password"],
    });
  });

  test("createKinds() joins a namespace with its network policies", () => {
    const namespace =
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: apps, labels: {pod-security.kubernetes.io/enforce: restricted}}\n";
    const deny = object(
      "networking.k8s.io/v1",
      "NetworkPolicy",
      "spec: {podSelector: {}, policyTypes: [Ingress, Egress]}",
    );
    expect(only(`${namespace}---\n${deny}`, "Namespace").properties).toMatchObject({
      podSecurity: "restricted",
      defaultDenyIngress: true,
      defaultDenyEgress: true,
      deletion: { stateful: true },
    });
  });

  test("createKinds() lists the cloud identities of a service account", () => {
    const text =
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, annotations: {eks.amazonaws.com/role-arn: arn}}\n";
    expect(only(text, "ServiceAccount").properties).toEqual({ automountToken: true, cloudIdentities: ["arn"] });
  });
});
