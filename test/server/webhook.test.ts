import "reflect-metadata";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, request as httpsRequest, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  PemConverter,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { issueCertificate, makeAuthority, type KeyedCertificate } from "../../src/apps/server/certificates/x509.ts";
import { startHere, until, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-webhook-"));
const ACCOUNT = join(FOLDER, "account");
const CA = join(FOLDER, "clients.pem");
const LIFETIME = { from: Date.now() - 60_000, until: Date.now() + 3_600_000 };
const PATH = "/v1/admission/validate";
const REVIEW = JSON.stringify({
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request: {
    uid: "u1",
    kind: { group: "", version: "v1", kind: "ConfigMap" },
    resource: { group: "", version: "v1", resource: "configmaps" },
    name: "a",
    namespace: "shop",
    operation: "CREATE",
    userInfo: { username: "ada" },
    object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" } },
  },
});

let authority: KeyedCertificate;
let stranger: KeyedCertificate;
const started: StartedServer[] = [];

beforeAll(async () => {
  authority = await makeAuthority("clients", LIFETIME);
  stranger = await makeAuthority("others", LIFETIME);
  mkdirSync(ACCOUNT);
  writeFileSync(CA, authority.certificate);
  writeFileSync(join(ACCOUNT, "token"), "account-token\n");
  writeFileSync(join(ACCOUNT, "ca.crt"), authority.certificate);
});
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

let count = 0;
async function start(flags: Parameters<typeof startHere>[0]): Promise<StartedServer> {
  const server = await startHere({ data: join(FOLDER, `data-${(count += 1)}`), webhookPort: 0, ...flags });
  started.push(server);
  return server;
}

interface Shown {
  readonly cert?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** Asks the webhook; by default as an API server does that proves itself by nothing. */
function ask({ webhookUrl }: StartedServer, path: string, shown: Shown = {}): Promise<number> {
  const { headers, method = "POST", ...tls } = shown;
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers: { "content-type": "application/json", ...headers },
      rejectUnauthorized: false,
      agent: false,
      ...tls,
    } as const;
    const request = httpsRequest(new URL(path, webhookUrl ?? ""), options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", reject);
    request.end(method === "POST" ? REVIEW : "");
  });
}

/** A certificate as an API server shows it. */
async function shownBy(issuer: KeyedCertificate): Promise<Shown> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.create({
    subject: "CN=api-server",
    issuer: new X509Certificate(issuer.certificate).subject,
    notBefore: new Date(LIFETIME.from),
    notAfter: new Date(LIFETIME.until),
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey("pkcs8", PemConverter.decodeFirst(issuer.key), algorithm, false, [
      "sign",
    ]),
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    extensions: [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  return { cert: certificate.toString("pem"), key };
}

describe("the webhook's own listener", () => {
  it("answers admission and probes, and nothing else of the server", async () => {
    const server = await start({});
    const bearer = { headers: { authorization: `Bearer ${server.token}` } };
    expect(await ask(server, PATH, bearer)).toBe(200);
    expect(await ask(server, "/v1/admission/mutate", bearer)).toBe(200);
    for (const path of ["/livez", "/readyz"]) expect(await ask(server, path, { method: "GET" })).toBe(200);
    for (const path of ["/v1/status", "/metrics", "/openapi.json", "/v1/tokens"]) {
      expect(await ask(server, path, { ...bearer, method: "GET" })).toBe(404);
    }
  });

  it("tells nobody anything who proves nothing, and takes no secret that it did not write itself", async () => {
    const server = await start({});
    expect(await ask(server, PATH)).toBe(401);
    expect(await ask(server, `${PATH}/${"a".repeat(43)}`)).toBe(404);
  });

  it("takes the certificates of the authority that was named, and of the names in them", async () => {
    const server = await start({ webhookClientCa: CA });
    const own = await shownBy(authority);
    expect(await ask(server, PATH, own)).toBe(200);
    expect(await ask(server, PATH, await shownBy(stranger))).toBe(401);
    expect(await ask(server, PATH)).toBe(401);
    const named = await start({ webhookClientCa: CA, webhookClientNames: ["api-server"] });
    expect(await ask(named, PATH, own)).toBe(200);
    const other = await start({ webhookClientCa: CA, webhookClientNames: ["somebody"] });
    expect(await ask(other, PATH, own)).toBe(401);
  });

  it("is refused with settings that mean nothing", async () => {
    await expect(start({ webhookConfiguration: "writ" })).rejects.toThrow("set `clusterUrl`");
    await expect(start({ webhookClientNames: ["a"] })).rejects.toThrow("set `webhookClientCa`");
    await expect(startHere({ data: join(FOLDER, "none"), webhookClientCa: CA })).rejects.toThrow("set `webhookPort`");
  });
});

/** What stands for the API server: two configurations, which it lets be patched. */
class FakeCluster {
  readonly paths = new Map<string, string>();
  readonly patches: unknown[] = [];
  caBundle = "";
  #server: Server | undefined;

  async start(): Promise<string> {
    const { certificate, key } = await issueCertificate(authority, ["127.0.0.1"], LIFETIME);
    for (const kind of ["validat", "mutat"]) {
      this.paths.set(`${kind}ingwebhookconfigurations`, `/v1/admission/${kind}e`);
    }
    this.#server = createServer({ cert: certificate, key }, (request, response) => {
      const kind = request.url?.split("/").at(-2) ?? "";
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        if (request.headers.authorization !== "Bearer account-token") response.statusCode = 401;
        if (request.method === "PATCH") this.#patch(kind, JSON.parse(body));
        response.end(JSON.stringify(this.#object(kind)));
      });
    });
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    return `https://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  stop(): void {
    this.#server?.close();
  }

  #object(kind: string): object {
    const service = { name: "writ", namespace: "writ", path: this.paths.get(kind) };
    const foreign = { clientConfig: { service: { name: "other", namespace: "other", path: "/other" } } };
    return { metadata: { resourceVersion: "7" }, webhooks: [foreign, { clientConfig: { service } }] };
  }

  #patch(kind: string, operations: readonly { readonly path: string; readonly value: string }[]): void {
    this.patches.push(operations);
    for (const { path, value } of operations) {
      if (path === "/webhooks/1/clientConfig/service/path") this.paths.set(kind, value);
      if (path === "/webhooks/1/clientConfig/caBundle") this.caBundle = value;
    }
  }
}

describe("a webhook that keeps its registration", () => {
  it("writes whom to believe and a secret, and takes that secret alone, which nobody reads in a log", async () => {
    const cluster = new FakeCluster();
    const clusterUrl = await cluster.start();
    const server = await start({
      webhookConfiguration: "writ",
      clusterUrl,
      clusterAccount: ACCOUNT,
      logLevel: "debug",
    });
    await until(() => cluster.patches.length >= 2);
    const path = cluster.paths.get("validatingwebhookconfigurations") ?? "";
    expect(path).toMatch(/^\/v1\/admission\/validate\/[\w-]{43}$/);
    expect(cluster.patches[0]).toContainEqual({ op: "test", path: "/metadata/resourceVersion", value: "7" });
    expect(JSON.stringify(cluster.patches)).not.toContain("/webhooks/0/");
    expect(Buffer.from(cluster.caBundle, "base64").toString()).toContain("BEGIN CERTIFICATE");
    expect(await ask(server, path)).toBe(200);
    expect(await ask(server, PATH)).toBe(401);
    expect(await ask(server, `${PATH}/${"a".repeat(43)}`)).toBe(401);
    const secret = path.split("/").at(-1) ?? "";
    const metrics = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${server.token}` } });
    expect(await metrics.text()).toContain("/v1/admission/validate/{secret}");
    expect(server.logged.join("") + server.printed.join("")).not.toContain(secret);
    cluster.stop();
  });
});
