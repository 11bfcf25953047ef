import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CompactSign, exportSPKI, importJWK } from "jose";
import { createTokenVerifier, type IssuerSettings } from "./index.ts";
import { startServer, type LocalServer } from "../net/testing/local-server.ts";
import { issuerKey, signed, type IssuerKey } from "./testing/issuer.ts";

const NOW = Date.parse("2026-05-04T12:00:00Z");
const NOW_S = NOW / 1000;

let first: IssuerKey;
let second: IssuerKey;
let server: LocalServer;
let published: IssuerKey[];
let answer: "keys" | "hang" | "huge" | "error" | "nonsense" | "redirect";

beforeAll(async () => {
  first = await issuerKey("first");
  second = await issuerKey("second");
});

beforeEach(async () => {
  answer = "keys";
  published = [first];
  server = await startServer((request, response) => {
    if (answer === "hang") return;
    if (answer === "error") response.writeHead(500);
    if (answer === "redirect") response.writeHead(302, { location: "/other" });
    if (answer === "huge") response.end(JSON.stringify({ keys: [{ kty: "x".repeat(300_000) }] }));
    else if (answer === "nonsense") response.end("<html>");
    else if (request.url === "/keys") response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    else response.end(JSON.stringify({ issuer: server.url, jwks_uri: `${server.url}/keys` }));
  });
});

afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

function settings(more: Partial<IssuerSettings> = {}): IssuerSettings {
  return {
    issuer: server.url,
    audiences: ["writ"],
    algorithms: ["ES256"],
    jwksUri: null,
    jwksFile: null,
    clockSkewSeconds: 30,
    maxAgeSeconds: null,
    ...more,
  };
}

function claims(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { iss: server.url, aud: "writ", sub: "repo:acme/shop", iat: NOW_S, exp: NOW_S + 300, ...more };
}

/** A part of a token as it is written. */
function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

async function verify(token: string, more: Partial<IssuerSettings> = {}) {
  return await createTokenVerifier([settings(more)])(token, NOW);
}

describe("createTokenVerifier()", () => {
  it("believes a token of a trusted issuer, and finds its keys by discovery", async () => {
    const token = await signed(first, claims({ ref: "main" }));
    expect(await verify(token)).toEqual({
      kind: "proven",
      identity: {
        method: "jwt",
        issuer: server.url,
        subject: "repo:acme/shop",
        claims: claims({ ref: "main" }),
        expiresAtMs: NOW + 300_000,
      },
    });
    expect(server.requests).toEqual(["/.well-known/openid-configuration", "/keys"]);
  });

  it("keeps every digit of a claim", async () => {
    const token = await signed(first, claims());
    expect(await verify(token)).toMatchObject({ identity: { claims: { iat: NOW_S } } });
  });

  it.each([
    ["another audience", { aud: "other" }, "identity-wrong-audience"],
    ["no audience", { aud: undefined }, "identity-wrong-audience"],
    ["an end in the past", { exp: NOW_S - 31 }, "identity-expired"],
    ["no end", { exp: undefined }, "identity-claim-missing"],
    ["a beginning in the future", { nbf: NOW_S + 31 }, "identity-not-yet-valid"],
    ["no subject", { sub: undefined }, "identity-claim-missing"],
    ["an empty subject", { sub: "" }, "identity-claim-missing"],
    ["another issuer", { iss: "https://evil.example" }, "identity-unknown-issuer"],
  ])("refuses a token with %s", async (_, more, code) => {
    const token = await signed(first, claims(more));
    expect(await verify(token)).toMatchObject({ kind: "refused", refusal: { code } });
  });

  it("compares the issuer to the character", async () => {
    const token = await signed(first, claims({ iss: `${server.url}/` }));
    expect(await verify(token)).toMatchObject({ refusal: { code: "identity-unknown-issuer" } });
  });

  it("allows for clocks that differ as far as configured", async () => {
    expect(await verify(await signed(first, claims({ exp: NOW_S - 29 })))).toMatchObject({ kind: "proven" });
    expect(await verify(await signed(first, claims({ nbf: NOW_S + 29 })))).toMatchObject({ kind: "proven" });
  });

  it("refuses an old token where a longest age is set, and one without its birth", async () => {
    const old = await signed(first, claims({ iat: NOW_S - 700 }));
    expect(await verify(old, { maxAgeSeconds: 600 })).toMatchObject({ refusal: { code: "identity-expired" } });
    const unborn = await signed(first, claims({ iat: undefined }));
    expect(await verify(unborn, { maxAgeSeconds: 600 })).toMatchObject({ kind: "refused" });
  });

  it("refuses a signature of somebody else's key under the issuer's key id", async () => {
    const forged = await signed({ ...second, kid: "first" }, claims());
    expect(await verify(forged)).toMatchObject({ refusal: { code: "identity-bad-signature" } });
  });

  it("refuses `none`, and the public key used as a shared secret", async () => {
    const none = `${part({ alg: "none" })}.${part(claims())}.`;
    expect(await verify(none)).toMatchObject({ kind: "refused" });
    const body = `${part({ alg: "HS256", kid: "first" })}.${part(claims())}`;
    const publicKey = await importJWK({ ...first.jwk, ext: true }, "ES256", { extractable: true });
    const pem = publicKey instanceof Uint8Array ? "" : await exportSPKI(publicKey);
    const mac = createHmac("sha256", pem).update(body).digest("base64url");
    expect(await verify(`${body}.${mac}`)).toMatchObject({ refusal: { code: "identity-algorithm" } });
  });

  it("refuses an algorithm that the issuer is not trusted with", async () => {
    const token = await signed(first, claims());
    expect(await verify(token, { algorithms: ["RS256"] })).toMatchObject({ refusal: { code: "identity-algorithm" } });
  });

  it("refuses what is no token, and one that is too long, without asking anybody", async () => {
    for (const token of ["", "a.b.c", "e30.e30.", "\0", `${"a".repeat(20_000)}.b.c`])
      expect(await verify(token)).toMatchObject({ kind: "refused" });
    expect(server.requests).toEqual([]);
  });

  it("refuses claims in which a key stands twice", async () => {
    const text = JSON.stringify(claims()).replace(/}$/, ',"sub":"repo:evil/shop"}');
    const token = await new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: "ES256", kid: "first" })
      .sign(first.privateKey);
    expect(await verify(token)).toMatchObject({ refusal: { code: "identity-malformed" } });
  });

  it("never says the token in a message", async () => {
    const token = await signed(second, claims({ aud: "other" }));
    expect(JSON.stringify(await verify(token))).not.toContain(token.slice(0, 40));
  });

  it("follows the rotation of a key, and asks no more than needed for key ids that nobody has", async () => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    const check = createTokenVerifier([settings()]);
    expect(await check(await signed(first, claims()), NOW)).toMatchObject({ kind: "proven" });
    published = [second];
    const rotated = await signed(second, claims());
    expect(await check(rotated, NOW)).toMatchObject({ refusal: { code: "identity-bad-signature" } });
    vi.setSystemTime(NOW + 31_000);
    expect(await check(rotated, NOW)).toMatchObject({ kind: "proven" });
    expect(await check(await signed(first, claims()), NOW)).toMatchObject({ kind: "refused" });
    const invented = { ...first, kid: "invented" };
    for (let count = 0; count < 5; count++) await check(await signed(invented, claims()), NOW);
    expect(server.requests.filter((path) => path === "/keys")).toHaveLength(2);
  });

  it.each(["hang", "huge", "error", "nonsense", "redirect"] as const)(
    "believes nobody while the issuer's answer is: %s, and believes again afterwards",
    async (fault) => {
      vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
      const check = createTokenVerifier([settings()]);
      const token = await signed(first, claims());
      answer = fault;
      expect(await check(token, NOW)).toMatchObject({ kind: "unavailable" });
      answer = "keys";
      vi.setSystemTime(NOW + 1000);
      expect(await check(token, NOW)).toMatchObject({ kind: "proven" });
    },
    20_000,
  );

  it("believes known keys for an hour while the issuer does not answer, asking after pauses, and nobody afterwards", async () => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    const check = createTokenVerifier([settings()]);
    const token = await signed(first, claims());
    const after = async (ms: number, one = token) => {
      vi.setSystemTime(NOW + ms);
      return (await check(one, NOW)).kind;
    };
    expect(await after(0)).toBe("proven");
    answer = "error";
    const asked = server.requests.length;
    expect(await after(599_000)).toBe("proven");
    expect(server.requests.length).toBe(asked);
    for (const ms of [601_000, 602_000, 603_000]) expect(await after(ms)).toBe("proven");
    expect(server.requests.length).toBe(asked + 1);
    expect(await after(604_000, await signed(second, claims()))).toBe("unavailable");
    expect(await after(3_599_000)).toBe("proven");
    expect(await after(3_601_000)).toBe("unavailable");
    answer = "keys";
    expect(await after(3_631_000)).toBe("proven");
  });

  it("believes no keys for longer because the clock was set back", async () => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    const check = createTokenVerifier([settings()]);
    expect(await check(await signed(first, claims()), NOW)).toMatchObject({ kind: "proven" });
    published = [second];
    vi.setSystemTime(NOW - 86_400_000);
    expect(await check(await signed(first, claims()), NOW)).toMatchObject({ kind: "refused" });
  });

  it("takes keys from a file, and none that is larger than an issuer may answer with", async () => {
    const folder = mkdtempSync(join(tmpdir(), "writ-jwks-"));
    const file = join(folder, "jwks.json");
    writeFileSync(file, JSON.stringify({ keys: [first.jwk] }));
    expect(await verify(await signed(first, claims()), { jwksFile: file })).toMatchObject({ kind: "proven" });
    writeFileSync(file, JSON.stringify({ keys: [first.jwk], more: "x".repeat(300_000) }));
    expect(await verify(await signed(first, claims()), { jwksFile: file })).toMatchObject({ kind: "unavailable" });
    const none = join(folder, "none.json");
    expect(await verify(await signed(first, claims()), { jwksFile: none })).toMatchObject({ kind: "unavailable" });
    expect(server.requests).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("asks no issuer over a connection that others could answer", async () => {
    const issuer = "http://ci.example";
    const token = await signed(first, claims({ iss: issuer }));
    expect(await verify(token, { issuer })).toMatchObject({ kind: "unavailable" });
  });

  it("believes no description in which an issuer calls itself otherwise", async () => {
    const liar = await startServer((_, response) => {
      response.end(JSON.stringify({ issuer: server.url, jwks_uri: `${server.url}/keys` }));
    });
    const token = await signed(first, claims({ iss: liar.url }));
    expect(await verify(token, { issuer: liar.url })).toMatchObject({ kind: "unavailable" });
    await liar.close();
  });
});
