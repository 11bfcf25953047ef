import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startServer, type LocalServer } from "../../src/adapters/net/testing/local-server.ts";
import { issuerKey, signed, type IssuerKey } from "../../src/adapters/identity/testing/issuer.ts";
import { failureOf } from "../../src/apps/cli/control-plane/failure.ts";
import { createProgram } from "../../src/apps/cli/program.ts";
import { ALICE_READS, ask, evidenceOf, startHere, type Answer, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-issuers-"));
const EVALUATION = "/access/v1/evaluation";
const CODER = "spiffe://acme.example/agents/coder";

let key: IssuerKey;
let ci: LocalServer;
let slow: LocalServer;
let hanging: ServerResponse[];
let server: StartedServer;

beforeAll(async () => {
  key = await issuerKey("first");
  hanging = [];
  ci = await startServer((request, response) => {
    if (request.url === "/keys") response.end(JSON.stringify({ keys: [key.jwk] }));
    else response.end(JSON.stringify({ issuer: ci.url, jwks_uri: `${ci.url}/keys` }));
  });
  slow = await startServer((_, response) => {
    hanging.push(response);
  });
  writeFileSync(join(FOLDER, "bundle.json"), JSON.stringify({ keys: [{ ...key.jwk, use: "jwt-svid" }] }));
  server = await startHere({ data: join(FOLDER, "data") }, { configFile: configured(issuers()) });
});
afterAll(async () => {
  await server.stop();
  await Promise.all([ci.close(), slow.close()]);
  rmSync(FOLDER, { recursive: true, force: true });
});

function issuers(): readonly object[] {
  const roles = [
    { role: "operator", claims: { ref: ["main"] }, actors: true },
    { role: "administrator", claims: { ref: ["admin"] } },
  ];
  const requiredClaims = { owner: ["acme"] };
  const jwt = { type: "jwt", audiences: ["writ"], principal: { kind: "pipeline", requiredClaims }, roles };
  return [
    { ...jwt, name: "ci", issuer: ci.url },
    { ...jwt, name: "slow", issuer: slow.url, jwksUri: `${slow.url}/keys` },
    {
      type: "spiffe",
      trustDomain: "acme.example",
      audiences: ["writ"],
      bundleFile: "bundle.json",
      workloads: [{ path: "/agents", kind: "agent", roles: ["operator"] }],
    },
  ];
}

function configured(list: readonly object[], name = "writ.yaml"): string {
  const file = join(FOLDER, name);
  writeFileSync(file, JSON.stringify({ issuers: list }));
  return file;
}

function claims(more: Record<string, unknown> = {}): Record<string, unknown> {
  const seconds = Math.floor(Date.now() / 1000);
  return { iss: ci.url, aud: "writ", sub: "repo:acme/shop", owner: "acme", ref: "main", exp: seconds + 300, ...more };
}

async function evaluate(token: string): Promise<Answer> {
  return ask(server.url, EVALUATION, { body: ALICE_READS, token });
}

async function me(token: string): Promise<Answer> {
  return ask(server.url, "/v1/me", { token });
}

describe("a caller with a token of an issuer", () => {
  it("may do what its rules give it, and is told who it is", async () => {
    const token = await signed(key, claims());
    expect((await evaluate(token)).message).toEqual({ decision: true });
    expect((await me(token)).message).toEqual({
      id: "ci:repo:acme/shop",
      name: "ci:repo:acme/shop",
      roles: ["operator"],
      method: "jwt",
      expiresAt: expect.any(String),
      principal: { id: "ci:repo:acme/shop", kind: "pipeline", groups: [], chain: [], task: null },
    });
  });

  it("may do nothing without a role, but ask who it is", async () => {
    const token = await signed(key, claims({ ref: "feature" }));
    expect((await evaluate(token)).status).toBe(403);
    expect((await me(token)).message).toMatchObject({ roles: [] });
  });

  it("is an agent on behalf of somebody where the token says so, and that somebody answers for it", async () => {
    const token = await signed(key, claims({ act: { sub: "coder" } }));
    expect((await me(token)).message).toMatchObject({
      id: "ci:repo:acme/shop",
      principal: { id: "ci:coder", kind: "agent", chain: ["ci:repo:acme/shop"] },
    });
    expect((await evaluate(token)).status).toBe(200);
  });

  it("is a workload by a JWT-SVID, whatever issuer that names", async () => {
    for (const iss of [undefined, "https://spire.example"]) {
      const token = await signed(key, claims({ iss, sub: CODER }));
      expect((await me(token)).message).toMatchObject({ id: CODER, method: "jwt-svid", roles: ["operator"] });
    }
  });

  it.each([
    ["another audience", { aud: "other" }, "The token is meant for another audience"],
    ["an end in the past", { exp: 1 }, "The token has expired"],
    ["no end", { exp: undefined }, "The token never expires, which is not accepted"],
    ["an issuer that nobody trusts", { iss: "https://evil.example" }, "an issuer that is not trusted here"],
    ["no issuer", { iss: undefined }, "a JSON Web Token that names its issuer"],
    ["a claim that it must have", { owner: "mallory" }, "The claim `owner` is none of `acme`"],
    ["a chain that cannot be read", { act: "coder" }, "`act`"],
    ["a workload that no rule knows", { iss: undefined, sub: "spiffe://acme.example/x" }, "`workloads`"],
    ["a trust domain of others", { iss: undefined, sub: "spiffe://evil.example/x" }, "not trusted here"],
  ])("is refused with a token that has %s", async (_, more, detail) => {
    const { status, message } = await evaluate(await signed(key, claims(more)));
    expect([status, message.type]).toEqual([401, "urn:writ:problem:unauthenticated"]);
    expect(message.detail).toContain(detail);
  });

  it("is refused with a token that somebody else signed, nobody signed, or that was changed", async () => {
    const other = await issuerKey("first");
    const good = await signed(key, claims());
    const [header = "", , signature = ""] = good.split(".");
    const body = Buffer.from(JSON.stringify(claims({ ref: "admin" }))).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    const bad = [
      await signed(other, claims()),
      `${header}.${body}.${signature}`,
      `${none}.${body}.`,
      `${good}x`,
      "a.b.c",
    ];
    for (const token of bad) expect((await evaluate(token)).status).toBe(401);
    expect((await evaluate(good)).status).toBe(200);
  });

  it("is believed no longer than its token, though that is remembered", async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const skewed = await signed(key, claims({ exp: seconds - 10 }));
    expect((await evaluate(skewed)).status).toBe(200);
    expect((await evaluate(await signed(key, claims({ exp: seconds - 31 })))).status).toBe(401);
  });

  it("leaves the way in which it was proven in the records of what it did", async () => {
    const token = await signed(key, claims({ ref: "admin" }));
    const made = await ask(server.url, "/v1/tokens", {
      token,
      body: { name: "bot", roles: ["viewer"], kind: "agent" },
    });
    expect(made.message).toMatchObject({ kind: "agent", owner: "ci:repo:acme/shop", createdBy: "ci:repo:acme/shop" });
    expect((await me(made.message.token)).message).toMatchObject({
      id: "ci:repo:acme/shop",
      method: "api-token",
      principal: { kind: "agent", chain: ["ci:repo:acme/shop"] },
    });
    expect(evidenceOf(join(FOLDER, "data"))).toMatch(/"act":"token-made","by":\{[^}]*"authentication":"jwt"/);
  });
});

/** What `writ whoami` prints for a token. */
async function whoami(token: string, ...more: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  vi.stubEnv("WRIT_TOKEN", token);
  try {
    await createProgram().parseAsync(["whoami", "--server", server.url, ...more], { from: "user" });
    return printed.join("");
  } finally {
    write.mockRestore();
    vi.unstubAllEnvs();
  }
}

describe("writ whoami", () => {
  it("tells what acts, on whose behalf, by what proof and with which roles", async () => {
    const told = await whoami(await signed(key, claims({ act: { sub: "coder" } })));
    expect(told.replace(/until .*\n/, "")).toBe(
      [
        "principal       agent ci:coder",
        "on behalf of    ci:repo:acme/shop",
        "answers for it  ci:repo:acme/shop",
        "roles           operator",
        "proven by       jwt",
        "",
      ].join("\n"),
    );
    const json: unknown = JSON.parse(await whoami(server.token, "--format", "json"));
    expect(json).toMatchObject({ roles: ["administrator"], method: "api-token", expiresAt: null });
  });

  it("tells why nobody is believed", async () => {
    const refused = whoami(await signed(key, claims({ aud: "other" })));
    const told = failureOf(await refused.catch((error: unknown) => error));
    expect(told?.message).toContain("The token is meant for another audience");
  });
});

describe("an issuer that does not answer", () => {
  it("keeps nobody waiting but its own callers, who are refused until it does", async () => {
    const token = await signed(key, claims({ iss: slow.url }));
    let isAnswered = false;
    const waiting = evaluate(token).finally(() => {
      isAnswered = true;
    });
    await expect.poll(() => hanging.length).toBe(1);
    expect((await evaluate(server.token)).message).toEqual({ decision: true });
    expect((await evaluate(await signed(key, claims()))).message).toEqual({ decision: true });
    expect(isAnswered).toBe(false);
    hanging.pop()?.destroy();
    expect((await waiting).status).toBe(503);
    expect((await evaluate(token)).status).toBe(503);
  });
});

describe("limits", () => {
  it("hold off whoever tries tokens of issuers that are not good", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const own = await startHere({ data: join(FOLDER, "limits") }, { configFile: configured(issuers(), "limits.yaml") });
    const token = await signed(await issuerKey("first"), claims());
    const attempt = async (): Promise<number> => (await ask(own.url, EVALUATION, { body: ALICE_READS, token })).status;
    const burst = await Promise.all(Array.from({ length: 50 }, attempt));
    expect(new Set(burst)).toEqual(new Set([401]));
    expect(await attempt()).toBe(429);
    vi.advanceTimersByTime(1000);
    expect(await attempt()).toBe(401);
    await own.stop();
    vi.useRealTimers();
  });
});
