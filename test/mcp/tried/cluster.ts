import { createServer, type Server } from "node:http";

const VERBS = ["create", "delete", "get", "list", "patch", "update", "watch"];
const PODS = { name: "pods", singularName: "pod", namespaced: true, kind: "Pod", verbs: VERBS };
const NAMESPACES = {
  name: "namespaces",
  singularName: "namespace",
  namespaced: false,
  kind: "Namespace",
  verbs: VERBS,
};
const SECRETS = { name: "secrets", singularName: "secret", namespaced: true, kind: "Secret", verbs: VERBS };
const GROUPS: Readonly<Record<string, object>> = {
  "/version": { major: "1", minor: "34", gitVersion: "v1.34.0" },
  "/api": { kind: "APIVersions", versions: ["v1"] },
  "/apis": { kind: "APIGroupList", apiVersion: "v1", groups: [] },
  "/api/v1": { kind: "APIResourceList", groupVersion: "v1", resources: [PODS, NAMESPACES, SECRETS] },
};
const POD = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)$/;

/** The API of a cluster with nothing but Pods in it, on this machine: what a client needs to find, list and delete them. */
export class Cluster {
  readonly pods: Set<string>;
  readonly #server: Server;

  private constructor(pods: readonly string[]) {
    this.pods = new Set(pods);
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://cluster");
      const body = this.#answer(request.method ?? "", pathname);
      response.writeHead(body === null ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(body ?? { kind: "Status", apiVersion: "v1", status: "Failure", code: 404 }));
    });
  }

  /** Starts with Pods by `namespace/name`. */
  static async start(pods: readonly string[]): Promise<Cluster> {
    const cluster = new Cluster(pods);
    await new Promise<void>((resolve) => cluster.#server.listen(0, "127.0.0.1", resolve));
    return cluster;
  }

  /** A configuration for clients of the cluster. */
  get kubeconfig(): string {
    const address = this.#server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "here", cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: "somebody", user: {} }],
      contexts: [{ name: "here", context: { cluster: "here", user: "somebody", namespace: "staging" } }],
      "current-context": "here",
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(method: string, path: string): object | null {
    const [, namespace = "", name = ""] = POD.exec(path) ?? [];
    const id = `${namespace}/${name}`;
    if (method === "DELETE" && this.pods.delete(id)) return { kind: "Status", apiVersion: "v1", status: "Success" };
    if (method !== "GET") return null;
    if (this.pods.has(id)) return pod(id);
    return path.endsWith("/pods") ? this.#list(path.split("/").at(-2) ?? "") : (GROUPS[path] ?? null);
  }

  #list(namespace: string): object {
    const items = [...this.pods].filter((id) => namespace === "v1" || id.startsWith(`${namespace}/`)).map(pod);
    const rows = items.map((object) => ({ cells: [object.metadata.name], object }));
    const columnDefinitions = [{ name: "Name", type: "string", format: "name", description: "", priority: 0 }];
    // Clients that show a list ask for it as a table.
    return { kind: "Table", apiVersion: "meta.k8s.io/v1", metadata: {}, columnDefinitions, rows };
  }
}

interface Pod {
  readonly kind: "Pod";
  readonly apiVersion: "v1";
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: object;
  readonly status: object;
}

function pod(id: string): Pod {
  const [namespace = "", name = ""] = id.split("/");
  const spec = { containers: [{ name: "main", image: "example/main:1" }] };
  return { kind: "Pod", apiVersion: "v1", metadata: { namespace, name }, spec, status: { phase: "Running" } };
}
