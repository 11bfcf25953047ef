import { readFileSync } from "node:fs";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { isObject, parseJson } from "#core/model";

/** Where an API server is, and by what it is known and told who asks. */
export interface ClusterAccess {
  /** `https://…`, without a path. */
  readonly url: string;
  /** A folder with `token` and `ca.crt`, as it is mounted into pods. Both are read at every question, since they are exchanged. */
  readonly account: string;
}

export type ClusterAnswer =
  | { readonly kind: "found"; readonly object: ValueObject }
  | { readonly kind: "refused"; readonly status: number };

/** Asks the API server of a cluster. Every question rejects with `UnavailableError` when there is no answer in time. */
export interface ClusterClient {
  get(path: string): Promise<ClusterAnswer>;
  /** Changes an object by a JSON Patch. */
  patch(path: string, operations: readonly object[]): Promise<ClusterAnswer>;
  /** Makes an object in a collection, or asks a subresource. */
  create(path: string, object: object): Promise<ClusterAnswer>;
  delete(path: string): Promise<ClusterAnswer>;
}

/** Where pods find the account by which they ask. */
export const POD_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
const TIMEOUT_MS = 3000;
const MAX_BYTES = 4 * 1024 * 1024;

/** A client for one API server, over TLS with the certificate authority of the account alone. */
export function createClusterClient(access: ClusterAccess): ClusterClient {
  return {
    get: (path) => ask(access, path, { method: "GET", headers: {} }),
    patch: (path, operations) => {
      const headers = { "content-type": "application/json-patch+json" };
      return ask(access, path, { method: "PATCH", headers }, JSON.stringify(operations));
    },
    create: (path, object) => {
      const headers = { "content-type": "application/json" };
      return ask(access, path, { method: "POST", headers }, JSON.stringify(object));
    },
    delete: (path) => ask(access, path, { method: "DELETE", headers: {} }),
  };
}

async function ask(
  { url, account }: ClusterAccess,
  path: string,
  options: { readonly method: string; readonly headers: Readonly<Record<string, string>> },
  body: string = "",
): Promise<ClusterAnswer> {
  const { token, ca } = accountOf(account);
  const headers = {
    ...options.headers,
    accept: "application/json",
    authorization: `Bearer ${token}`,
    "content-length": Buffer.byteLength(body),
  };
  const { status, bytes } = await exchange(new URL(path, url), { ...options, headers, ca, agent: false }, body);
  if (status < 200 || status > 299) return { kind: "refused", status };
  const parsed = parseJson(new TextDecoder().decode(bytes), { maxLength: MAX_BYTES });
  if (parsed.kind === "parsed" && isObject(parsed.value)) return { kind: "found", object: parsed.value };
  throw unavailable("answered with what is no object");
}

function accountOf(folder: string): { readonly token: string; readonly ca: Buffer } {
  try {
    return { token: readFileSync(join(folder, "token"), "utf8").trim(), ca: readFileSync(join(folder, "ca.crt")) };
  } catch (cause) {
    throw unavailable(`cannot be asked without \`token\` and \`ca.crt\` in \`${folder}\``, cause);
  }
}

interface Exchanged {
  readonly status: number;
  readonly bytes: Buffer;
}

function exchange(url: URL, options: RequestOptions, body: string): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void => reject(unavailable("did not answer", cause));
    const request = httpsRequest(url, { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BYTES) request.destroy();
        else chunks.push(chunk);
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
      response.on("error", fail);
      response.on("close", fail);
    });
    request.on("error", fail);
    request.end(body);
  });
}

function unavailable(what: string, cause?: unknown): UnavailableError {
  return new UnavailableError("cluster-unavailable", `The API server ${what}`, cause === undefined ? {} : { cause });
}
