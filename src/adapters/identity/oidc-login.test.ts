import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOidcLogin, type LoginSettings, type OidcLogin } from "./index.ts";
import { startServer } from "../net/testing/local-server.ts";
import { browse, CLIENT, startProvider, type TestProvider } from "./testing/provider.ts";

const REDIRECT = "http://127.0.0.1:1/callback";

describe("createOidcLogin()", () => {
  let issuer: string;
  let login: OidcLogin;
  let provider: TestProvider;
  let settings: LoginSettings;

  beforeAll(async () => {
    provider = await startProvider(REDIRECT, (name) => ({ email: `${name}@acme.example` }));
    ({ issuer } = provider);
    settings = {
      issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      redirectUri: REDIRECT,
      scopes: ["email"],
      algorithms: ["ES256"],
      clockSkewSeconds: 5,
    };
    login = createOidcLogin(settings);
  });

  afterAll(() => {
    provider.close();
  });

  it("logs a person in at a real provider", async () => {
    const { url, pending } = await login.begin();
    const callback = await browse(url, "ada", REDIRECT);
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
    const callback = await browse(theirs.url, "mallory", REDIRECT);
    expect(await login.finish(callback, mine.pending, Date.now())).toMatchObject({ kind: "refused" });
    const swapped = new URL(callback);
    swapped.searchParams.set("state", mine.pending.state);
    expect(await login.finish(swapped, mine.pending, Date.now())).toMatchObject({ kind: "refused" });
  });

  it("refuses a code that was used before", async () => {
    const { url, pending } = await login.begin();
    const callback = await browse(url, "ada", REDIRECT);
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
    const callback = await browse(url, "ada", REDIRECT);
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
