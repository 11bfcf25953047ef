import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { certify, pemOf, type Certified } from "../../src/adapters/identity/testing/certificates.ts";
import { startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-certificates-"));
const [tlsCert, tlsKey, authorities] = ["tls.crt", "tls.key", "acme.pem"].map((name) => join(FOLDER, name));
const CODER = "spiffe://acme.example/agents/coder";

let acme: Certified;
let server: StartedServer;

beforeAll(async () => {
  acme = await certify("acme root", [], null);
  const { cert, key } = await pemOf(await certify("server", [], acme));
  writeFileSync(String(tlsCert), cert);
  writeFileSync(String(tlsKey), key);
  writeFileSync(String(authorities), acme.certificate.toString("pem"));
  const domain = {
    type: "spiffe",
    trustDomain: "acme.example",
    authoritiesFile: "acme.pem",
    workloads: [{ path: "/agents", kind: "agent", roles: ["viewer"] }],
  };
  const configFile = join(FOLDER, "writ.yaml");
  writeFileSync(configFile, JSON.stringify({ tlsCert: "tls.crt", tlsKey: "tls.key", issuers: [domain] }));
  server = await startHere({ data: join(FOLDER, "data") }, { configFile });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Me {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of any sort
  readonly message: any;
}

/** Connections of somebody with a certificate, or of nobody. */
async function agentOf(client: Certified | null): Promise<Agent> {
  return new Agent({
    rejectUnauthorized: false,
    keepAlive: true,
    maxSockets: 1,
    ...(client === null ? {} : await pemOf(client)),
  });
}

function me(agent: Agent, headers: Readonly<Record<string, string>> = {}): Promise<Me> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL("/v1/me", server.url), { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, message: JSON.parse(Buffer.concat(chunks).toString()) });
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** Asks once, on a connection of its own. */
async function once(client: Certified | null, headers: Readonly<Record<string, string>> = {}): Promise<Me> {
  const agent = await agentOf(client);
  const answer = await me(agent, headers);
  agent.destroy();
  return answer;
}

describe("a caller with a certificate", () => {
  it("is the workload that the certificate names", async () => {
    const { status, message } = await once(await certify("coder", [CODER], acme));
    expect([status, message]).toMatchObject([
      200,
      { id: CODER, method: "x509-svid", roles: ["viewer"], principal: { kind: "agent" } },
    ]);
  });

  it("is refused when nobody trusts it, names no workload, or one that no rule knows", async () => {
    const stranger = await certify("stranger root", [], null);
    expect((await once(await certify("coder", [CODER], stranger))).status).toBe(401);
    expect((await once(await certify("coder", [], acme))).status).toBe(401);
    const other = await once(await certify("other", ["spiffe://acme.example/other"], acme));
    expect([other.status, other.message.detail]).toEqual([401, expect.stringContaining("`workloads`")]);
  });

  it("is judged by a token alone where it sends one, and needs no certificate then", async () => {
    const token = { authorization: `Bearer ${server.token}` };
    expect((await once(null, token)).message.method).toBe("api-token");
    expect((await once(null)).status).toBe(401);
    const coder = await certify("coder", [CODER], acme);
    expect((await once(coder, { authorization: "Bearer nothing" })).status).toBe(401);
    expect((await once(coder, token)).message.method).toBe("api-token");
  });

  it("is believed on an open connection until its certificate ends", async () => {
    const agent = await agentOf(await certify("coder", [CODER], acme));
    expect((await me(agent)).status).toBe(200);
    vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ["Date"] });
    const { status, message } = await me(agent);
    expect([status, message.detail]).toEqual([401, expect.stringContaining("has expired")]);
    agent.destroy();
  });

  it("is believed by authorities that were read again, of which a file without any changes nothing", async () => {
    const next = await certify("next root", [], null);
    const coder = await certify("coder", [CODER], next);
    expect((await once(coder)).status).toBe(401);
    writeFileSync(String(authorities), [acme, next].map(({ certificate }) => certificate.toString("pem")).join("\n"));
    await server.reload();
    expect((await once(coder)).status).toBe(200);
    writeFileSync(String(authorities), "nothing");
    await server.reload();
    expect((await once(coder)).status).toBe(200);
    expect(server.logged.join("")).toContain("files of issuers cannot be used");
  });
});
