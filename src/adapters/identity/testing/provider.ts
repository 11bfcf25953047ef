import { createServer } from "node:http";
import { exportJWK, type JWK } from "jose";
import { Provider } from "oidc-provider";
import { issuerKey } from "./issuer.ts";

/** A real provider at which whoever gives a name is logged in, for as long as a test runs. */
export interface TestProvider {
  readonly issuer: string;
  close(): void;
}

/** What the provider knows this server by. */
export const CLIENT = { id: "writ", secret: "not-a-real-secret" };

/** Starts a provider that sends browsers back to one address; `claimsOf` tells what it says of somebody beside the subject. */
export async function startProvider(
  redirectUri: string,
  claimsOf: (login: string) => Readonly<Record<string, unknown>> = () => ({}),
): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const handle = providerOf(issuer, redirectUri, claimsOf, await providerKey()).callback();
  server.on("request", (request, response) => {
    void handle(request, response);
  });
  return {
    issuer,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function providerOf(issuer: string, redirectUri: string, claimsOf: (login: string) => object, key: JWK): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: "ES256",
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ["test"] },
    claims: { openid: ["sub"], email: ["email"], team: ["groups", "org"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...claimsOf(id) }) }),
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    features: { devInteractions: { enabled: true } },
  });
}

/** The signing key of the provider, both halves. */
async function providerKey(): Promise<JWK> {
  const { jwk, privateKey } = await issuerKey("provider");
  return { ...jwk, ...(await exportJWK(privateKey)) };
}

/** A browser that keeps cookies, follows redirects within the provider, logs in as whoever it is told, and stops at the way back. */
export async function browse(start: string, login: string, redirectUri: string): Promise<URL> {
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
    if (next?.href.startsWith(redirectUri) === true) return next;
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
    request =
      next === undefined
        ? { url: new URL(action, request.url).href, body: `prompt=${String(prompt)}&login=${login}&password=any` }
        : { url: next.href, body: null };
  }
  throw new Error("the provider never sent the browser back");
}

/** Keeps what a `Set-Cookie` says; what is empty is taken back. */
export function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = ""] = cookie.split(";");
  const [name = "", value = ""] = pair.split("=");
  if (value === "") cookies.delete(name);
  else cookies.set(name, value);
}
