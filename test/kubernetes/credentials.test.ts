import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { roleRules } from "#core/credentials";
import { kubernetesMinter } from "#adapters/credentials";
import { createClusterClient } from "#adapters/kubernetes";
import { creation, store } from "../../src/core/decide/testing/proposal.ts";
import { startCluster, type Cluster } from "./cluster.ts";

const ASSETS = process.env["KUBEBUILDER_ASSETS"] ?? "";
const WHY = ASSETS === "" ? " (KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd)" : "";

describe.skipIf(ASSETS === "")(`kubernetesMinter()${WHY}`, () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster(ASSETS);
    const account = "system:serviceaccount:writ:writ";
    await cluster.kubectl(["create", "clusterrolebinding", "writ", "--clusterrole=cluster-admin", `--user=${account}`]);
    await cluster.kubectl(["create", "namespace", "shop"]);
    for (const name of ["web", "other"]) await cluster.kubectl(["-n", "shop", "create", "configmap", name]);
  });
  afterAll(() => cluster.stop());

  it("makes an account that may do what the rules say, and nothing once it is ended", async () => {
    const { url, account } = cluster;
    const minter = kubernetesMinter({ client: createClusterClient({ url, account }), url, account, seconds: 900 });
    const resource = store({ type: "v1 ConfigMap", provider: "kubernetes", name: "web", id: "web", scope: "shop" });
    const compiled = roleRules([creation(resource, { verb: "read" })]);
    if (compiled.kind === "refused") throw new Error(compiled.message);
    const minted = await minter.mint("task-1", compiled.rights);
    const config = join(account, "..", "task.json");
    writeFileSync(config, minted.files["kubeconfig"] ?? "", { mode: 0o600 });
    const as = (...args: readonly string[]): ReturnType<Cluster["kubectl"]> =>
      cluster.kubectlAs(["--kubeconfig", config, ...args]);
    expect((await as("get", "configmap", "web")).status).toBe(0);
    for (const refused of [
      ["get", "configmap", "other"],
      ["get", "configmaps"],
      ["delete", "configmap", "web"],
      ["-n", "default", "get", "configmap", "web"],
    ])
      expect((await as(...refused)).shown).toContain("Forbidden");
    await minter.revoke(minter.handleOf("task-1", compiled.rights));
    // An API server remembers for some seconds whose a token is; the rights are gone at once.
    expect((await as("get", "configmap", "web")).shown).toMatch(/Forbidden|Unauthorized/);
    const left = await cluster.kubectl(["-n", "shop", "get", "serviceaccounts,roles,rolebindings", "-o", "name"]);
    expect(left.shown).not.toContain("writ-task-1");
    await minter.revoke(minter.handleOf("task-1", compiled.rights));
  });
});
