import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { issueCertificate, makeAuthority } from "../../src/apps/server/certificates/x509.ts";
import { until } from "../server/server.ts";

/** A real API server over a real etcd, on this machine alone. */
export interface Cluster {
  readonly url: string;
  /** A folder as pods have it, with the token of Writ's service account. */
  readonly account: string;
  /** Runs `kubectl` as an administrator, with `input` for its standard input. */
  kubectl(args: readonly string[], input?: string): Promise<Kubectl>;
  /** The same as whoever the arguments say. */
  kubectlAs(args: readonly string[]): Promise<Kubectl>;
  stop(): Promise<void>;
}

export interface Kubectl {
  readonly status: number | null;
  /** Everything that was shown. */
  readonly shown: string;
}

const ADMIN = "administrator-of-this-test";
const WRIT = "service-account-of-this-test";

/** Starts both from a folder of binaries; rejects with what the API server said when it does not become ready. */
export async function startCluster(assets: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "writ-cluster-"));
  const ports = await freePorts(3);
  const [client = 0, peer = 0, secure = 0] = ports;
  const account = await writeFiles(folder);
  const etcd = start(join(assets, "etcd"), etcdArguments(folder, client, peer));
  const server = start(join(assets, "kube-apiserver"), serverArguments(folder, client, secure));
  const url = `https://127.0.0.1:${secure}`;
  const administrator = ["--server", url, "--token", ADMIN, "--certificate-authority", join(account, "ca.crt")];
  const kubectlAs = async (args: readonly string[], input = ""): Promise<Kubectl> => {
    const env = { PATH: process.env["PATH"], HOME: folder };
    const child = spawn("kubectl", args, { env, timeout: 30_000 });
    const shown: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => shown.push(String(chunk)));
    child.stdin.end(input);
    await once(child, "close");
    return { status: child.exitCode, shown: shown.join("") };
  };
  const kubectl: Cluster["kubectl"] = (args, input) => kubectlAs([...administrator, ...args], input);
  const stop = async (): Promise<void> => {
    for (const one of [server, etcd]) await one.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => server.hasEnded() || (await kubectl(["get", "--raw", "/readyz"])).status === 0);
    if (server.hasEnded()) throw new Error(server.said());
    return { url, account, kubectl, kubectlAs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function writeFiles(folder: string): Promise<string> {
  const account = join(folder, "account");
  mkdirSync(account);
  const lifetime = { from: Date.now() - 60_000, until: Date.now() + 3_600_000 };
  const authority = await makeAuthority("cluster", lifetime);
  const serving = await issueCertificate(authority, ["127.0.0.1", "localhost"], lifetime);
  writeFileSync(join(account, "ca.crt"), authority.certificate);
  writeFileSync(join(account, "token"), WRIT);
  writeFileSync(join(folder, "tls.crt"), serving.certificate);
  writeFileSync(join(folder, "tls.key"), serving.key);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(join(folder, "accounts.key"), privateKey.export({ type: "pkcs8", format: "pem" }));
  const users = [
    [ADMIN, "admin", "1", `"system:masters"`],
    [WRIT, "system:serviceaccount:writ:writ", "2", `"system:serviceaccounts,system:serviceaccounts:writ"`],
  ];
  writeFileSync(join(folder, "tokens.csv"), users.map((one) => `${one.join(",")}\n`).join(""));
  return account;
}

function etcdArguments(folder: string, client: number, peer: number): readonly string[] {
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  return [
    ["data-dir", join(folder, "etcd")],
    ["listen-client-urls", clients],
    ["advertise-client-urls", clients],
    ["listen-peer-urls", peers],
    ["initial-advertise-peer-urls", peers],
    ["initial-cluster", `default=${peers}`],
    ["log-level", "error"],
  ].map(([name, value]) => `--${name}=${value}`);
}

/** No controller runs that would make service accounts, so that pods are not asked for one. */
function serverArguments(folder: string, etcd: number, secure: number): readonly string[] {
  return [
    ["etcd-servers", `http://127.0.0.1:${etcd}`],
    ["bind-address", "127.0.0.1"],
    ["secure-port", String(secure)],
    ["tls-cert-file", join(folder, "tls.crt")],
    ["tls-private-key-file", join(folder, "tls.key")],
    ["cert-dir", folder],
    ["token-auth-file", join(folder, "tokens.csv")],
    ["authorization-mode", "RBAC"],
    ["service-cluster-ip-range", "10.0.0.0/24"],
    ["service-account-issuer", "https://cluster.test"],
    ["service-account-key-file", join(folder, "accounts.key")],
    ["service-account-signing-key-file", join(folder, "accounts.key")],
    ["disable-admission-plugins", "ServiceAccount"],
  ].map(([name, value]) => `--${name}=${value}`);
}

interface Started {
  hasEnded(): boolean;
  said(): string;
  end(): Promise<void>;
}

function start(command: string, args: readonly string[]): Started {
  const child: ChildProcess = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  const lines: string[] = [];
  child.stderr?.on("data", (chunk: Buffer) => {
    lines.push(chunk.toString());
    lines.splice(0, lines.length - 200);
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    hasEnded,
    said: () => lines.join(""),
    end: async () => {
      if (hasEnded()) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      return typeof address === "object" && address !== null ? address.port : 0;
    }),
  );
  for (const server of servers) server.close();
  return ports;
}
