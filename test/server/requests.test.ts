import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALICE_READS, ask, startHere, type Answer, type Question, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-server-"));
const EVALUATION = "/access/v1/evaluation";
let server: StartedServer;

beforeAll(async () => {
  server = await startHere({ data: join(FOLDER, "data"), socket: join(FOLDER, "writ.sock"), maxBodyBytes: 4096 });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function question(more: Question = {}): Promise<Answer> {
  return ask(server.url, EVALUATION, { body: ALICE_READS, token: server.token, ...more });
}

/** Sends bytes as they are, and answers everything that comes back until the connection ends. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("a request to the server", () => {
  it("is answered for a caller with a token", async () => {
    const { status, message, headers } = await question();
    expect([status, message]).toEqual([200, { decision: true }]);
    expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("is answered over the Unix socket as well", async () => {
    const { status } = await question({ socketPath: join(FOLDER, "writ.sock"), headers: { host: "anything" } });
    expect(status).toBe(200);
  });

  it("keeps the id that its caller gave it, and gets one otherwise", async () => {
    expect((await question({ headers: { "x-request-id": "abc-123" } })).headers["x-request-id"]).toBe("abc-123");
    expect((await question()).headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect((await question({ headers: { "x-request-id": "with space" } })).headers["x-request-id"]).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  it.each([
    ["no token", {}],
    ["a token that nobody has", { authorization: `Bearer writ_0123456789abcdef_${"a".repeat(43)}` }],
    ["another scheme", { authorization: "Basic YTpi" }],
    ["a token without end", { authorization: `Bearer ${"a".repeat(5000)}` }],
  ])("is refused with %s", async (_what, headers) => {
    const { status, message, headers: sent } = await ask(server.url, EVALUATION, { body: ALICE_READS, headers });
    expect([status, message.type, sent["www-authenticate"]]).toEqual([
      401,
      "urn:writ:problem:unauthenticated",
      "Bearer",
    ]);
  });

  it("is refused with a token whose secret is another", async () => {
    const forged = server.token.slice(0, -1) + (server.token.endsWith("A") ? "B" : "A");
    expect((await question({ token: forged })).status).toBe(401);
  });

  it("is refused when it calls the server by a name of others, as a page could that rebinds its own", async () => {
    const { status, message } = await question({ headers: { host: "evil.example" } });
    expect([status, message.type]).toEqual([403, "urn:writ:problem:foreign-host"]);
    for (const host of ["localhost", "LOCALHOST:80", "127.0.0.1:1", "[::1]:7"]) {
      expect((await question({ headers: { host } })).status).toBe(200);
    }
    expect((await ask(server.url, "/livez", { headers: { host: "10.0.0.7" } })).status).toBe(200);
  });

  it("is told what is there when it asks for what is not", async () => {
    expect((await ask(server.url, "/nothing")).status).toBe(404);
    const { status, headers } = await ask(server.url, EVALUATION, { token: server.token });
    expect([status, headers["allow"]]).toEqual([405, "POST"]);
    const preflight = await ask(server.url, EVALUATION, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example" },
    });
    expect([preflight.status, preflight.headers["access-control-allow-origin"]]).toEqual([405, undefined]);
  });

  it.each([
    [
      "says that it is large",
      { method: "POST", headers: { "content-length": "1000000", "content-type": "application/json" } },
    ],
    ["turns out to be large", { body: "a".repeat(100_000), headers: { "transfer-encoding": "chunked" } }],
  ])("is refused when its body %s", async (_what, more) => {
    const { status, headers } = await ask(server.url, EVALUATION, { token: server.token, ...more });
    expect([status, headers["connection"]]).toEqual([413, "close"]);
  });

  it.each([
    ["no HTTP", "hello\r\n\r\n", "400"],
    [
      "two lengths",
      `POST ${EVALUATION} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na`,
      "400",
    ],
    [
      "a length and chunks",
      `POST ${EVALUATION} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      "400",
    ],
    ["no host", "GET /livez HTTP/1.1\r\n\r\n", "400"],
    ["headers without end", `GET /livez HTTP/1.1\r\nHost: localhost\r\nA: ${"a".repeat(20_000)}\r\n\r\n`, "413"],
  ])("is refused when it has %s", async (_what, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it("leaves no trace of its token or of what it asks in the log", async () => {
    await question({ body: { ...ALICE_READS, subject: { type: "user", id: "a-secret-name" } } });
    await question({ body: "{" });
    const log = server.logged.join("");
    expect(log).toContain("request refused");
    expect(log).not.toContain(server.token.slice(22));
    expect(log).not.toContain("a-secret-name");
  });
});

describe("what the server tells of itself", () => {
  it("is alive and ready, for anybody", async () => {
    expect((await ask(server.url, "/livez")).message).toEqual({ status: "ok" });
    expect((await ask(server.url, "/readyz")).message).toEqual({ status: "ok" });
  });

  it("counts answers by route and status", async () => {
    await question();
    const { text, headers, status } = await ask(server.url, "/metrics", { token: server.token });
    expect([status, headers["content-type"]]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
    expect(text).toMatch(/^writ_requests_total\{route="\/access\/v1\/evaluation",status="200"\} [1-9]/m);
    expect(text).toMatch(/^writ_request_seconds_bucket\{route="\/access\/v1\/evaluation",le="\+Inf"\} [1-9]/m);
    expect((await ask(server.url, "/metrics")).status).toBe(401);
  });

  it("describes every route", async () => {
    const { message } = await ask(server.url, "/openapi.json");
    expect(Object.keys(message.paths).toSorted()).toEqual([
      "/.well-known/authzen-configuration",
      "/access/v1/evaluation",
      "/access/v1/evaluations",
      "/access/v1/requests",
      "/access/v1/requests/{id}",
      "/access/v1/search/action",
      "/access/v1/search/resource",
      "/access/v1/search/subject",
      "/approvals/{id}",
      "/livez",
      "/metrics",
      "/openapi.json",
      "/readyz",
      "/v1/activations",
      "/v1/activations/rollback",
      "/v1/admission/mutate",
      "/v1/admission/validate",
      "/v1/approvals",
      "/v1/approvals/{id}",
      "/v1/approvals/{id}/answer",
      "/v1/bundles",
      "/v1/bundles/{digest}",
      "/v1/decide",
      "/v1/decide/batch",
      "/v1/evidence/disclosures",
      "/v1/evidence/erasures",
      "/v1/hooks/claude-code",
      "/v1/hooks/codex",
      "/v1/hooks/cursor",
      "/v1/hooks/gemini",
      "/v1/me",
      "/v1/me/budgets",
      "/v1/me/tokens",
      "/v1/receipts/keys",
      "/v1/recordings/export",
      "/v1/recordings/forget",
      "/v1/release",
      "/v1/replay",
      "/v1/shadow",
      "/v1/status",
      "/v1/stops",
      "/v1/stops/{id}/resume",
      "/v1/submissions",
      "/v1/submissions/{id}",
      "/v1/submissions/{id}/authorize",
      "/v1/submissions/{id}/outcome",
      "/v1/tasks",
      "/v1/tasks/{id}/end",
      "/v1/tokens",
      "/v1/tokens/{id}",
      "/v1/toolsets",
      "/v1/toolsets/{server}/approve",
      "/v1/toolsets/{server}/quarantine",
    ]);
  });

  it("says where to ask what, under the name by which it was asked", async () => {
    const { message } = await ask(server.url, "/.well-known/authzen-configuration");
    expect(message.access_evaluation_endpoint).toBe(server.url + EVALUATION);
  });
});

describe("tokens", () => {
  it("may do what their roles may, until they are revoked", async () => {
    const { status, message } = await issue({ name: "dashboard", roles: ["viewer"] });
    expect([status, message.createdBy]).toEqual([201, `token:${server.token.slice(5, 21)}`]);
    expect((await ask(server.url, "/v1/status", { token: message.token })).status).toBe(200);
    expect((await question({ token: message.token })).status).toBe(403);
    expect((await ask(server.url, "/v1/tokens", { token: message.token })).status).toBe(403);
    const revoked = await ask(server.url, `/v1/tokens/${message.id}`, { method: "DELETE", token: server.token });
    expect([revoked.status, revoked.message.revokedAt]).toEqual([200, expect.any(String)]);
    expect((await ask(server.url, "/v1/status", { token: message.token })).status).toBe(401);
  });

  it("are listed without what would let anybody in", async () => {
    const { text, message } = await ask(server.url, "/v1/tokens", { token: server.token });
    expect(message.tokens[0]).not.toHaveProperty("hash");
    expect(text).not.toContain(server.token);
  });

  it("are refused for what is no role, and for an end that lies behind", async () => {
    expect((await issue({ name: "x", roles: ["emperor"] })).status).toBe(400);
    expect((await issue({ name: "x", roles: ["viewer"], expiresAt: "2020-01-01T00:00:00Z" })).status).toBe(400);
    expect((await issue({ name: "x", roles: ["viewer"], expiresAt: "soon" })).status).toBe(400);
    expect((await ask(server.url, "/v1/tokens/none", { method: "DELETE", token: server.token })).status).toBe(404);
  });
});

describe("limits", () => {
  it("hold off whoever guesses tokens, and nobody else's route", async () => {
    const own = await startHere({ data: join(FOLDER, "limits") });
    const guesses = await Promise.all(
      Array.from({ length: 120 }, () => ask(own.url, EVALUATION, { body: ALICE_READS, token: "writ_guess" })),
    );
    expect(guesses.some(({ status }) => status === 429)).toBe(true);
    expect((await ask(own.url, "/readyz")).status).toBe(200);
    await own.stop();
  });

  it("hold a token to its requests a second", async () => {
    const own = await startHere({ data: join(FOLDER, "rate"), maxRequestsPerSecond: 5 });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => ask(own.url, EVALUATION, { body: ALICE_READS, token: own.token })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect(answers.find(({ status }) => status === 429)?.headers["retry-after"]).toBe("1");
    await own.stop();
  });
});

function issue(body: object): Promise<Answer> {
  return ask(server.url, "/v1/tokens", { body, token: server.token });
}
