import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  browse,
  CLIENT,
  keep,
  startProvider,
  type TestProvider,
} from "../../src/adapters/identity/testing/provider.ts";
import { ask, evidenceOf, startHere, type Answer, type Question, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-login-"));
const DATA = join(FOLDER, "data");
let url: string;
let provider: TestProvider;
let server: StartedServer;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  provider = await startProvider(`${url}/login/callback`, (login) => ({
    groups: login === "ada" ? ["admins"] : [],
    org: login === "mallory" ? "elsewhere" : "acme",
  }));
  writeFileSync(join(FOLDER, "secret"), `${CLIENT.secret}\n`);
  server = await startHere({ data: DATA, port }, { configFile: configured() });
});
afterAll(async () => {
  await server.stop();
  provider.close();
  rmSync(FOLDER, { recursive: true, force: true });
});
afterEach(() => {
  vi.useRealTimers();
});

function configured(): string {
  const people = {
    type: "oidc",
    name: "people",
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecretFile: "secret",
    scopes: ["team"],
    algorithms: ["ES256"],
    sessionMinutes: 60,
    principal: { groupsClaim: "groups", requiredClaims: { org: ["acme"] } },
    roles: [{ role: "administrator", groups: ["admins"] }, { role: "viewer" }],
  };
  const file = join(FOLDER, "writ.yaml");
  writeFileSync(file, JSON.stringify({ publicUrl: url, issuers: [people] }));
  return file;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A browser at the server: it keeps cookies, and says of pages of the server's own that they are. */
class Browser {
  readonly cookies = new Map<string, string>();

  async open(path: string, question: Question = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await ask(url, path, { ...question, headers: { cookie, ...question.headers } });
    for (const one of [answer.headers["set-cookie"] ?? []].flat()) keep(this.cookies, one);
    return answer;
  }

  /** The way back from the provider, which the browser has not gone yet. */
  async comeBack(login: string, to: string | null = null): Promise<string> {
    const { headers } = await this.open(to === null ? "/login" : `/login?to=${encodeURIComponent(to)}`);
    const back = await browse(String(headers["location"]), login, `${url}/login/callback`);
    return back.pathname + back.search;
  }

  async logIn(login: string, to: string | null = null): Promise<Answer> {
    return this.open(await this.comeBack(login, to));
  }
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const OWN = { "sec-fetch-site": "same-origin" };
const TOKEN = { method: "POST", body: { name: "own", roles: ["viewer"], kind: "person" } };

describe("a person who logs in", () => {
  it("has a session that no script reads, with the roles of their groups", async () => {
    const browser = new Browser();
    const answer = await browser.logIn("ada");
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/v1/me"]);
    const cookie = [answer.headers["set-cookie"] ?? []].flat().find((one) => one.startsWith("writ_session="));
    expect(cookie).toMatch(/^writ_session=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
    expect((await browser.open("/v1/me")).message).toMatchObject({
      id: "people:ada",
      roles: ["administrator", "viewer"],
      method: "oidc",
      principal: { id: "people:ada", kind: "person", groups: ["admins"], chain: [] },
    });
    const other = new Browser();
    await other.logIn("ben");
    expect((await other.open("/v1/me")).message).toMatchObject({ id: "people:ben", roles: ["viewer"] });
    expect((await other.open("/v1/tokens")).status).toBe(403);
  });

  it("is led to the approval that was to be answered, and nowhere else", async () => {
    const body = { kind: "agent", name: "agent-7", reason: "why" };
    const { message: stopped } = await ask(url, "/v1/stops", { token: server.token, body });
    const path = `/v1/stops/${stopped.stop.id}/resume`;
    const { message: asked } = await ask(url, path, { token: server.token, body: { reason: "why" } });
    const page = `/approvals/${asked.approval}`;
    const browser = new Browser();
    const stranger = await browser.open(page);
    expect([stranger.status, stranger.headers["location"]]).toEqual([303, `/login?to=${encodeURIComponent(page)}`]);
    expect((await browser.logIn("ada", page)).headers["location"]).toBe(page);
    expect((await browser.open(page)).text).toContain("asks that what was stopped goes on");
    const form = { method: "POST", body: "answer=approved", headers: FORM };
    expect((await browser.open(page, form)).message.type).toBe("urn:writ:problem:foreign-site");
    expect((await browser.open(page, { ...form, headers: { ...FORM, ...OWN } })).status).toBe(400);
    for (const elsewhere of ["https://evil.example", "//evil.example", "/approvals/../v1/me"])
      expect((await new Browser().logIn("ada", elsewhere)).headers["location"]).toBe("/v1/me");
  });

  it("makes tokens that count as that person", async () => {
    const browser = new Browser();
    await browser.logIn("ada");
    const { status, message } = await browser.open("/v1/tokens", { ...TOKEN, headers: OWN });
    expect([status, message.owner]).toEqual([201, "people:ada"]);
    const me = await ask(url, "/v1/me", { token: message.token });
    expect(me.message).toMatchObject({ id: "people:ada", method: "api-token", principal: { id: "people:ada" } });
  });

  it("makes tokens of their own without being an administrator, for no more than they may do, for at most ninety days", async () => {
    const browser = new Browser();
    await browser.logIn("ben");
    const make = (body: object) => browser.open("/v1/me/tokens", { method: "POST", body, headers: OWN });
    const { status, message } = await make({ name: "laptop" });
    expect([status, message.owner, message.kind, message.roles]).toEqual([201, "people:ben", "person", ["viewer"]]);
    expect(Date.parse(message.expiresAt) - Date.now()).toBeLessThanOrEqual(30 * 86_400_000);
    expect((await make({ name: "laptop", roles: ["operator"] })).status).toBe(403);
    expect((await make({ name: "laptop", days: 91 })).status).toBe(400);
    expect((await make({ name: "laptop", kind: "service" })).status).toBe(400);
    const more = { token: message.token, body: { name: "another" } };
    expect((await ask(url, "/v1/me/tokens", more)).status).toBe(403);
  });

  it("gives an agent of theirs a token that neither approves nor administers", async () => {
    const browser = new Browser();
    await browser.logIn("ada");
    const make = (body: object) => browser.open("/v1/me/tokens", { method: "POST", body, headers: OWN });
    const { message } = await make({ name: "coder", kind: "agent" });
    expect((await ask(url, "/v1/me", { token: message.token })).message).toMatchObject({
      id: "people:ada",
      roles: ["viewer"],
      principal: { kind: "agent", chain: ["people:ada"] },
    });
    expect((await make({ name: "coder", kind: "agent", roles: ["administrator"] })).status).toBe(403);
  });

  it("is nobody after logging out, nor once the session is over", async () => {
    const browser = new Browser();
    await browser.logIn("ada");
    const cookies = new Map(browser.cookies);
    expect((await browser.open("/logout")).text).toContain('method="post"');
    expect((await browser.open("/logout", { method: "POST", headers: OWN })).status).toBe(200);
    expect(browser.cookies.has("writ_session")).toBe(false);
    const thief = new Browser();
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect((await thief.open("/v1/me")).message.detail).toContain("The session has ended");

    await browser.logIn("ada");
    vi.useFakeTimers({ now: Date.now() + 61 * 60_000, toFake: ["Date"] });
    expect((await browser.open("/v1/me")).status).toBe(401);
  });

  it("leaves records of logging in and out, and of what was done", () => {
    const text = evidenceOf(DATA);
    for (const act of ["logged-in", "logged-out", "token-made"]) {
      expect(text).toMatch(new RegExp(`"act":"${act}","by":\\{[^}]*"authentication":"oidc"[^}]*"kind":"person"`));
    }
    expect(text).not.toContain("people:ada");
    expect(server.logged.join("")).toContain("logged in");
    expect(server.logged.join("")).not.toMatch(/\b(?:ada|ben)\b/);
  });
});

describe("a login", () => {
  it("is refused to whom the provider knows, but the rules do not", async () => {
    const browser = new Browser();
    const { status, message } = await browser.logIn("mallory");
    expect([status, message.detail]).toEqual([403, "The claim `org` is none of `acme`"]);
    expect(browser.cookies.has("writ_session")).toBe(false);
  });

  it("is finished once, and by the browser that began it", async () => {
    const [browser, other] = [new Browser(), new Browser()];
    const back = await browser.comeBack("ada");
    await other.open("/login");
    expect((await new Browser().open(back)).status).toBe(400);
    expect((await other.open(back)).status).toBe(403);
    const cookies = new Map(browser.cookies);
    const uses = await Promise.all([browser.open(back), browser.open(back)]);
    expect(new Set(uses.map(({ status }) => status))).toEqual(new Set([303, 400]));
    const again = new Browser();
    for (const [name, value] of cookies) again.cookies.set(name, value);
    expect((await again.open(back)).status).toBe(400);
  });

  it("is over after ten minutes", async () => {
    const browser = new Browser();
    const back = await browser.comeBack("ada");
    vi.useFakeTimers({ now: Date.now() + 600_000, toFake: ["Date"] });
    expect((await browser.open(back)).status).toBe(400);
  });

  it.each(["", "e30", "bm90IGpzb24", "eyJzdGF0ZSI6MX0", "x; writ_login=y"])(
    "is refused with a cookie that this server has not set: %j",
    async (value) => {
      const cookie = { cookie: `writ_login=${value}` };
      expect((await ask(url, "/login/callback?code=a&state=b", { headers: cookie })).status).toBe(400);
    },
  );
});

describe("the session of a browser", () => {
  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another host of the same domain", { "sec-fetch-site": "same-site" }],
    ["an address that was typed", { "sec-fetch-site": "none" }],
    ["another origin, of an old browser", { origin: "https://evil.example" }],
    ["no origin", {}],
    ["an origin that hides", { origin: "null" }],
  ])("changes nothing that %s asks for", async (_, headers) => {
    const browser = new Browser();
    await browser.logIn("ada");
    const { status, message } = await browser.open("/v1/tokens", { ...TOKEN, headers });
    expect([status, message.type]).toEqual([403, "urn:writ:problem:foreign-site"]);
    expect((await browser.open("/logout", { method: "POST", headers })).status).toBe(403);
    expect((await browser.open("/v1/me")).status).toBe(200);
  });

  it("is taken from an old browser's own pages, and shows nothing to scripts of other sites", async () => {
    const browser = new Browser();
    await browser.logIn("ada");
    expect((await browser.open("/v1/tokens", { ...TOKEN, headers: { origin: url } })).status).toBe(201);
    const scripted = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
    expect((await browser.open("/v1/me", { headers: scripted })).status).toBe(403);
    const opened = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await browser.open("/v1/me", { headers: opened })).status).toBe(200);
  });

  it("counts for nothing beside a token, or twice, or as another's", async () => {
    const browser = new Browser();
    await browser.logIn("ada");
    expect((await browser.open("/v1/me", { token: "writ_nobody" })).status).toBe(401);
    const secret = browser.cookies.get("writ_session") ?? "";
    const twice = { cookie: `writ_session=${secret}; writ_session=${secret}` };
    expect((await ask(url, "/v1/me", { headers: twice })).status).toBe(401);
    const forged = { cookie: `writ_session=${"A".repeat(43)}` };
    expect((await ask(url, "/v1/me", { headers: forged })).status).toBe(401);
  });
});
