import { createServer } from "node:http";
import { exportJWK, type JWK } from "jose";
import { Provider } from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOidcLogin, type LoginSettings, type OidcLogin } from "./index.ts";
import { startServer } from "../net/testing/local-server.ts";
import { issuerKey } from "./testing/issuer.ts";

const REDIRECT = "http://127.0.0.1:1/callback";

/** A browser that keeps cookies, follows redirects within the provider, logs in as whoever it is told, and stops at the way back. */
async function browse(start: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let request = { url: start, body: null as string | null };
  for (let step = 0; step < 12; step++) {
    const answer = await fetch(request.url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(request.body === null ? {} : { method: "POST", body: new URLSearchParams(request.body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) keep(cookies, cookie);
    const location = answer.headers.get("location");
    const page = location === null ? await answer.text() : "";
    const next = location === null ? undefined : new URL(location, request.url);
    if (next?.href.startsWith(REDIRECT) === true) return next;
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
    request =
      next === undefined
        ? { url: new URL(action, request.url).href, body: `prompt=${String(prompt)}&login=${login}&password=any` }
        : { url: next.href, body: null };
  }
  throw new Error("the provider never sent the browser back");
}

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = ""] = cookie.split(";");
  const [name = "", value = ""] = pair.split("=");
  cookies.set(name, value);
}

/** The signing key of the provider, both halves. */
async function providerKey(): Promise<JWK> {
  const { jwk, privateKey } = await issuerKey("provider");
  return { ...jwk, ...(await exportJWK(privateKey)) };
}

describe("createOidcLogin()", () => {
  let issuer: string;
  let login: OidcLogin;
  let close: () => void;
  let settings: LoginSettings;

  beforeAll(async () => {
    const server = createServer();
    await new Promise<void>((ready) => {
      server.listen(0, "127.0.0.1", ready);
    });
    const address = server.address();
    issuer = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: "writ",
          client_secret: "not-a-real-secret",
          redirect_uris: [REDIRECT],
          id_token_signed_response_alg: "ES256",
        },
      ],
      jwks: { keys: [await providerKey()] },
      cookies: { keys: ["test"] },
      claims: { openid: ["sub"], email: ["email"] },
      conformIdTokenClaims: false,
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@acme.example` }) }),
      ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      features: { devInteractions: { enabled: true } },
    });
    const handle = provider.callback();
    server.on("request", (request, response) => {
      void handle(request, response);
    });
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    settings = {
      issuer,
      clientId: "writ",
      clientSecret: "not-a-real-secret",
      redirectUri: REDIRECT,
      scopes: ["email"],
      algorithms: ["ES256"],
      clockSkewSeconds: 5,
    };
    login = createOidcLogin(settings);
  });

  afterAll(() => {
    close();
  });

  it("logs a person in at a real provider", async () => {
    const { url, pending } = await login.begin();
    const callback = await browse(url, "ada");
    expect(await login.finish(callback, pending, Date.now())).toMatchObject({
      kind: "proven",
      identity: { method: "oidc", issuer, subject: "ada", claims: { email: "ada@acme.example" } },
    });
  });

  it("asks with PKCE, state and nonce that differ each time, and never sends the verifier along", async () => {
    const [one, other] = [await login.begin(), await login.begin()];
    const asked = new URL(one.url).searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("state")).toBe(one.pending.state);
    expect(asked.get("nonce")).toBe(one.pending.nonce);
    expect(one.url).not.toContain(one.pending.codeVerifier);
    expect(Object.values(one.pending)).not.toEqual(Object.values(other.pending));
  });

  it("refuses a way back that belongs to another login", async () => {
    const mine = await login.begin();
    const theirs = await login.begin();
    const callback = await browse(theirs.url, "mallory");
    expect(await login.finish(callback, mine.pending, Date.now())).toMatchObject({ kind: "refused" });
    const swapped = new URL(callback);
    swapped.searchParams.set("state", mine.pending.state);
    expect(await login.finish(swapped, mine.pending, Date.now())).toMatchObject({ kind: "refused" });
  });

  it("refuses a code that was used before", async () => {
    const { url, pending } = await login.begin();
    const callback = await browse(url, "ada");
    expect(await login.finish(callback, pending, Date.now())).toMatchObject({ kind: "proven" });
    expect(await login.finish(callback, pending, Date.now())).toMatchObject({ kind: "refused" });
  });

  it("refuses a login that the provider did not let through, and a way back without a code", async () => {
    const { pending } = await login.begin();
    const back = (query: string) => login.finish(new URL(`${REDIRECT}?${query}`), pending, Date.now());
    const denied = `error=access_denied&state=${pending.state}&iss=${encodeURIComponent(issuer)}`;
    expect(await back(denied)).toMatchObject({ kind: "refused" });
    expect(await back(`state=${pending.state}`)).toMatchObject({ kind: "refused" });
    expect(await back("")).toMatchObject({ kind: "refused" });
  });

  it("refuses a client that the provider does not know", async () => {
    const stranger = createOidcLogin({ ...settings, clientSecret: "wrong" });
    const { url, pending } = await stranger.begin();
    const callback = await browse(url, "ada");
    expect(await stranger.finish(callback, pending, Date.now())).toMatchObject({ kind: "refused" });
  });

  it("tells when the provider cannot be asked, and asks again the next time", async () => {
    let up = false;
    const flaky = await startServer((request, response) => {
      if (!up) response.writeHead(503).end();
      else
        void fetch(`${issuer}${request.url ?? ""}`)
          .then((answer) => answer.text())
          .then((text) =>
            response.setHeader("content-type", "application/json").end(text.replaceAll(issuer, flaky.url)),
          );
    });
    const late = createOidcLogin({ ...settings, issuer: flaky.url });
    await expect(late.begin()).rejects.toThrow("cannot be asked how to log in");
    up = true;
    expect((await late.begin()).url).toContain("code_challenge");
    await flaky.close();
  });
});
