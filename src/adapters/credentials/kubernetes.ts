import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import type { RoleRules } from "#core/credentials";
import { isObject } from "#core/model";
import type { ClusterAnswer, ClusterClient } from "#adapters/kubernetes";
import type { Minter } from "./minter.ts";

/** In which cluster accounts are made, and for how long. */
export interface ServiceAccounts {
  readonly client: ClusterClient;
  /** Of the API server, for the program that does the task. */
  readonly url: string;
  /** A folder with the certificate authority `ca.crt`. */
  readonly account: string;
  /** From 600, which is the least that an API server makes. */
  readonly seconds: number;
}

const HANDLE = /^([a-z0-9.-]{1,253})\/(writ-[a-z0-9-]{1,40})$/;
const NOT_FOUND = 404;

/**
 * A service account with one Role, and a token for it (TokenRequest). The token is bound to the account, so that it is worth nothing once the account is deleted. Who makes them needs
 * the rights that it gives, as Kubernetes gives nobody more than the giver has.
 */
export function kubernetesMinter({ client, url, account, seconds }: ServiceAccounts): Minter<RoleRules> {
  const revoke = async (handle: string): Promise<void> => {
    const [, namespace = "", name = ""] = HANDLE.exec(handle) ?? [];
    if (name === "") throw unavailable("was asked to end what is no account of a task");
    // The account first: with it the token ends.
    for (const path of pathsOf(namespace, name)) {
      const answer = await client.delete(path);
      if (answer.kind === "refused" && answer.status !== NOT_FOUND)
        throw unavailable(`refused with ${answer.status} to delete what a task had`);
    }
  };
  return {
    handleOf: (id, { namespace }) => `${namespace}/${nameOf(id)}`,
    async mint(id, { namespace, rules }) {
      const name = nameOf(id);
      try {
        for (const [path, object] of objectsOf(namespace, name, rules)) expectMade(await client.create(path, object));
        const { token, expiresAt } = await requestToken(client, { namespace, name, seconds });
        const authority = readFileSync(join(account, "ca.crt"), "utf8");
        return {
          environment: { KUBECONFIG: "${kubeconfig}" },
          files: { kubeconfig: kubeconfig({ url, authority, token, namespace }) },
          expiresAt,
        };
      } catch (error) {
        await revoke(`${namespace}/${name}`).catch(() => undefined);
        throw error;
      }
    },
    revoke,
  };
}

function nameOf(id: string): string {
  return `writ-${id.toLowerCase()}`;
}

const RBAC = "/apis/rbac.authorization.k8s.io/v1/namespaces";

function pathsOf(namespace: string, name: string): readonly string[] {
  return [
    `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`,
    `${RBAC}/${namespace}/rolebindings/${name}`,
    `${RBAC}/${namespace}/roles/${name}`,
  ];
}

function objectsOf(
  namespace: string,
  name: string,
  rules: RoleRules["rules"],
): readonly (readonly [path: string, object: object])[] {
  const rbac = "rbac.authorization.k8s.io";
  const metadata = { name, namespace, labels: { "app.kubernetes.io/managed-by": "writ" } };
  return [
    [
      `/api/v1/namespaces/${namespace}/serviceaccounts`,
      { apiVersion: "v1", kind: "ServiceAccount", metadata, automountServiceAccountToken: false },
    ],
    [`${RBAC}/${namespace}/roles`, { apiVersion: `${rbac}/v1`, kind: "Role", metadata, rules }],
    [
      `${RBAC}/${namespace}/rolebindings`,
      {
        apiVersion: `${rbac}/v1`,
        kind: "RoleBinding",
        metadata,
        roleRef: { apiGroup: rbac, kind: "Role", name },
        subjects: [{ kind: "ServiceAccount", name, namespace }],
      },
    ],
  ];
}

function expectMade(answer: ClusterAnswer): void {
  if (answer.kind === "refused") throw unavailable(`refused with ${answer.status} to make what a task needs`);
}

interface TokenQuestion {
  readonly namespace: string;
  readonly name: string;
  readonly seconds: number;
}

async function requestToken(
  client: ClusterClient,
  { namespace, name, seconds }: TokenQuestion,
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const answer = await client.create(`/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`, {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    spec: { expirationSeconds: seconds },
  });
  const status = answer.kind === "found" ? answer.object["status"] : undefined;
  if (status !== undefined && isObject(status)) {
    const { token, expirationTimestamp } = status;
    if (typeof token === "string" && typeof expirationTimestamp === "string")
      return { token, expiresAt: expirationTimestamp };
  }
  throw unavailable("made no token");
}

interface Access {
  readonly url: string;
  readonly authority: string;
  readonly token: string;
  readonly namespace: string;
}

/** JSON, which is YAML as well. */
function kubeconfig({ url, authority, token, namespace }: Access): string {
  const data = Buffer.from(authority).toString("base64");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "cluster", cluster: { server: url, "certificate-authority-data": data } }],
    users: [{ name: "task", user: { token } }],
    contexts: [{ name: "task", context: { cluster: "cluster", user: "task", namespace } }],
    "current-context": "task",
  });
}

function unavailable(what: string): UnavailableError {
  return new UnavailableError("credentials-unavailable", `The API server ${what}`);
}
